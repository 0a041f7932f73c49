"""What screens and reports need to know of dockets and deadlines, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Count, Q

from redwell.core.keys import dated_key
from redwell.docketing import proofs
from redwell.docketing.models import (
    Completion,
    Continuance,
    Deadline,
    Entry,
    EntryDocument,
    Trigger,
    Verification,
    Waiver,
)
from redwell.matters.models import Matter

PAGE = 50


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One open deadline on a list. ``critical_state`` is "", "unverified" or "verified"."""

    id: int
    due_on: date
    due_at: time | None
    zone: str
    title: str
    cite: str
    kind: str
    status: str
    layer: str
    is_critical: bool
    is_verified: bool
    number: str
    matter: str
    initials: str | None
    owner: str | None

    @property
    def key(self) -> str:
        """Where the next page starts: the date and the id."""
        return f"{self.due_on.isoformat()}.{self.id}"


@dataclass(frozen=True, slots=True)
class DeadlinePage:
    rows: tuple[DeadlineRow, ...]
    next_key: str | None


_COLUMNS = (
    "id",
    "due_on",
    "due_at",
    "zone",
    "title",
    "cite",
    "kind",
    "status",
    "layer",
    "is_critical",
    "is_verified",
    "matter__number",
    "matter__title",
    "owner__initials",
    "owner__name",
)


def open_deadlines(
    actor: Any,
    *,
    view: str = "all",
    text: str = "",
    after: str = "",
    until: date | None = None,
    size: int = PAGE,
) -> DeadlinePage:
    """Open deadlines, soonest first, paged by key (never by offset).

    ``view`` is all, mine, unverified, critical or closed (those that were satisfied or vacated);
    ``after`` is the key of the last row seen.
    """
    rows = Deadline.objects.visible_to(actor).filter(is_open=view != "closed")
    if view == "mine":
        rows = rows.filter(owner=actor)
    elif view == "unverified":
        rows = rows.filter(is_critical=True, is_verified=False)
    elif view == "critical":
        rows = rows.filter(is_critical=True)
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    if text:
        rows = rows.filter(
            Q(title__icontains=text)
            | Q(matter__title__icontains=text)
            | Q(matter__number__icontains=text)
            | Q(cite__icontains=text)
        )
    key = dated_key(after)
    if key is not None:
        start, row_id = key
        # The first half lets the index seek; the second skips what the last page showed.
        rows = rows.filter(due_on__gte=start).filter(Q(due_on__gt=start) | Q(id__gt=row_id))
    found = [
        DeadlineRow(*values)
        for values in rows.order_by("due_on", "id").values_list(*_COLUMNS)[: size + 1]
    ]
    more = len(found) > size
    return DeadlinePage(tuple(found[:size]), found[size - 1].key if more else None)


def matter_deadlines(actor: Any, matter: Matter, *, closed: bool = False) -> tuple[Any, ...]:
    """The deadlines of a matter with their proofs, open ones first by date."""
    rows = Deadline.objects.visible_to(actor).filter(matter=matter)
    if not closed:
        rows = rows.filter(is_open=True)
    return _all_shown(list(rows.order_by("-is_open", "due_on", "pk")))


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """A deadline with its proof ready to read."""

    deadline: Deadline
    proof: dict[str, Any]
    checked: str


def shown(deadline: Deadline) -> DeadlineShown:
    return _all_shown([deadline])[0]


def _all_shown(deadlines: list[Deadline]) -> tuple[DeadlineShown, ...]:
    """Each with its proof and who checked it; two questions for all of them."""
    critical = [deadline.pk for deadline in deadlines if deadline.is_critical]
    waivers = _of_each(Waiver, "reason", deadline__in=critical)
    seconds = _of_each(Verification, "matches", deadline__in=critical, matches=True)
    return tuple(
        DeadlineShown(
            deadline,
            proofs.shown(deadline.proof),
            _checked(deadline, waivers.get(deadline.pk), seconds.get(deadline.pk)),
        )
        for deadline in deadlines
    )


def _of_each(table: Any, column: str, **which: Any) -> dict[int, tuple[str, Any]]:
    """Who wrote the last such row of each deadline, and what stands in its column."""
    rows = table.objects.for_system("shown inside the deadline's own wall").filter(**which)
    found = rows.order_by("pk").values_list("deadline_id", "by__name", column)
    return {deadline: (by, value) for deadline, by, value in found}


def _checked(
    deadline: Deadline, waiver: tuple[str, str] | None, second: tuple[str, bool] | None
) -> str:
    if not deadline.is_critical:
        return ""
    if waiver and deadline.is_verified:
        return f"Second entry waived by {waiver[0]}: {waiver[1]}"
    if second and deadline.is_verified:
        return f"Entered a second time by {second[0]}"
    return "Not verified by a second person yet"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of a docket timeline."""

    id: int
    number: str
    filed_on: date | None
    text: str
    is_ours: bool
    court: str
    document_count: int
    trigger_count: int


def docket(
    actor: Any, matter: Matter, *, text: str = "", before: str = "", size: int = PAGE
) -> tuple[tuple[EntryRow, ...], str | None]:
    """The docket of a matter, newest first, paged by key; with how many dates each entry set."""
    entries = Entry.objects.visible_to(actor).filter(matter=matter)
    if text:
        entries = entries.filter(Q(text__icontains=text) | Q(number=text))
    key = dated_key(before)
    if key is not None:
        start, row_id = key
        entries = entries.filter(filed_on__lte=start).filter(
            Q(filed_on__lt=start) | Q(id__lt=row_id)
        )
    rows = list(
        entries.order_by("-filed_on", "-id").values_list(
            "id", "number", "filed_on", "text", "is_ours", "proceeding__court_name"
        )[: size + 1]
    )
    ids = [row[0] for row in rows]
    documents = _count(EntryDocument, actor, ids)
    triggers = _count(Trigger, actor, ids)
    page = tuple(
        EntryRow(
            *row, document_count=documents.get(row[0], 0), trigger_count=triggers.get(row[0], 0)
        )
        for row in rows[:size]
    )
    more = len(rows) > size and page[-1].filed_on is not None
    return page, f"{page[-1].filed_on.isoformat()}.{page[-1].id}" if more else None


def _count(table: Any, actor: Any, entries: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for entry in (
        table.objects.visible_to(actor).filter(entry__in=entries).values_list("entry_id", flat=True)
    ):
        counts[entry] = counts.get(entry, 0) + 1
    return counts


@dataclass(frozen=True, slots=True)
class Pressing:
    """The figures of the Today page's first sentence."""

    due_today: int
    overdue: int
    unverified: int


def pressing(actor: Any, today: date) -> Pressing:
    """How many open deadlines are due today, late, or critical and unverified within 30 days."""
    rows = Deadline.objects.visible_to(actor).filter(is_open=True, kind="last_day")
    soon = rows.filter(due_on__lte=today + timedelta(days=30), is_critical=True, is_verified=False)
    late_or_today = rows.filter(due_on__lte=today).aggregate(
        today=Count("pk", filter=Q(due_on=today)), late=Count("pk", filter=Q(due_on__lt=today))
    )
    return Pressing(late_or_today["today"], late_or_today["late"], soon.count())


def deadline_in(actor: Any, matter: Matter, deadline: int) -> Deadline | None:
    """A deadline of this matter, or None."""
    return (
        Deadline.objects.visible_to(actor)
        .select_related("matter", "trigger", "proceeding", "commitment", "owner")
        .filter(matter=matter, pk=deadline)
        .first()
    )


def history_of(actor: Any, deadline: Deadline) -> dict[str, Any]:
    """Continuances, second entries and the completion of one deadline."""
    return {
        "continuances": list(
            Continuance.objects.visible_to(actor).filter(deadline=deadline).order_by("pk")
        ),
        "verifications": list(
            Verification.objects.visible_to(actor)
            .filter(deadline=deadline)
            .select_related("by")
            .order_by("pk")
        ),
        "completion": Completion.objects.visible_to(actor)
        .filter(deadline=deadline)
        .select_related("by", "entry")
        .first(),
    }


def uses(actor: Any) -> dict[str, int]:
    """How many open deadlines within the actor's walls each rule set, by its id."""
    rows = Deadline.objects.visible_to(actor).filter(is_open=True).exclude(rule="")
    return dict(rows.values_list("rule").annotate(count=Count("pk")).order_by())


def used_by(actor: Any, rule: str) -> tuple[DeadlineRow, ...]:
    """The open deadlines that a rule set, within the reader's walls."""
    rows = Deadline.objects.visible_to(actor).filter(is_open=True, rule=rule)
    return tuple(
        DeadlineRow(*values)
        for values in rows.order_by("due_on", "id").values_list(*_COLUMNS)[:100]
    )
