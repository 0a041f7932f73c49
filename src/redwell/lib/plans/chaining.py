"""Chains: what would follow if every act of a plan were done on its last day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from redwell.lib.rulebook import Rulebook

from .asked import PlanError
from .planning import Due, Plan, plan

DEPTH = 4


@dataclass(frozen=True, slots=True)
class Projected:
    """A deadline that would follow; a look ahead, never to be saved or calendared.

    `due` is as a plan gives it; `after` the deadline whose act starts it, taken as done on that
    last day; `depth` 1 for what follows from the plan itself; `notices` those of its own plan, such
    as questions that nobody answered.
    """

    due: Due
    after: Due
    depth: int
    notices: tuple[str, ...]


def chain(
    book: Rulebook,
    court_id: str,
    found: Plan,
    *,
    facts: Mapping[str, str] | None = None,
    depth: int = DEPTH,
) -> tuple[Projected, ...]:
    """The further deadlines behind each deadline of a plan, each branch down to `depth`.

    They stand in the order of the plan, what follows from a deadline right behind it. A chain never
    takes the same rule twice. An act allowed only from a first day on has no last day and starts
    nothing here; what the rulebook does not cover ends its branch. Later events are taken without a
    method of service: its days would only put the date off.
    """
    return tuple(
        one
        for due in found.deadlines
        for one in _behind(book, court_id, due, facts or {}, (due.rule.id,), depth)
    )


def _behind(
    book: Rulebook,
    court_id: str,
    due: Due,
    facts: Mapping[str, str],
    passed: tuple[str, ...],
    depth: int,
) -> Iterator[Projected]:
    event = due.rule.starts
    if event is None or due.kind == "first_day" or len(passed) > depth:
        return
    try:
        further = plan(book, court_id, event, due.answer.on, facts=facts)
    except PlanError:  # no rule runs from that event before this court, or none on that day
        return
    for one in further.deadlines:
        if one.rule.id not in passed:
            yield Projected(one, due, len(passed), further.notices)
            yield from _behind(book, court_id, one, facts, (*passed, one.rule.id), depth)
