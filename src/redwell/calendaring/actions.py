"""Putting dates on the calendar, moving them and taking them off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from redwell.calendaring.models import Attendance, Commitment, Tombstone
from redwell.core.actions import action
from redwell.core.refusals import Invalid
from redwell.matters.models import Matter


@action("calendaring.commit", needs="calendaring.enter", says="{actor} put {title} on the calendar")
def commit(
    actor: Any,
    matter: Matter,
    *,
    kind: str,
    title: str,
    on: date,
    zone: str,
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    people: Iterable[Any] = (),
) -> Commitment:
    """Put a date on the calendar for the people who have to be there."""
    _check_hours(starts_at, ends_at)
    commitment = Commitment(
        matter=matter,
        kind=kind,
        title=title,
        on=on,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        place=place,
        uid=f"{uuid.uuid4()}@redwell",
    )
    commitment.save()
    for person in people:
        Attendance(matter=matter, commitment=commitment, user=person).save()
    return commitment


@action("calendaring.move", needs="calendaring.enter", says="{actor} moved {object} to {on}")
def move(
    actor: Any,
    commitment: Commitment,
    *,
    on: date,
    starts_at: time | None,
    ends_at: time | None = None,
    seen: int | None = None,
) -> Commitment:
    """Move a date; its UID stays and its sequence rises, so that calendars follow."""
    commitment.check_seen(seen, on=on, starts_at=starts_at, ends_at=ends_at)
    _check_hours(starts_at, ends_at)
    commitment.on, commitment.starts_at, commitment.ends_at = on, starts_at, ends_at
    commitment.sequence += 1
    commitment.save()
    return commitment


@action(
    "calendaring.cancel", needs="calendaring.enter", says="{actor} took {object} off the calendar"
)
def cancel(actor: Any, commitment: Commitment) -> Tombstone:
    """Take the date of a closed deadline off; its row stays with the deadline.

    Subscribed calendars learn of it by the tombstone.
    """
    stone = commitment.tombstone()
    stone.save()
    return stone


@action(
    "calendaring.take_off", needs="calendaring.enter", says="{actor} took {object} off the calendar"
)
def take_off(actor: Any, commitment: Commitment) -> Tombstone:
    """Take an appointment out altogether; subscribed calendars learn of it by the tombstone."""
    stone = commitment.tombstone()
    stone.save()
    for attendance in Attendance.objects.for_system("inside the appointment's own wall").filter(
        commitment=commitment
    ):
        attendance.delete()
    commitment.delete()
    return stone


def _check_hours(starts_at: time | None, ends_at: time | None) -> None:
    if ends_at and (starts_at is None or ends_at <= starts_at):
        raise Invalid("It cannot end before it starts.", {"ends_at": "Choose a later time."})
