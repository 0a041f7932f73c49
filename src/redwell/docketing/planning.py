"""From a trigger to its deadlines: asks the pure libraries, writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from redwell.core.refusals import Invalid
from redwell.docketing.models import Deadline, Order, Trigger
from redwell.lib import plans, rulebook
from redwell.matters.models import Matter, Proceeding


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


def layers_of(proceeding: Proceeding) -> tuple[plans.Layer, ...]:
    """The orders, stipulations and policies that stand over this proceeding's rules."""
    orders = Order.objects.for_system("computing a date is not reading a matter").filter(
        proceeding=proceeding
    )
    return tuple(
        plans.Layer(
            kind=order.layer,
            rule=order.rule,
            cite=order.cite,
            made_on=order.made_on,
            date_certain=order.date_certain,
            period=f"{order.count} {order.unit} {order.direction}" if order.count else None,
        )
        for order in orders.order_by("made_on", "pk")
    )


def plan(
    proceeding: Proceeding,
    event: str,
    happened_on: date,
    *,
    happened_at: time | None = None,
    service: str = "",
    facts: dict[str, Any] | None = None,
) -> plans.Plan:
    """Every deadline that follows; raises :class:`Invalid` with the engine's own sentence."""
    try:
        return plans.plan(
            rulebook.load(),
            proceeding.court,
            event,
            happened_on,
            at=happened_at.strftime("%H:%M") if happened_at else None,
            service=service or None,
            facts=facts or {},
            layers=layers_of(proceeding),
        )
    except plans.PlanError as error:
        raise Invalid(str(error)) from error


def changes(actor: Any, matter: Matter) -> tuple[Move, ...]:
    """Every date of a matter that the rulebook and its orders would set differently today.

    Empty where nothing has changed since the dates were set. Changes nothing itself.
    """
    triggers = Trigger.objects.visible_to(actor).filter(matter=matter).select_related("proceeding")
    return tuple(
        line
        for trigger in triggers.order_by("happened_on", "pk")
        for line in moves(
            trigger,
            trigger.happened_on,
            service=trigger.service,
            happened_at=trigger.happened_at,
        )
        if line.changes
    )


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
    fresh = {
        due.rule.id: due
        for due in plan(
            trigger.proceeding,
            trigger.event,
            happened_on,
            happened_at=happened_at,
            service=service,
            facts=trigger.facts if facts is None else facts,
        ).deadlines
    }
    lines = []
    standing = Deadline.objects.for_system("all of this trigger").filter(trigger=trigger)
    for deadline in standing.select_related("commitment").order_by("due_on", "pk"):
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
