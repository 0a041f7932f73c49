"""Dates that an order or a changed answer would set differently are shown, and accepted by a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from redwell.core.refusals import Refusal
from redwell.docketing import actions, recalculating
from redwell.docketing.models import Deadline, Trigger

ANSWER = "us.frcp.12.a.1.A.i"


@pytest.fixture
def served(cast):
    return actions.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
        facts={"us_party": "no"},
    )


@pytest.fixture
def dana(client, cast):
    client.force_login(cast.lead)
    return client


def answer():
    return Deadline.plain.get(rule=ANSWER)


def order(dana, cast, **period):
    given = {"layer": "order", "cite": "Order of 5 November 2026", "rule": ANSWER}
    given |= {"made_on": "2026-11-05", "direction": "after"} | period
    address = reverse("order-new", args=[cast.matter.number, cast.proceeding.pk])
    return dana.post(address, given)


def test_recording_an_order_shows_at_once_what_it_would_change(dana, cast, served):
    response = order(dana, cast, count=30, unit="days")
    assert response["Location"] == reverse("recalculation", args=[cast.matter.number])
    page = dana.get(response["Location"]).content.decode()
    assert "Mon 23 Nov 2026" in page
    assert "Wed 2 Dec 2026" in page
    assert "+9 d" in page
    assert answer().due_on == date(2026, 11, 23), "nothing moves before it is accepted"


def test_an_accepted_line_follows_the_order_and_one_undo_brings_the_old_date_back(
    dana, cast, served
):
    page = order(dana, cast, count=30, unit="days")["Location"]
    (line,) = recalculating.changes(cast.lead, cast.matter)
    dana.post(page, {"line": line.key})
    assert (answer().due_on, answer().layer) == (date(2026, 12, 2), "order")
    assert recalculating.changes(cast.lead, cast.matter) == ()
    dana.post(reverse("undo"))
    assert (answer().due_on, answer().layer) == (date(2026, 11, 23), "")


def test_a_line_that_nobody_marked_stays(dana, cast, served):
    page = order(dana, cast, count=30, unit="days")["Location"]
    response = dana.post(page, {"submission": "s", "line": "1:no.such.rule"})
    assert "None of these dates changes any more" in response.content.decode()
    assert answer().due_on == date(2026, 11, 23)


def test_an_order_that_changes_nothing_leads_back_to_the_matter(dana, cast, served):
    response = order(dana, cast, count=21, unit="days")
    assert response["Location"] == reverse("matter", args=[cast.matter.number])


def test_a_colleague_behind_the_wall_sees_no_line(cast, served):
    assert recalculating.changes(cast.walled, cast.matter) == ()
    with pytest.raises(Refusal):
        actions.recalculate(cast.walled, cast.matter, keys=[f"{served.pk}:{ANSWER}"])


def test_an_answer_to_a_question_is_changed_where_the_trigger_is_moved(dana, cast, served):
    address = reverse("trigger-move", args=[cast.matter.number, served.pk])
    asked = {"happened_on": "2026-11-02", "service": "personal", "fact_us_party": "yes"}
    assert "Old and new dates" in dana.get(address, asked).content.decode()
    dana.post(address, asked | {"seen": served.version})
    assert Trigger.plain.get(pk=served.pk).facts == {"us_party": "yes"}


def test_answers_that_were_given_stay_with_a_form_that_comes_back(dana, cast):
    address = reverse("trigger-new", args=[cast.matter.number, cast.proceeding.pk])
    asked = {"event": "us.judgment_entered", "happened_on": "2026-02-30", "fact_us_party": "yes"}
    page = dana.post(address, asked).content.decode()
    assert "no such day" in page
    assert '<option value="yes" selected' in page
