"""What would follow if every act were done on its last day: a look ahead, never a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from redwell.lib import plans, rulebook
from redwell.lib.deadlines import replay

BOOK = rulebook.load()
FILED = date(2026, 11, 2)


def ahead(court: str, event: str, on: date = FILED, depth: int = 4, **facts: str):
    found = plans.plan(BOOK, court, event, on, facts=facts)
    return found, plans.chain(BOOK, court, found, facts=facts, depth=depth)


def test_a_complaint_leads_through_service_and_answer_to_the_days_behind_the_answer() -> None:
    _, found = ahead("us-nysd", "us.complaint_filed")
    told = {(one.after.rule.id, one.due.rule.id): one for one in found}
    answer = told["us.frcp.4.m", "us.frcp.12.a.1.A.i"]
    # 2 November and 90 days is Sunday, 31 January: served on Monday, 1 February, and 21 days.
    assert (answer.due.answer.on, answer.depth) == (date(2027, 2, 22), 1)
    third_party = told["us.frcp.12.a.1.A.i", "us.frcp.14.a"]
    assert (third_party.due.answer.on, third_party.depth) == (date(2027, 3, 8), 2)


def test_a_chain_runs_only_as_deep_as_it_is_asked() -> None:
    for depth in range(4):
        _, found = ahead("gb-ew-high", "gb.claim_form_issued", depth=depth)
        assert {one.depth for one in found} == set(range(1, depth + 1))


def test_facts_given_once_hold_along_the_chain() -> None:
    _, at_home = ahead("gb-ew-high", "gb.claim_form_issued")
    _, commercial = ahead("gb-ew-high", "gb.claim_form_issued", commercial_court="yes")
    assert "gb.ew.cpr.58.5" not in {one.due.rule.id for one in at_home}
    assert "gb.ew.cpr.58.5" in {one.due.rule.id for one in commercial}


def test_a_ring_that_an_answer_opens_is_walked_once() -> None:
    _, found = ahead("gb-ew-high", "gb.claim_form_issued", depth=40, commercial_court="yes")
    assert max(one.depth for one in found) < 12
    for n, one in enumerate(found):
        branch = [one.due.rule.id]
        above = one
        for before in reversed(found[:n]):
            if before.depth == above.depth - 1:
                branch.append(before.due.rule.id)
                above = before
        assert len(set(branch)) == len(branch)


def test_a_question_that_nobody_answered_is_told_with_the_projected_day() -> None:
    _, found = ahead("gb-ew-high", "gb.claim_form_issued")
    particulars = next(one for one in found if one.due.rule.id == "gb.ew.cpr.7.4")
    assert particulars.due.answer.status == "needs_review"
    assert any("Not answered" in text for text in particulars.notices)


@pytest.mark.parametrize(
    "court", ["us-nysd", "gb-ew-high", "ca-on-scj", "au-nsw-sc", "us-ca-superior"]
)
def test_every_projected_date_starts_where_the_act_before_it_ended(court: str) -> None:
    for event in BOOK.events:
        try:
            found, further = ahead(court, event)
        except plans.PlanError:
            continue
        below = {due.rule.id for due in found.deadlines}
        for one in further:
            assert one.due.answer.steps[0].to_on >= one.after.answer.on
            assert one.after.rule.starts in one.due.rule.events
            assert replay(one.due.answer.steps, BOOK) == one.due.answer.on
            if one.depth == 1:
                assert one.after.rule.id in below


def test_an_act_that_starts_nothing_has_no_chain() -> None:
    found, further = ahead("us-nysd", "us.interrogatories_served")
    assert found.deadlines
    assert further == ()
