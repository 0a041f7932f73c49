"""From an event to its deadlines: choose the rules, compute each, put the layers over them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from redwell.lib.deadlines import Answer, DeadlineError
from redwell.lib.rulebook import Rule, Rulebook

from .asked import Asked, Closure, PlanError, asked
from .byrule import by_rule
from .layering import Layer, overlaid


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of a plan. `layer` is the kind of layer that decided, or None for the rule."""

    rule: Rule
    answer: Answer
    layer: str | None
    title: str
    act: str
    kind: str
    is_critical: bool
    cite: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Every deadline, soonest first.

    `undated` holds (title, standard, cite) of rules that set a standard ("promptly") and no period;
    `not_applied` (title, why, cite) of the event's rules that give nothing here.
    """

    deadlines: tuple[Due, ...]
    undated: tuple[tuple[str, str, str], ...]
    notices: tuple[str, ...]
    not_applied: tuple[tuple[str, str, str], ...]


def plan(
    book: Rulebook,
    court_id: str,
    event_id: str,
    on: date,
    *,
    at: str | None = None,
    service: str | None = None,
    facts: Mapping[str, str] | None = None,
    layers: Sequence[Layer] = (),
    closures: Sequence[Closure] = (),
    reviewed: Collection[str] = (),
) -> Plan:
    """What follows from an event (its id, title or a name that it `says`) before a court.

    `at` is a wall time "HH:MM" on the court's clock; `service` a method of service; `closures` are
    days beyond the court's calendar; `reviewed` the ids of rules that somebody compared with their
    source, so that their dates no longer need review. `facts` answers the questions of `book.facts`
    by id; one without an answer takes the assumed one, which gives the earlier date, and a notice
    says so. Raises PlanError for an unknown court, event, service, fact or layer, for a day before
    the first version of every rule, and for what the engine cannot compute. Files that the book
    left out are told in a notice.
    """
    given = asked(book, court_id, event_id, on, at, service, facts or {}, closures)
    rules = book.for_event(given.court.id, given.event.id, on)
    if not rules:
        raise PlanError(
            f"No rule for {given.court.name} runs from “{given.event.title}”. "
            "Enter the deadline by hand, with its source."
            + "".join(f" Rules may be missing: {problem}" for problem in book.problems)
        )
    dues: list[Due] = []
    undated: list[tuple[str, str, str]] = []
    put_aside: list[tuple[str, str, str]] = []
    early: list[Rule] = []
    notices: dict[str, None] = dict.fromkeys(
        f"Rules may be missing here: {p}" for p in book.problems
    )
    for rule in rules:
        notices.update(dict.fromkeys(given.assumptions(rule)))
        why = given.unmet(rule)
        if why is not None:
            put_aside.append((rule.title, why, rule.cite))
        elif (version := rule.version(on)) is None:
            early.append(rule)
            put_aside.append((rule.title, f"not covered on {on}", rule.cite))
        elif version.says:
            undated.append((rule.title, version.says, version.cite or rule.cite))
        elif at is None and version.period and version.period.unit == "hours":
            said = f"{version.period}: tell the hour of the event"
            undated.append((rule.title, said, version.cite or rule.cite))
        else:
            dues.append(_due(given, rule, layers, reviewed))
    if not dues and not undated and early:
        first = min(rule.versions[-1].effective_from for rule in early)
        raise PlanError(
            f"{on} is not covered: the rulebook's first version is of {first}. "
            "Enter the deadline by hand, with its source."
            + "".join(f" Rules may be missing: {problem}" for problem in book.problems)
        )
    dues.sort(key=lambda due: (due.answer.on, due.title))
    notices.update(dict.fromkeys(said for due in dues for said in due.answer.notices))
    return Plan(tuple(dues), tuple(undated), tuple(notices), tuple(put_aside))


def _due(given: Asked, rule: Rule, layers: Sequence[Layer], reviewed: Collection[str]) -> Due:
    try:
        answer, layer = overlaid(given, rule, by_rule(given, rule), layers)
    except DeadlineError as error:
        raise PlanError(f"{rule.title}: {error}") from error
    answer = replace(answer, zone=answer.zone or given.court.zone)
    unread = rule.confidence == "needs_review" and rule.id not in reviewed
    if unread and answer.status == "firm":
        answer = replace(answer, status="needs_review")
    return Due(
        rule=rule,
        answer=answer,
        layer=layer.kind if layer else None,
        title=rule.title,
        act=rule.act,
        kind=rule.kind,
        is_critical=rule.is_critical,
        cite=layer.cite if layer else rule.cite,
    )
