"""What a plan is asked, checked once against the rulebook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from redwell.lib.rulebook import Court, Event, Rule, Rulebook
from redwell.lib.rulebook.events import Fact


class PlanError(ValueError):
    """A question that cannot be answered; `str()` says what is wrong and what to do."""


CLOSURES = {
    "holiday": "extra_holidays",
    "inaccessible": "clerk_inaccessible",
    "closed": "closed_ranges",
}


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a court is closed beyond its calendar, first to last inclusive.

    `kind` is "holiday" (a legal holiday of the court, county or circuit), "inaccessible" (the
    clerk's office cannot be reached, FRCP 6(a)(3)) or "closed" (the office keeps shut, by notice).
    Raises PlanError for another kind or days the wrong way round.
    """

    kind: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.kind not in CLOSURES:
            raise PlanError(f'"{self.kind}" closes no court. Use one of: {", ".join(CLOSURES)}.')
        if self.last < self.first:
            raise PlanError("A closure cannot end before it begins.")

    @property
    def days(self) -> tuple[date, ...]:
        span = (self.last - self.first).days
        return tuple(self.first + timedelta(days=n) for n in range(span + 1))


@dataclass(frozen=True, slots=True)
class Asked:
    """One event before one court. `at` is "HH:MM" on the court's clock."""

    book: Rulebook
    court: Court
    event: Event
    on: date
    at: str | None
    service: str | None
    facts: Mapping[str, str]
    closures: tuple[Closure, ...] = ()

    def closed(self) -> dict[str, tuple[Any, ...]]:
        """The closures as the engine takes them: fields of Terms."""
        found: dict[str, tuple[Any, ...]] = {}
        for closure in self.closures:
            spans = ((closure.first, closure.last),) if closure.kind == "closed" else closure.days
            key = CLOSURES[closure.kind]
            found[key] = (*found.get(key, ()), *spans)
        return found

    def unmet(self, rule: Rule) -> str | None:
        """Why the rule does not apply to these facts; None where it does."""
        for name, wanted in rule.when.items():
            fact = self.book.facts[name]
            if self.facts.get(name, fact.assumed) != wanted:
                return f"only where the answer is {wanted}: {fact.asks}"
        return None

    def assumptions(self, rule: Rule) -> tuple[str, ...]:
        """A sentence for each question that nobody answered and that matters to the rule."""
        names = rule.asks if self.unmet(rule) is None else tuple(rule.when)
        asks = [self.book.facts[name] for name in names if name not in self.facts]
        return tuple(_assumption(fact) for fact in asks)

    def day(self, rule: Rule, name: str) -> date | None:
        """The day that answers a question; None without an answer. Raises PlanError."""
        text = self.facts.get(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PlanError(
                f"{rule.title}: {text!r} is no day; write it like 2026-11-02."
            ) from None


def asked(
    book: Rulebook,
    court_id: str,
    event_id: str,
    on: date,
    at: str | None,
    service: str | None,
    facts: Mapping[str, str],
    closures: Sequence[Closure] = (),
) -> Asked:
    """The question with its court and event found. Raises PlanError."""
    if at is not None and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise PlanError(f"{at!r} is no time of day; write it like 16:30.")
    _check_facts(book, facts)
    court = _court(book, court_id)
    event = book.events.get(event_id) or _named(book, event_id, court)
    method = _service(book, event, service)
    return Asked(book, court, event, on, at, method, dict(facts), tuple(closures))


def _court(book: Rulebook, court_id: str) -> Court:
    found = book.courts.get(court_id)
    if found is None:
        raise PlanError(
            f'The rulebook knows no court "{court_id}". Use an id such as us-nysd or gb-ew-high; '
            "the rulebook's page lists them."
        )
    return found


def _named(book: Rulebook, words: str, court: Court) -> Event:
    """The event of those words; of several systems' the one that starts a period in this court."""
    wanted = " ".join(words.lower().split())
    here = {e.id for e in book.events.values() if book.for_event(court.id, e.id, None)}
    events = sorted(book.events.values(), key=lambda event: event.id not in here)
    for event in events:
        if wanted in (event.title.lower(), *(name.lower() for name in event.says)):
            return event
    part = [f"“{e.title}”" for e in events if wanted and wanted in e.title.lower()]
    hint = f"Did you mean {' or '.join(part[:3])}?" if part else "Choose one of its events."
    raise PlanError(f"The rulebook knows no event “{words}”. {hint}")


def _service(book: Rulebook, event: Event, service: str | None) -> str | None:
    if not service:
        return None
    known = {name for one in book.events.values() for name in one.services}
    allowed = event.services or tuple(sorted(known))
    if service not in allowed:
        names = ", ".join(allowed)
        raise PlanError(f'The rulebook knows no service "{service}" here. Use one of: {names}.')
    return service


def _check_facts(book: Rulebook, facts: Mapping[str, str]) -> None:
    for name, answer in facts.items():
        fact = book.facts.get(name)
        if fact is None:
            known = ", ".join(sorted(book.facts))
            raise PlanError(f'The rulebook asks nothing called "{name}". Use one of: {known}.')
        if fact.choices and answer not in fact.choices:
            raise PlanError(f"{fact.asks} Answer {' or '.join(fact.choices)}, not “{answer}”.")


def _assumption(fact: Fact) -> str:
    if fact.assumed is None:
        return f"{fact.asks} Not answered: a period that runs from that day is left out."
    return f"{fact.asks} Not answered: {fact.assumed} is assumed."
