"""Dates that the rulebook, its orders and closures would set differently: shown, never moved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q

from redwell.core.needs import NEEDS
from redwell.core.refusals import Refusal
from redwell.docketing import planning
from redwell.docketing.models import Completion, Deadline, Trigger, Vacatur
from redwell.lib import plans, rulebook
from redwell.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a recalculation: a trigger's deadline, its old and its new date.

    ``kept`` says why the deadline keeps its date (satisfied, set by hand, fixed by order);
    empty means that it moves, is added (``deadline`` None) or falls away (``due`` None).
    """

    trigger: Trigger
    deadline: Deadline | None
    due: Any | None
    title: str
    old_on: date | None
    new_on: date | None
    kept: str

    @property
    def key(self) -> str:
        """Names the line on a form: the trigger and the rule."""
        rule = self.deadline.rule if self.deadline else self.due.rule.id  # type: ignore[union-attr]
        return f"{self.trigger.pk}:{rule}"

    @property
    def changes(self) -> bool:
        """Whether accepting the line would change a date."""
        return not self.kept and (self.old_on, self._old_at) != (self.new_on, self._new_at)

    @property
    def _old_at(self) -> str | None:
        at = self.deadline.due_at if self.deadline else None
        return at.strftime("%H:%M") if at else None

    @property
    def _new_at(self) -> str | None:
        return self.due.answer.at if self.due else None

    @property
    def shift(self) -> int | None:
        """Days by which the date moves, or None where there is no old or no new date."""
        if self.old_on is None or self.new_on is None:
            return None
        return (self.new_on - self.old_on).days


def moves(
    trigger: Trigger,
    happened_on: date,
    *,
    service: str = "",
    happened_at: time | None = None,
    facts: dict[str, Any] | None = None,
) -> tuple[Move, ...]:
    """What moving a trigger would do to each deadline, side by side; changes nothing.

    ``facts`` replaces the answers to the rules' questions; None keeps them.
    """
    found = planning.plan(
        trigger.proceeding,
        trigger.event,
        happened_on,
        happened_at=happened_at,
        service=service,
        facts=trigger.facts if facts is None else facts,
    )
    standing = Deadline.objects.for_system("all of this trigger").filter(trigger=trigger)
    return _lines(trigger, standing.select_related("commitment").order_by("due_on", "pk"), found)


def changes(actor: Any, matter: Matter) -> tuple[Move, ...]:
    """Every date of a matter that would be set differently today; empty where all stands."""
    return tuple(_changes(_of(actor).filter(matter=matter)))


def everywhere(actor: Any, *, courts: Iterable[str] = ()) -> tuple[Move, ...]:
    """The same in every matter within the actor's walls where the actor may change dates.

    ``courts`` narrows it to some courts; without them every open deadline is computed anew.
    """
    rows = _of(actor).exclude(matter__stage="closed")
    chosen = list(courts)
    if chosen:
        rows = rows.filter(proceeding__court__in=chosen)
    may: dict[int, bool] = {}
    found = []
    for line in _changes(rows):
        matter = line.trigger.matter_id
        if matter not in may:
            may[matter] = line.trigger.allows(actor, NEEDS["docketing.enter"])
        if may[matter]:
            found.append(line)
    return tuple(found)


def hidden(actor: Any, *, courts: Iterable[str] = ()) -> int:
    """How many dates would change behind walls that the actor does not see through: a number only."""
    chosen = list(courts)
    rows = Deadline.objects.for_system("counted for an administrator, never shown")
    rows = rows.filter(trigger__isnull=False)
    if chosen:
        rows = rows.filter(proceeding__court__in=chosen)
    seen = {line.key for line in _changes(_of(actor))}
    return sum(line.key not in seen for line in _changes(rows))


def replay() -> Iterator[Move]:
    """Every open deadline of the firm that would be set differently today, for the nightly check."""
    rows = Deadline.objects.for_system("the nightly check computes every open date anew")
    yield from _changes(rows.filter(trigger__isnull=False))


def disagreeing() -> int:
    """How many deadlines say open or closed and have a completion or vacatur that says otherwise."""
    rows = Deadline.objects.for_system("the nightly check compares a flag with its rows")
    ends = [
        Exists(model.objects.for_system("within the same row").filter(deadline=OuterRef("pk")))
        for model in (Completion, Vacatur)
    ]
    closed = Q(ends[0]) | Q(ends[1])
    return rows.filter(Q(closed, is_open=True) | Q(~closed, is_open=False)).count()


def _of(actor: Any) -> Any:
    return Deadline.objects.visible_to(actor).filter(trigger__isnull=False)


def _changes(rows: Any) -> Iterator[Move]:
    """The lines that change among the triggers of these deadlines that have one open.

    Rows stream by trigger; equal questions are computed once.
    """
    open_ones = rows.filter(is_open=True).exclude(origin="hand").values("trigger")
    related = ("trigger__proceeding", "trigger__matter", "commitment")
    stream = rows.filter(trigger__in=open_ones).select_related(*related)
    stream = stream.order_by("trigger_id", "due_on", "pk").iterator(chunk_size=2000)
    layers: dict[int, planning.Layers] = {}
    closures: dict[str, planning.Closures] = {}
    for _, held in groupby(stream, key=lambda deadline: deadline.trigger_id):
        deadlines = list(held)
        trigger = deadlines[0].trigger
        proceeding = trigger.proceeding
        if proceeding.pk not in layers:
            layers |= {proceeding.pk: ()} | planning.layers_of([proceeding.pk])
        if proceeding.court not in closures:
            closures |= {proceeding.court: ()} | planning.closures_of([proceeding.court])
        question = (
            rulebook.load().version,
            proceeding.court,
            trigger.event,
            trigger.happened_on,
            trigger.happened_at,
            trigger.service,
            json.dumps(trigger.facts, sort_keys=True),
            layers[proceeding.pk],
            closures[proceeding.court],
        )
        yield from (line for line in _lines(trigger, deadlines, _answer(*question)) if line.changes)


@lru_cache(maxsize=20_000)
def _answer(
    version: str,
    court: str,
    event: str,
    happened_on: date,
    happened_at: time | None,
    service: str,
    facts: str,
    layers: planning.Layers,
    closures: planning.Closures,
) -> plans.Plan | None:
    """The plan of a question, or None where the rulebook does not answer it (any more)."""
    try:
        return planning.computed(
            court,
            event,
            happened_on,
            happened_at=happened_at,
            service=service,
            facts=json.loads(facts),
            layers=layers,
            closures=closures,
        )
    except Refusal:
        return None


def _lines(
    trigger: Trigger, standing: Iterable[Deadline], found: plans.Plan | None
) -> tuple[Move, ...]:
    if found is None:
        return ()
    fresh = {due.rule.id: due for due in found.deadlines}
    lines = []
    for deadline in standing:
        due = fresh.pop(deadline.rule, None)
        new_on = due.answer.on if due else None
        kept = _kept(deadline)
        lines.append(Move(trigger, deadline, due, deadline.title, deadline.due_on, new_on, kept))
    lines += [
        Move(trigger, None, due, due.title, None, due.answer.on, "") for due in fresh.values()
    ]
    return tuple(lines)


def _kept(deadline: Deadline) -> str:
    """Why a deadline keeps its date: its proof begins with a fixed day, or it is closed.

    An order that sets a period moves with its trigger; one that names a day does not.
    """
    if not deadline.is_open:
        return "satisfied or vacated: it keeps its date"
    if deadline.origin == "hand":
        return "set by hand: it keeps its date"
    if deadline.proof["steps"][0]["op"] == "fixed":
        return f"fixed by {deadline.get_origin_display().lower()}: it keeps its date"
    return ""
