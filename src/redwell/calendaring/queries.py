"""What stands on the calendar, and what clashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from redwell.calendaring.models import Attendance, Commitment
from redwell.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Appointment:
    """A date with a time of day; ``people`` are initials, ``clash`` names who is needed twice."""

    id: int
    kind: str
    title: str
    on: date
    starts_at: time | None
    ends_at: time | None
    zone: str
    place: str
    number: str
    matter: str
    people: tuple[str, ...]
    clash: str


def day(actor: Any, on: date) -> tuple[Appointment, ...]:
    """The appointments of one day (not the deadlines), earliest first, with clashes marked."""
    return days(actor, on, on)[on]


def days(actor: Any, first: date, last: date) -> dict[date, tuple[Appointment, ...]]:
    """The same for each day from ``first`` to ``last``, in two questions for all of them."""
    found = _appointments(
        actor, Commitment.objects.visible_to(actor).filter(on__gte=first, on__lte=last)
    )
    span = (first + timedelta(n) for n in range((last - first).days + 1))
    return {on: tuple(row for row in found if row.on == on) for on in span}


def of_matter(actor: Any, matter: Matter) -> tuple[Appointment, ...]:
    """The appointments of one matter, earliest first.

    A clash is found among all that the reader may see of those days.
    """
    own = Commitment.objects.visible_to(actor).filter(matter=matter).exclude(kind="deadline")
    days = set(own.values_list("on", flat=True))
    same = _appointments(actor, Commitment.objects.visible_to(actor).filter(on__in=days))
    return tuple(row for row in same if row.number == matter.number)


def appointment(actor: Any, matter: Matter, pk: int) -> Commitment | None:
    """One appointment of a matter; a deadline's date is docketing's and never found here."""
    rows = Commitment.objects.visible_to(actor).filter(matter=matter, pk=pk)
    return rows.exclude(kind="deadline").first()


def _appointments(actor: Any, commitments: Any) -> tuple[Appointment, ...]:
    rows = list(
        commitments.exclude(kind="deadline")
        .order_by("on", "starts_at", "id")
        .values_list(
            "id",
            "kind",
            "title",
            "on",
            "starts_at",
            "ends_at",
            "zone",
            "place",
            "matter__number",
            "matter__title",
        )
    )
    attending: dict[int, list[str]] = {}
    for commitment, name in (
        Attendance.objects.visible_to(actor)
        .filter(commitment__in=[r[0] for r in rows])
        .values_list("commitment_id", "user__name")
    ):
        attending.setdefault(commitment, []).append(name)
    clashes = _clashes(rows, attending)
    return tuple(
        Appointment(*row, people=tuple(attending.get(row[0], ())), clash=clashes.get(row[0], ""))
        for row in rows
    )


def _clashes(rows: list[tuple[Any, ...]], attending: dict[int, list[str]]) -> dict[int, str]:
    """For each appointment, who is expected elsewhere at the same time."""
    found: dict[int, str] = {}
    timed = [row for row in rows if row[4] is not None]
    people = {row[0]: set(attending.get(row[0], ())) for row in timed}
    for i, first in enumerate(timed):
        end = first[5] or first[4]
        for second in timed[i + 1 :]:
            if second[3] != first[3] or (second[4] >= end and second[4] != first[4]):
                # They come earliest first: nothing later overlaps either.
                break
            both = people[first[0]] & people[second[0]]
            if both:
                found[first[0]] = found[second[0]] = min(both)
    return found
