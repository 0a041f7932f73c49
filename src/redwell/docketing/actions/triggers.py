"""Recording what happened, and moving it: the deadlines follow in the same action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from itertools import batched
from typing import Any

from redwell.calendaring import actions as calendaring
from redwell.core.actions import action, note
from redwell.core.keys import number_in
from redwell.core.refusals import Refusal
from redwell.docketing import planning, proofs, recalculating
from redwell.docketing.models import Deadline, Entry, Trigger, Vacatur
from redwell.lib import rulebook
from redwell.matters.models import Matter, Proceeding


@action(
    "docketing.record_trigger",
    needs="docketing.enter",
    says="{actor} recorded {title} on {when}: {count} dates set",
)
def record_trigger(
    actor: Any,
    proceeding: Proceeding,
    *,
    event: str,
    happened_on: date,
    happened_at: time | None = None,
    service: str = "",
    facts: dict[str, Any] | None = None,
    entry: Entry | None = None,
    owner: Any = None,
) -> Trigger:
    """Record a trigger; every deadline and its calendar date are set in the same action.

    Raises :class:`Invalid` where the rulebook does not cover the court, the event or the day.
    """
    found = planning.plan(
        proceeding, event, happened_on, happened_at=happened_at, service=service, facts=facts
    )
    title = rulebook.load().events[event].title
    trigger = Trigger(
        matter_id=proceeding.matter_id,
        proceeding=proceeding,
        entry=entry,
        event=event,
        title=title,
        happened_on=happened_on,
        happened_at=happened_at,
        service=service,
        facts=facts or {},
    )
    trigger.save()
    for due in found.deadlines:
        set_deadline(actor, trigger, due, owner=owner)
    note(title=title, when=happened_on.isoformat(), count=len(found.deadlines))
    return trigger


def set_deadline(actor: Any, trigger: Trigger, due: Any, *, owner: Any = None) -> Deadline:
    """Write one computed deadline and its calendar date (inside the running action)."""
    answer = due.answer
    at = time.fromisoformat(answer.at) if answer.at else None
    commitment = calendaring.commit(
        actor,
        trigger.matter,
        kind="deadline",
        title=due.title,
        on=answer.on,
        starts_at=at,
        zone=answer.zone,
        people=[owner] if owner else [],
    )
    deadline = Deadline(
        matter_id=trigger.matter_id,
        proceeding=trigger.proceeding,
        trigger=trigger,
        commitment=commitment,
        owner=owner,
        rule=due.rule.id,
        title=due.title,
        cite=due.cite,
        act=due.act,
        kind=due.kind,
        due_on=answer.on,
        due_at=at,
        zone=answer.zone,
        origin=_origin(due.layer),
        layer=due.layer or "",
        status=answer.status,
        is_critical=due.is_critical,
        proof=proofs.stored(answer),
        rulebook_version=rulebook.load().version,
    )
    deadline.save()
    return deadline


def _origin(layer: str | None) -> str:
    return {"order": "order", "standing": "order", "stipulation": "stipulation"}.get(
        layer or "", "rule"
    )


@action(
    "docketing.move_trigger",
    needs="docketing.enter",
    says="{actor} moved {object} from {old} to {new}: {count} dates follow",
)
def move_trigger(
    actor: Any,
    trigger: Trigger,
    *,
    happened_on: date,
    service: str = "",
    happened_at: time | None = None,
    facts: dict[str, Any] | None = None,
    seen: int | None = None,
) -> Trigger:
    """Move a trigger; open computed deadlines follow, satisfied and hand-set ones stay.

    ``facts`` replaces the answers to the rules' questions; None keeps them.
    """
    trigger.check_seen(seen, happened_on=happened_on, service=service)
    lines = recalculating.moves(
        trigger, happened_on, service=service, happened_at=happened_at, facts=facts
    )
    note(old=trigger.happened_on.isoformat(), new=happened_on.isoformat())
    trigger.happened_on, trigger.service, trigger.happened_at = happened_on, service, happened_at
    if facts is not None:
        trigger.facts = facts
    trigger.save()
    note(count=sum(_follow(actor, line) for line in lines if not line.kept))
    return trigger


@action(
    "docketing.recalculate",
    needs="docketing.enter",
    says="{actor} accepted {count} recalculated dates of {object}",
)
def recalculate(actor: Any, matter: Matter, *, keys: list[str]) -> int:
    """Accept some lines of :func:`recalculating.changes`, by key; returns how many followed.

    Raises :class:`Refusal` where none of them stands any more.
    """
    _take_turns(actor, keys)
    return _accept(actor, recalculating.changes(actor, matter), keys)


@action(
    "docketing.recalculate_everywhere",
    needs="docketing.enter",
    says="{actor} accepted {count} recalculated dates in {matters} matters",
)
def recalculate_everywhere(actor: Any, *, keys: list[str], courts: list[str]) -> int:
    """Accept some lines of :func:`recalculating.everywhere`, by key, in one action."""
    _take_turns(actor, keys)
    return _accept(actor, recalculating.everywhere(actor, courts=courts), keys)


def _take_turns(actor: Any, keys: list[str]) -> None:
    """Lock the triggers of these lines, so that a date that is added is not added by two at once."""
    named = sorted({number_in(key.partition(":")[0]) for key in keys} - {None})
    for some in batched(named, 500):
        rows = Trigger.objects.visible_to(actor).filter(pk__in=some).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


def _accept(actor: Any, lines: Iterable[recalculating.Move], keys: list[str]) -> int:
    wanted = set(keys)
    chosen = [line for line in lines if line.key in wanted]
    if not chosen:
        raise Refusal(
            "None of these dates changes any more: somebody accepted them, or they moved."
        )
    followed = sum(_follow(actor, line) for line in chosen)
    note(count=followed, matters=len({line.trigger.matter_id for line in chosen}))
    return followed


def _follow(actor: Any, line: recalculating.Move) -> bool:
    """Write what one line says; False where the date stands."""
    if line.deadline is None:
        set_deadline(actor, line.trigger, line.due)
    elif line.due is None:
        _fall_away(actor, line.deadline)
    else:
        return _recompute(actor, line.deadline, line.due)
    return True


def _recompute(actor: Any, deadline: Deadline, due: Any) -> bool:
    answer = due.answer
    at = time.fromisoformat(answer.at) if answer.at else None
    changed = (deadline.due_on, deadline.due_at) != (answer.on, at)
    deadline.due_on, deadline.due_at, deadline.status = answer.on, at, answer.status
    deadline.proof, deadline.rulebook_version = proofs.stored(answer), rulebook.load().version
    # An order recorded since may have become the layer that decides.
    deadline.origin, deadline.layer, deadline.cite = _origin(due.layer), due.layer or "", due.cite
    if changed:
        # A date that moved was not verified by anybody.
        deadline.is_verified = False
        calendaring.move(actor, deadline.commitment, on=answer.on, starts_at=at)
    deadline.save()
    return changed


def _fall_away(actor: Any, deadline: Deadline) -> None:
    deadline.is_open = False
    deadline.save()
    Vacatur(
        matter_id=deadline.matter_id,
        deadline=deadline,
        reason="This rule no longer applies to what happened.",
    ).save()
    calendaring.cancel(actor, deadline.commitment)
