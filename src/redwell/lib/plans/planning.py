"""From an event to its deadlines: choose the rules, put the layers over them, compute each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from redwell.lib.deadlines import Answer, Composite, DeadlineError, Question, compute
from redwell.lib.rulebook import Court, Rule, Rulebook
from redwell.lib.rulebook.reading import Period
from redwell.lib.rulebook.rules import Fact

# Nearest to the case first. A standing order yields to an order made in the case itself; a firm's
# own policy yields to every court.
RANK = {"order": 3, "stipulation": 3, "standing": 2, "policy": 1}


class PlanError(ValueError):
    """A question that cannot be answered; `str()` says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Layer:
    """An order, stipulation, standing order or policy over one rule.

    It gives a `date_certain` (never moved) or a `period` such as "30 days after".
    """

    kind: str
    rule: str
    cite: str
    made_on: date
    date_certain: date | None = None
    period: str | None = None


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
    """Every deadline, soonest first; `not_applied` names rules that do not apply, and why."""

    deadlines: tuple[Due, ...]
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
) -> Plan:
    """What follows from `event_id` on `on` before `court_id`.

    `at` is a wall time "HH:MM" in the court's zone; `service` a method of service. Raises
    PlanError for an unknown court, event or service, for a day before the first version of every
    rule, and for what the engine cannot compute.
    """
    court = _court(book, court_id)
    event = event_id if event_id in book.events else _event_named(book, event_id)
    if service and not any(service in e.services for e in book.events.values()):
        raise PlanError(f'The rulebook knows no service "{service}". Choose one of the list.')
    rules = book.for_event(court.id, event, on)
    if not rules:
        raise PlanError(
            f"No rule for {court.name} runs from “{book.events[event].title}”. "
            "Enter the deadline by hand, with its source."
        )
    told = _told(book, facts or {})
    dues: list[Due] = []
    skipped: list[tuple[str, str, str]] = []
    early: list[Rule] = []
    unasked: dict[str, str] = {}
    for rule in rules:
        unasked.update((ask, _assumption(book.facts[ask])) for ask in rule.asks if ask not in told)
        unmet = _unmet(book, rule, told)
        if unmet is not None:
            skipped.append((rule.title, unmet, rule.cite))
            continue
        if rule.version(on) is None:
            early.append(rule)
            continue
        dues.append(_due(book, court, rule, on, at, service, told, layers))
    if not dues and early:
        first = min(rule.versions[-1].effective_from for rule in early)
        raise PlanError(
            f"{on.isoformat()} is not covered: the rulebook's first version is of "
            f"{first.isoformat()}. Enter the deadline by hand, with its source."
        )
    skipped += [(r.title, "not covered on that day", r.cite) for r in early]
    said = [*unasked.values(), *(n for due in dues for n in due.answer.notices)]
    notices = tuple(dict.fromkeys(said))
    return Plan(tuple(sorted(dues, key=lambda d: (d.answer.on, d.title))), notices, tuple(skipped))


def _court(book: Rulebook, court_id: str) -> Court:
    found = book.courts.get(court_id)
    if found is None:
        raise PlanError(
            f'The rulebook knows no court "{court_id}". Use an id such as us-nysd or gb-ew-high '
            "(redwell rules list --courts)."
        )
    return found


def _told(book: Rulebook, facts: Mapping[str, str]) -> dict[str, str]:
    """The answers given, each checked against its question."""
    for name, answer in facts.items():
        fact = book.facts.get(name)
        if fact is None:
            known = ", ".join(sorted(book.facts))
            raise PlanError(f'The rulebook asks nothing called "{name}". Use one of: {known}.')
        if fact.choices and answer not in fact.choices:
            raise PlanError(f"{fact.asks} Answer {' or '.join(fact.choices)}, not “{answer}”.")
    return dict(facts)


def _unmet(book: Rulebook, rule: Rule, told: Mapping[str, str]) -> str | None:
    """Why the rule does not apply to these facts; None where it does."""
    for name, wanted in rule.when.items():
        if told.get(name, book.facts[name].assumed) != wanted:
            return f"only where the answer is {wanted}: {book.facts[name].asks}"
    return None


def _assumption(fact: Fact) -> str:
    if fact.assumed is None:
        return f"{fact.asks} Not answered: a period that runs from that day is left out."
    return f"{fact.asks} Not answered: {fact.assumed} is assumed."


def _event_named(book: Rulebook, words: str) -> str:
    wanted = words.strip().lower()
    for event in book.events.values():
        if wanted in (event.title.lower(), *(name.lower() for name in event.says)):
            return event.id
    raise PlanError(f"The rulebook knows no event “{words}”. Choose one of its events.")


def _due(
    book: Rulebook,
    court: Court,
    rule: Rule,
    on: date,
    at: str | None,
    service: str | None,
    facts: dict[str, str],
    layers: Sequence[Layer],
) -> Due:
    try:
        answer = _by_rule(book, court, rule, on, at, service, facts)
        layer, cite = None, rule.cite
        standing = [one for one in layers if one.rule == rule.id]
        if standing:
            top = max(RANK[one.kind] for one in standing)
            decided = [
                _by_layer(book, court, rule, on, at, service, one)
                for one in standing
                if RANK[one.kind] == top
            ]
            answer, chosen = _earliest(decided, answer)
            layer, cite = chosen.kind, chosen.cite
    except DeadlineError as error:
        raise PlanError(f"{rule.title}: {error}") from error
    answer = replace(answer, zone=answer.zone or court.zone)
    if rule.confidence == "needs_review" and answer.status == "firm":
        answer = replace(answer, status="needs_review")
    return Due(rule, answer, layer, rule.title, rule.act, rule.kind, rule.is_critical, cite)


def _by_rule(
    book: Rulebook,
    court: Court,
    rule: Rule,
    on: date,
    at: str | None,
    service: str | None,
    facts: dict[str, str],
) -> Answer:
    if rule.composite:
        parts = []
        for part in rule.parts:
            start = on if part.fact is None else _fact_day(rule, part.fact, facts)
            if start is not None:
                parts.append(_question(rule, start, at, None, part.period))
        return compute(Composite(rule.composite, tuple(parts)), book)
    version = rule.version(on)
    assert version is not None
    extends = service if rule.service == "yes" else None
    question = _question(rule, on, at, extends, version.period, service)
    answer = _with_state_days(book, court, question, compute(question, book))
    if rule.service == "debated" and service:
        other = compute(_question(rule, on, at, service, version.period, service), book)
        if other.on != answer.on:
            why = f"if service by {service.replace('_', ' ')} adds days"
            answer = replace(
                answer,
                alternatives=(*answer.alternatives, (other.on, why, rule.cite)),
                notices=(
                    *answer.notices,
                    "The rule does not say whether service adds days here: "
                    "the earlier date stands.",
                ),
            )
    return answer


def _question(
    rule: Rule,
    on: date,
    at: str | None,
    service: str | None,
    period: Period | None,
    told: str | None = None,
) -> Question:
    terms: dict[str, Any] = {
        "act": "file" if rule.act == "file" else "serve",
        "rule": rule.cite,
        "service_extends": rule.service != "no",
        "at_least": rule.at_least,
        "earliest": rule.kind == "first_day",
    }
    given = told if rule.service == "no" else service
    return Question.of(rule.program, on, period, at=at, service=given, **terms)


def _with_state_days(book: Rulebook, court: Court, question: Question, answer: Answer) -> Answer:
    """Show the later date where a state holiday would give it; the earlier one stands.

    FRCP 6(a)(6)(C) counts days that the state declares, but which of them a court takes is not
    confirmed in the tables (half days, optional and county days): the safe date is the answer.
    """
    calendar = book.calendars.get(f"us.state.{court.state}") if court.state else None
    if calendar is None or question.period is None:
        return answer
    days = tuple(
        row.day
        for year in (question.on.year, question.on.year + 1)
        for row in calendar.holidays(year)
        if row.kind == "holiday"
    )
    other = compute(replace(question, terms=replace(question.terms, state_holidays=days)), book)
    if other.on == answer.on:
        return answer
    return replace(
        answer,
        alternatives=(
            *answer.alternatives,
            (other.on, f"if {court.name} counts the state's holiday", "FRCP 6(a)(6)(C)"),
        ),
        notices=(
            *answer.notices,
            f"A holiday of the state ({court.state.upper()}) may move this "
            "date: the earlier one stands until somebody confirms it.",
        ),
    )


def _fact_day(rule: Rule, fact: str, facts: dict[str, str]) -> date | None:
    text = facts.get(fact)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlanError(f"{rule.title}: {text!r} is no day; write it like 2026-11-02.") from None


def _by_layer(
    book: Rulebook,
    court: Court,
    rule: Rule,
    on: date,
    at: str | None,
    service: str | None,
    layer: Layer,
) -> tuple[Answer, Layer]:
    if layer.date_certain is not None:
        question = Question.of(rule.program, on, None, fixed=layer.date_certain, rule=layer.cite)
        return compute(question, book), layer
    from redwell.lib.deadlines.question import as_period

    period = as_period(layer.period or "")
    extends = service if rule.service == "yes" else None
    return compute(_question(rule, on, at, extends, period, service), book), layer


def _earliest(decided: list[tuple[Answer, Layer]], below: Answer) -> tuple[Answer, Layer]:
    """The earlier of clashing layers stands, disputed; the rule's own date stays in view."""
    answer, layer = min(decided, key=lambda pair: pair[0].on)
    others = [
        (other.on, f"by {one.cite}", one.cite) for other, one in decided if other.on != answer.on
    ]
    if others:
        answer = replace(
            answer,
            status="disputed",
            alternatives=(*answer.alternatives, *others),
            notices=(
                *answer.notices,
                f"{layer.cite} and {others[0][2]} do not agree: "
                "the earlier date stands until somebody settles it.",
            ),
        )
    if below.on != answer.on:
        overridden = ("the rule's own date", f"overridden by {layer.cite}", below.on.isoformat())
        answer = replace(answer, not_applied=(*answer.not_applied, overridden))
    return answer, layer
