"""Questions, methods of service and versions change a plan; silence takes the earlier date."""

from datetime import date

import pytest

from redwell.lib import rulebook
from redwell.lib.deadlines import replay
from redwell.lib.plans import Layer, PlanError, plan, prove

BOOK = rulebook.load()
ANSWER = "us.frcp.12.a.1.A.i"
SERVED = date(2026, 11, 2)


def dates(found):
    return {due.rule.id: due.answer.on for due in found.deadlines}


def test_every_case_of_every_packaged_rule_holds() -> None:
    assert prove(BOOK) == ()


def test_without_an_answer_the_appeal_has_thirty_days_and_the_assumption_is_said() -> None:
    found = plan(BOOK, "us-flsd", "us.judgment_entered", date(2026, 3, 2))
    assert dates(found)["us.frap.4.a.1.A"] == date(2026, 4, 1)
    assert "us.frap.4.a.1.B" not in dates(found)
    assert any("no is assumed" in notice for notice in found.notices)
    assert any("United States a party" in title for title, _, _ in found.not_applied)


def test_with_the_united_states_a_party_the_appeal_has_sixty_days() -> None:
    found = plan(
        BOOK, "us-flsd", "us.judgment_entered", date(2026, 3, 2), facts={"us_party": "yes"}
    )
    assert dates(found)["us.frap.4.a.1.B"] == date(2026, 5, 1)
    assert "us.frap.4.a.1.A" not in dates(found)
    assert not any("assumed" in notice for notice in found.notices)


def test_an_answer_that_is_no_choice_is_refused_with_the_choices() -> None:
    with pytest.raises(PlanError, match="Answer no or yes"):
        plan(BOOK, "us-flsd", "us.judgment_entered", SERVED, facts={"us_party": "perhaps"})


def test_an_answer_to_a_question_that_nobody_asked_is_refused() -> None:
    with pytest.raises(PlanError, match="asks nothing called"):
        plan(BOOK, "us-flsd", "us.judgment_entered", SERVED, facts={"weather": "fine"})


def test_a_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(PlanError, match="write it like 2026-11-02"):
        plan(BOOK, "us-flsd", "us.action_removed", SERVED, facts={"summons_served_on": "monday"})


def test_an_hour_that_is_no_hour_is_refused() -> None:
    with pytest.raises(PlanError, match="write it like 16:30"):
        plan(BOOK, "us-flsd", "us.summons_served", SERVED, at="half past four")


def test_electronic_service_added_three_days_until_december_2016() -> None:
    for day, due in ((date(2016, 11, 1), date(2016, 12, 5)), (date(2016, 12, 1), date(2017, 1, 3))):
        found = plan(BOOK, "us-flsd", "us.interrogatories_served", day, service="electronic")
        assert dates(found)["us.frcp.33.b.2"] == due


def test_a_complaint_of_2015_had_a_hundred_and_twenty_days_to_be_served() -> None:
    found = plan(BOOK, "us-flsd", "us.complaint_filed", date(2015, 11, 2))
    assert dates(found)["us.frcp.4.m"] == date(2016, 3, 1)


def test_words_that_two_systems_share_mean_the_event_of_the_court_asked() -> None:
    found = plan(BOOK, "us-tx-district", "Summons and complaint served", date(2026, 3, 4))
    assert dates(found)["us.tx.trcp.99.b"] == date(2026, 3, 30)
    found = plan(BOOK, "us-flsd", "summons and complaint served", SERVED, service="personal")
    assert ANSWER in dates(found)


def test_particulars_posted_on_a_friday_are_deemed_served_on_the_monday() -> None:
    found = plan(
        BOOK, "gb-ew-high", "gb.particulars_served", date(2026, 11, 6), service="first_class_post"
    )
    assert dates(found)["gb.ew.cpr.15.4.a"] == date(2026, 11, 23)
    for due in found.deadlines:
        assert replay(due.answer.steps, BOOK) == due.answer.on


def test_a_method_that_the_event_does_not_know_is_refused_with_those_it_knows() -> None:
    with pytest.raises(PlanError, match="first_class_post"):
        plan(BOOK, "gb-ew-high", "gb.particulars_served", SERVED, service="leave_with_clerk")


def due_with(*layers):
    found = plan(BOOK, "us-flsd", "us.summons_served", SERVED, layers=layers)
    return next(due for due in found.deadlines if due.rule.id == ANSWER)


def test_a_policy_cannot_put_off_the_date_of_the_rule() -> None:
    due = due_with(Layer("policy", ANSWER, "Firm policy", SERVED, period="30 days after"))
    assert (due.answer.on, due.layer) == (date(2026, 11, 23), None)
    assert any("cannot put off" in why for _, why, _ in due.answer.not_applied)


def test_an_order_in_the_case_stands_over_the_judges_standing_order() -> None:
    standing = Layer("standing", ANSWER, "Standing order", SERVED, period="14 days after")
    order = Layer("order", ANSWER, "Order of 5 November", SERVED, period="30 days after")
    assert due_with(standing).answer.on == date(2026, 11, 16)
    assert (due_with(standing, order).answer.on, due_with(standing, order).cite) == (
        date(2026, 12, 2),
        "Order of 5 November",
    )


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("whim", {"period": "3 days after"}, "lies over no rule"),
        ("order", {}, "either a date certain or a period"),
        ("order", {"period": "soon"}, "not a period"),
    ],
)
def test_a_layer_that_says_nothing_usable_is_refused(kind, given, says) -> None:
    with pytest.raises(PlanError, match=says):
        due_with(Layer(kind, ANSWER, "Order", SERVED, **given))


def test_the_earlier_of_two_days_is_no_firm_date_while_one_of_them_is_unknown() -> None:
    event, on = "us.late_notice_of_judgment_received", date(2026, 3, 2)
    told = {"judgment_entered_on": "2025-09-08"}
    unknown = plan(BOOK, "us-flsd", event, on).deadlines[0].answer
    known = plan(BOOK, "us-flsd", event, on, facts=told).deadlines[0].answer
    assert (unknown.on, unknown.status) == (date(2026, 3, 16), "needs_review")
    assert (known.on, known.status) == (date(2026, 3, 9), "firm")  # day 180 is Saturday, 7 March


def test_the_later_of_several_days_also_shows_what_a_holiday_of_the_state_would_give() -> None:
    found = plan(BOOK, "us-cand", "us.criminal_judgment_entered", date(2026, 3, 17))
    appeal = next(d.answer for d in found.deadlines if d.rule.id == "us.frap.4.b.1.A")
    assert (appeal.on, appeal.status) == (date(2026, 3, 31), "disputed")  # Cesar Chavez Day
    assert [on for on, _, _ in appeal.alternatives] == [date(2026, 4, 1)]
