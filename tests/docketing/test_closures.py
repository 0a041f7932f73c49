"""A court closes: the dates that follow are shown across the firm, and accepted by a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from redwell.core import audit
from redwell.core.refusals import Invalid, NotAllowed
from redwell.docketing import actions, recalculating
from redwell.docketing.models import Closure, Deadline
from redwell.matters import actions as matters
from redwell.matters import queries

ANSWER = "us.frcp.12.a.1.A.i"
STORM = date(2026, 11, 23)


@pytest.fixture
def two_matters(cast):
    """The same summons served in two matters before one court: both answers are due on the 23rd."""
    second = matters.add_proceeding(
        cast.lead, cast.other, court="us-nysd", number="1:26-cv-08000", filed_on=date(2026, 9, 1)
    )
    for proceeding in (cast.proceeding, second):
        actions.record_trigger(
            cast.lead,
            proceeding,
            event="us.summons_served",
            happened_on=date(2026, 11, 2),
            service="personal",
        )
    return cast


@pytest.fixture
def dana(client, cast):
    client.force_login(cast.lead)
    return client


def close(dana, **more):
    given = {
        "court": "us-nysd",
        "kind": "holiday",
        "first_on": STORM,
        "last_on": STORM,
        "source": "General order of 22 November 2026",
    }
    return dana.post(reverse("closure-new"), given | more)


def answers():
    return set(Deadline.plain.filter(rule=ANSWER).values_list("due_on", flat=True))


def test_a_holiday_that_the_court_declares_lists_the_affected_dates_at_once(two_matters, dana):
    response = close(dana)
    page = dana.get(response["Location"]).content.decode()
    assert page.count("Mon 23 Nov 2026") >= 2
    assert page.count("Tue 24 Nov 2026") >= 2
    assert "Estate of Okafor" in page
    assert answers() == {STORM}, "nothing moves before it is accepted"


def test_accepted_in_bulk_they_move_in_one_action_that_one_undo_takes_back(two_matters, dana):
    page = close(dana)["Location"]
    lines = recalculating.everywhere(two_matters.lead, courts=["us-nysd"])
    dana.post(page, {"line": [line.key for line in lines]})
    assert answers() == {date(2026, 11, 24)}
    for matter in (two_matters.matter, two_matters.other):
        said = [line.sentence for line in queries.history(two_matters.lead, matter)]
        assert any("recalculated dates in 2 matters" in sentence for sentence in said)
    dana.post(reverse("undo"))
    assert answers() == {STORM}
    assert list(audit.verify()) == []


def test_one_line_is_accepted_and_the_other_stays(two_matters, dana):
    page = close(dana)["Location"]
    lines = recalculating.everywhere(two_matters.lead)
    dana.post(page, {"line": [x.key for x in lines if x.trigger.matter_id == two_matters.other.pk]})
    assert answers() == {STORM, date(2026, 11, 24)}


def test_a_closure_of_another_court_changes_nothing(two_matters, dana):
    close(dana, court="us-akd")
    assert recalculating.everywhere(two_matters.lead) == ()


def test_a_walled_colleague_sees_only_other_matters_and_an_administrator_a_number(
    two_matters, dana, client
):
    close(dana)
    seen = {x.trigger.matter_id for x in recalculating.everywhere(two_matters.walled)}
    assert two_matters.matter.pk not in seen
    assert recalculating.hidden(two_matters.walled) > 0
    two_matters.administrator.role = "lead"
    two_matters.administrator.save()
    matters.wall_off(
        two_matters.lead, two_matters.matter, user=two_matters.administrator, reason="Conflict"
    )
    client.force_login(two_matters.administrator)
    page = client.get(reverse("recalculations")).content.decode()
    assert "hidden from you" in page
    assert "Halvorsen" not in page


def test_a_closure_that_is_taken_back_shows_the_dates_that_go_back(two_matters, dana):
    page = close(dana)["Location"]
    lines = recalculating.everywhere(two_matters.lead)
    dana.post(page, {"line": [line.key for line in lines]})
    closure = Closure.plain.get()
    dana.post(reverse("closure-end", args=[closure.pk]), {"reason": "The office was open"})
    assert {line.new_on for line in recalculating.everywhere(two_matters.lead)} == {STORM}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"last_on": date(2026, 11, 20)}, "end before it begins"),
        ({"last_on": date(2029, 11, 20)}, "a year at most"),
        ({"source": " "}, "source"),
        ({"court": "us-nowhere"}, "no court"),
    ],
)
def test_an_impossible_closure_is_refused_with_a_sentence(cast, wrong, says):
    given = {
        "court": "us-nysd",
        "kind": "closed",
        "first_on": STORM,
        "last_on": STORM,
        "source": "Notice",
    }
    with pytest.raises(Invalid, match=says):
        actions.close_court(cast.lead, **given | wrong)
    with pytest.raises(NotAllowed):
        actions.close_court(cast.junior, **given)
