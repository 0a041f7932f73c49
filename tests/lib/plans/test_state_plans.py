"""What follows from an event before the courts of the six states, whole plans at a time."""

from __future__ import annotations

from datetime import date

import pytest

from redwell.lib import rulebook
from redwell.lib.deadlines import replay
from redwell.lib.plans import PlanError, plan

BOOK = rulebook.load()


def found(court, event, on, **more):
    """The answers of a plan by rule id."""
    return {due.rule.id: due.answer for due in plan(BOOK, court, event, on, **more).deadlines}


def test_a_texas_answer_is_due_at_ten_on_the_monday_after_twenty_days() -> None:
    answer = found("us-tx-district", "us.tx.citation_served", date(2026, 3, 4))["us.tx.trcp.99.b"]
    assert (answer.on, answer.at, answer.zone) == (date(2026, 3, 30), "10:00", "America/Chicago")


def test_a_texas_justice_court_has_fourteen_days_and_no_monday() -> None:
    answers = found("us-tx-justice", "us.tx.justice_citation_served", date(2026, 3, 4))
    assert {id: answer.on for id, answer in answers.items()} == {
        "us.tx.trcp.502.5": date(2026, 3, 18)
    }


def test_substituted_service_in_california_leads_to_the_response() -> None:
    served = found("us-ca-superior", "us.ca.substituted_service_mailed", date(2026, 5, 11))
    complete = served["us.ca.ccp.415.20"].on
    assert complete == date(2026, 5, 21)
    rule = BOOK.rules["us.ca.ccp.415.20"]
    answers = found("us-ca-superior", rule.starts, complete)
    assert answers["us.ca.ccp.412.20.a.3"].on == date(2026, 6, 22)


def test_an_unanswered_question_gives_the_five_days_of_unlawful_detainer_and_says_so() -> None:
    told = plan(BOOK, "us-ca-superior", "us.ca.interrogatories_served", date(2026, 5, 5))
    assert [due.answer.on for due in told.deadlines] == [date(2026, 5, 11)]
    assert any("unlawful detainer" in notice for notice in told.notices)


def test_a_texas_appeal_with_nothing_answered_is_taken_for_an_accelerated_one() -> None:
    answers = found("us-tx-district", "us.tx.judgment_signed", date(2026, 8, 3))
    appeals = {id: answer.on for id, answer in answers.items() if ".trap." in id}
    assert appeals == {"us.tx.trap.26.1.b": date(2026, 8, 24)}


def test_a_year_and_ninety_days_are_one_stretch_after_another() -> None:
    answers = found("us-ny-supreme", "us.ny.municipal_claim_arises", date(2026, 2, 19))
    action = answers["us.ny.gml.50-i"]
    assert action.on == date(2027, 5, 20)
    assert replay(action.steps, BOOK) == action.on


def test_mailed_notice_of_a_new_york_motion_lies_five_days_further_back() -> None:
    asked = {"us_ny_sixteen_day_notice": "no"}
    answers = found(
        "us-ny-supreme", "us.ny.return_date", date(2026, 5, 27), service="mail", facts=asked
    )
    assert answers["us.ny.cplr.2214.b.notice"].on == date(2026, 5, 14)
    assert answers["us.ny.cplr.2214.b.answering"].on == date(2026, 5, 22)


@pytest.mark.parametrize("court", ["us-de-superior", "us-de-chancery"])
def test_both_delaware_trial_courts_send_appeals_to_the_supreme_court(court) -> None:
    answers = found(court, "us.de.judgment_entered", date(2026, 3, 2))
    assert answers["us.de.supr.6.a"].on == date(2026, 4, 1)
    assert answers["us.de.supr.6.a"].program == "us.de.supr.11"


def test_the_rules_of_chancery_do_not_reach_the_superior_court() -> None:
    answers = found("us-de-superior", "us.de.opinion_filed", date(2026, 1, 14))
    assert list(answers) == ["us.de.superior.59.e"]


@pytest.mark.parametrize(
    ("court", "event"),
    [
        ("us-ca-superior", "us.ca.opening_brief_filed"),
        ("us-tx-appeals", "us.tx.citation_served"),
        ("us-ny-supreme", "us.ca.trial"),
    ],
)
def test_an_event_of_another_court_has_no_rule_there(court, event) -> None:
    with pytest.raises(PlanError, match="No rule"):
        plan(BOOK, court, event, date(2026, 3, 2))


def test_a_date_under_a_rule_that_nobody_has_checked_is_marked_for_review() -> None:
    answers = found("us-ca-superior", "us.ca.summons_served", date(2026, 3, 2))
    for id, answer in answers.items():
        if BOOK.rules[id].confidence == "needs_review":
            assert answer.status != "firm"
