"""The date that a rule alone gives, before any order or policy lies over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from redwell.lib.deadlines import Answer, Composite, Question, compute
from redwell.lib.rulebook import Rule
from redwell.lib.rulebook.reading import Period

from .asked import Asked, PlanError


def by_rule(asked: Asked, rule: Rule) -> Answer:
    """The rule's own date, with the other date wherever the law leaves one open.

    The version of the rule and of its counting program is the one in force on the trigger date.
    Raises PlanError and DeadlineError.
    """
    if rule.composite:
        return _of_several(asked, rule, rule.composite)
    version = rule.version(asked.on)
    if version is None or version.period is None:
        raise PlanError(f"{rule.title}: {asked.on} is not covered. Enter the deadline by hand.")
    return by_period(asked, rule, version.period)


def by_period(asked: Asked, rule: Rule, period: Period, cite: str = "") -> Answer:
    """A period counted under the rule's program: the rule's own, or one that an order gives."""
    question = _question(asked, rule, asked.on, period, rule.service == "yes", cite)
    answer = compute(question, asked.book)
    if days := _state_days(asked, question.on.year, answer.on.year):
        answer = _with_state_days(asked, answer, compute(_counting(question, days), asked.book))
    if asked.event.deems and not asked.service:
        said = "The day given is taken as the deemed day of service; name the method to have it "
        answer = replace(answer, notices=(*answer.notices, said + "worked out from the step."))
    if rule.service != "debated" or not asked.service:
        return answer
    other = compute(_question(asked, rule, asked.on, period, True, cite), asked.book)
    why = f"if service by {asked.service.replace('_', ' ')} adds days"
    said = "The rule does not say whether service adds days here: the earlier date stands."
    return _beside(answer, other, why, rule.cite, said)


def _of_several(asked: Asked, rule: Rule, op: str) -> Answer:
    """The later or earlier of several periods.

    A part whose day nobody told is left out. Where the earlier counts, that part could still come
    first, so the date must be looked at before anybody relies on it.
    """
    parts = _parts(asked, rule)
    answer = compute(Composite(op, parts), asked.book)
    first = min(part.on.year for part in parts)
    if days := _state_days(asked, first, answer.on.year):
        moved = tuple(_counting(part, days) for part in parts)
        answer = _with_state_days(asked, answer, compute(Composite(op, moved), asked.book))
    if op == "earliest" and len(parts) < len(rule.parts) and answer.status == "firm":
        answer = replace(answer, status="needs_review")
    return answer


def _parts(asked: Asked, rule: Rule) -> tuple[Question, ...]:
    found = []
    for part in rule.parts:
        start = asked.on if part.fact is None else asked.day(rule, part.fact)
        if start is not None:
            found.append(_question(asked, rule, start, part.period, part.service, ""))
    return tuple(found)


def _question(
    asked: Asked, rule: Rule, start: date, period: Period, extends: bool, cite: str
) -> Question:
    deems: Mapping[str, str] = {}
    service = asked.service if extends or rule.service == "no" else None
    if asked.event.deems and start == asked.on:
        service = asked.service
        if service:
            deems = {"deem": "service", "document": asked.event.deems}
    return Question.of(
        rule.program,
        start,
        period,
        at=asked.at,
        service=service,
        as_of=start,
        act="file" if rule.act == "file" else "serve",
        rule=cite or rule.cite,
        service_extends=extends,
        at_least=rule.at_least,
        rolls=False if rule.keeps_day else None,
        earliest=rule.kind == "first_day",
        **rule.options,
        **asked.closed(),
        **deems,
    )


def _state_days(asked: Asked, first: int, last: int) -> tuple[date, ...]:
    """The holidays of the court's state in those years, where the rulebook knows them."""
    court = asked.court
    calendar = asked.book.calendars.get(f"us.state.{court.state}") if court.state else None
    if calendar is None:
        return ()
    years = range(first, last + 2)
    return tuple(
        row.day for year in years for row in calendar.holidays(year) if row.kind == "holiday"
    )


def _counting(question: Question, days: tuple[date, ...]) -> Question:
    return replace(question, terms=replace(question.terms, state_holidays=days))


def _with_state_days(asked: Asked, answer: Answer, other: Answer) -> Answer:
    """Show the later date where a state holiday would give it; the earlier one stands.

    FRCP 6(a)(6)(C) counts days that the state declares, but which of them a court takes is not
    confirmed in the tables (half days, optional and county days): the safe date is the answer.
    """
    why = f"if {asked.court.name} counts the state's holiday"
    said = (
        f"A holiday of the state ({(asked.court.state or '').upper()}) may move this date: the "
        "earlier one stands until somebody confirms it."
    )
    return _beside(answer, other, why, "FRCP 6(a)(6)(C)", said)


def _beside(answer: Answer, other: Answer, why: str, cite: str, said: str) -> Answer:
    if other.on == answer.on:
        return answer
    return replace(
        answer,
        status="disputed" if answer.status == "firm" else answer.status,
        alternatives=(*answer.alternatives, (other.on, why, cite)),
        notices=(*answer.notices, said),
    )
