"""Plans in England, Canada and Australia: what one event brings a party, and what it leaves out."""

from datetime import date

import pytest

from redwell.lib import rulebook
from redwell.lib.plans import plan

BOOK = rulebook.load()


def dates(found):
    return {due.rule.id: due.answer.on for due in found.deadlines}


def test_a_hearing_without_an_hour_lists_the_costs_statement_and_dates_the_rest():
    found = plan(BOOK, "gb-ew-high", "gb.hearing_set", date(2026, 3, 9))
    assert dates(found) == {"gb.ew.cpr.23.7": date(2026, 3, 3)}
    [(title, said, cite)] = found.undated
    assert title == "Statement of costs, any other hearing"
    assert said == "24 hours before: tell the hour of the event"
    assert cite == "CPR PD 44 9.5(4)"


def test_a_hearing_at_half_past_ten_wants_the_costs_statement_at_that_hour_on_friday():
    found = plan(BOOK, "gb-ew-high", "gb.hearing_set", date(2026, 3, 9), at="10:30")
    statement = next(due for due in found.deadlines if due.rule.id == "gb.ew.cpr.pd44.b")
    assert (statement.answer.on, statement.answer.at) == (date(2026, 3, 6), "10:30")
    assert found.undated == ()


def test_particulars_cannot_come_after_the_last_day_to_serve_the_claim_form():
    served = ("gb-ew-high", "gb.claim_form_served", date(2026, 6, 26))
    assert dates(plan(BOOK, *served))["gb.ew.cpr.7.4"] == date(2026, 7, 10)
    told = plan(BOOK, *served, facts={"claim_form_issued_on": "2026-03-02"})
    assert dates(told)["gb.ew.cpr.7.4"] == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("kind", "last"),
    [(None, date(2021, 5, 11)), ("contract", date(2026, 5, 11)), ("deed", date(2032, 5, 11))],
)
def test_a_claim_is_barred_by_its_kind_and_by_the_shortest_until_somebody_says(kind, last):
    facts = {"gb_claim_kind": kind} if kind else {}
    found = plan(BOOK, "gb-ew-high", "gb.claim_accrues", date(2020, 5, 11), facts=facts)
    assert [due.answer.on for due in found.deadlines] == [last]
    assert any("defamation is assumed" in said for said in found.notices) is (kind is None)


def test_a_day_is_asked_only_of_the_kind_of_claim_that_runs_from_it():
    accrued = ("gb-ew-high", "gb.claim_accrues", date(2020, 5, 11))
    contract = plan(BOOK, *accrued, facts={"gb_claim_kind": "contract"})
    assert contract.notices == ()
    injury = plan(BOOK, *accrued, facts={"gb_claim_kind": "personal_injury"})
    assert any("first have the knowledge" in said for said in injury.notices)


def test_a_defence_in_ontario_has_ten_days_more_after_a_notice_of_intent():
    served = ("ca-on-scj", "ca.on.claim_served", date(2026, 3, 2))
    assert dates(plan(BOOK, *served)) == {"ca.on.18.01.a": date(2026, 3, 23)}
    told = plan(BOOK, *served, facts={"on_intent_filed": "yes"})
    assert dates(told) == {"ca.on.18.02.a": date(2026, 4, 1)}


def test_the_christmas_recess_stops_a_federal_court_reply_but_not_a_judicial_review():
    reply = plan(BOOK, "ca-fc", "ca.fc.defence_served", date(2025, 12, 15))
    assert dates(reply)["ca.fc.205"] == date(2026, 1, 12)
    review = plan(BOOK, "ca-fc", "ca.fc.decision_communicated", date(2025, 12, 15))
    assert dates(review)["ca.fc.act.18.1.2"] == date(2026, 1, 14)


def test_july_and_august_do_not_count_toward_a_federal_appeal_from_a_final_judgment():
    found = plan(BOOK, "ca-fc", "ca.fc.final_judgment_made", date(2026, 6, 22))
    assert dates(found)["ca.fc.act.27.2.b"] == date(2026, 9, 22)


def test_an_alberta_defence_due_on_a_saturday_may_be_filed_on_the_monday():
    found = plan(BOOK, "ca-ab-kb", "ca.ab.claim_served", date(2026, 11, 1))
    assert dates(found)["ca.ab.3.31.a"] == date(2026, 11, 23)


def test_victoria_leaves_the_end_of_the_year_out_of_the_time_for_a_defence():
    found = plan(BOOK, "au-vic-sc", "au.vic.appearance_filed", date(2015, 12, 11))
    assert dates(found)["au.vic.14.02"] == date(2016, 1, 27)


def test_a_scottish_date_is_never_moved_and_says_so():
    found = plan(BOOK, "gb-sc-sheriff", "gb.sc.initial_writ_served", date(2026, 11, 7))
    [due] = found.deadlines
    assert (due.answer.on, due.answer.status) == (date(2026, 11, 28), "needs_review")
    assert any("holidays of their own" in notice for notice in found.notices)
