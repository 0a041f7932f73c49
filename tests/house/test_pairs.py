"""Values that contradict each other are refused wherever a pair of days or hours is taken in."""

from __future__ import annotations

import inspect
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from cast import Cast
from redwell.calendaring import actions as calendaring
from redwell.core.actions import REGISTRY
from redwell.core.refusals import Invalid
from redwell.matters import actions as matters
from redwell.people import actions as people
from signed_in import freshly

EARLY, LATE = date(2026, 11, 2), date(2026, 11, 3)
PAIRS = (("from_on", "to_on"), ("starts_at", "ends_at"))
# Each action that takes a pair, and how it is asked for with (begins, ends).
TAKES = {
    "people.relate": lambda c, a, b: people.relate(
        c.lead,
        _contact(c, "Ida Falk"),
        other=_contact(c, "Emil Krantz"),
        kind="employer",
        from_on=a,
        to_on=b,
    ),
    "matters.add_party": lambda c, a, b: matters.add_party(
        c.lead, c.proceeding, name="Brightline", role="Defendant", from_on=a, to_on=b
    ),
    "matters.add_counsel": lambda c, a, b: matters.add_counsel(
        c.lead, _party(c), name="Lena Brandt", from_on=a, to_on=b
    ),
    "matters.end_party": lambda c, a, b: matters.end_party(c.lead, _party(c, a), on=b),
    "matters.substitute_counsel": lambda c, a, b: matters.end_counsel(
        c.lead, matters.add_counsel(c.lead, _party(c), name="Lena Brandt", from_on=a), on=b
    ),
}
HOURS = {
    "calendaring.commit": lambda c, a, b: _hearing(c, a, b),
    "calendaring.move": lambda c, a, b: calendaring.move(
        c.lead, _hearing(c, None, None), on=LATE, starts_at=a, ends_at=b
    ),
}


def _contact(cast: Cast, name: str):
    return people.enter(cast.lead, kind="person", name=name)


def _party(cast: Cast, from_on: date | None = None):
    return matters.add_party(
        cast.lead, cast.proceeding, name="Brightline", role="Defendant", from_on=from_on
    )


def _hearing(cast: Cast, starts_at: time | None, ends_at: time | None):
    return calendaring.commit(
        cast.lead,
        cast.matter,
        kind="hearing",
        title="Status conference",
        on=LATE,
        zone="America/New_York",
        starts_at=starts_at,
        ends_at=ends_at,
    )


def test_no_verb_that_takes_a_pair_is_left_out():
    found = set()
    for name, verb in REGISTRY.items():
        taken = set(inspect.signature(verb.run).parameters)
        if any(set(pair) <= taken for pair in PAIRS):
            found.add(name)
    assert found <= {*TAKES, *HOURS}


@pytest.mark.parametrize("verb", TAKES)
def test_nothing_ends_before_the_day_it_began(cast, verb):
    with pytest.raises(Invalid, match=r"cannot (end|leave) before"):
        TAKES[verb](cast, LATE, EARLY)


@pytest.mark.parametrize("verb", TAKES)
def test_it_may_end_on_the_day_it_began(cast, verb):
    assert TAKES[verb](cast, EARLY, EARLY)


@pytest.mark.parametrize("verb", HOURS)
@pytest.mark.parametrize("hours", [(time(10), time(9)), (time(10), time(10)), (None, time(9))])
def test_no_appointment_ends_before_its_hour(cast, verb, hours):
    with pytest.raises(Invalid, match="cannot end before it starts"):
        HOURS[verb](cast, *hours)


def test_access_from_outside_cannot_end_before_it_begins(client, cast):
    stranger = type(cast.outside).objects.create_user(
        "ida.falk@demo.invalid", None, name="Ida Falk", initials="IF", role="outside"
    )
    freshly(client, cast.administrator)
    given = {"kind": "grant", "user": stranger.pk, "access": "read"}
    address = f"/administration/walls/{cast.matter.number}/"
    today = timezone.localdate()
    refused = client.post(address, given | {"until_on": str(today - timedelta(days=2))})
    assert refused.status_code == 422
    assert "Choose a later day" in refused.content.decode()
    assert (
        client.post(address, given | {"until_on": str(today + timedelta(days=2))}).status_code
        == 302
    )
