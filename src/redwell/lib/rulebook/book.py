"""The rulebook: calendars, counting programs, events, courts and rules as one frozen value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from .calendars import Calendar, load_calendars
from .courts import Court, load_courts
from .events import Event, Fact, load_events, load_facts
from .programs import Program, load_programs
from .reading import RulebookError
from .rules import Rule, load_rules

PACKAGED = Path(__file__).resolve().parents[2] / "rulebook"


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The law as data. `version` changes with every byte of it."""

    version: str
    calendars: dict[str, Calendar]
    programs: dict[str, Program]
    events: dict[str, Event]
    facts: dict[str, Fact]
    courts: dict[str, Court]
    rules: dict[str, Rule]

    def for_event(self, court: str, event: str, on: date | None) -> tuple[Rule, ...]:
        """The rules that an event starts before a court, nearest layer first.

        A rule of a nearer layer replaces the one it `overrides`. With `on`, rules that had no
        version yet on that day are left in: the caller says "not covered" rather than nothing.
        """
        found = self.courts.get(court)
        if found is None:
            return ()
        chosen = [
            rule
            for layer in found.layers
            for rule in self.rules.values()
            if rule.layer == layer and event in rule.events
        ]
        replaced = {rule.overrides for rule in chosen if rule.overrides}
        return tuple(rule for rule in chosen if rule.id not in replaced)


def load(root: Path | None = None) -> Rulebook:
    """The packaged rulebook (read once), or the one under `root`. Raises RulebookError."""
    return _load(root or PACKAGED)


@lru_cache(maxsize=4)
def _load(root: Path) -> Rulebook:
    calendars = load_calendars(root / "calendars")
    programs = load_programs(root / "programs")
    events = load_events(root / "events")
    courts = load_courts(root / "courts")
    rules = load_rules(root / "rules")
    book = Rulebook(
        version=_version(root),
        calendars=calendars,
        programs=programs,
        events=events,
        facts=load_facts(root / "facts"),
        courts=courts,
        rules=rules,
    )
    for rule in rules.values():
        _check(rule, book)
    return book


def _check(rule: Rule, book: Rulebook) -> None:
    """Refuses a rule that names something the rulebook does not hold."""
    named = (
        ("program", (rule.program,), book.programs, "name a program of programs/"),
        ("event", rule.events, book.events, "add it to events/ or correct its spelling"),
        ("event", (rule.starts,) if rule.starts else (), book.events, "add it to events/"),
        ("fact", rule.asks, book.facts, "add it to facts/ or correct its spelling"),
        (
            "rule",
            (rule.overrides,) if rule.overrides else (),
            book.rules,
            "name a rule that exists",
        ),
    )
    for kind, ids, known, fix in named:
        for missing in (one for one in ids if one not in known):
            what = f'{rule.id}: the {kind} "{missing}" does not exist'
            raise RulebookError(rule.file, rule.line, what, fix)
    if not any(rule.layer in court.layers for court in book.courts.values()):
        what = f'{rule.id}: no court has the layer "{rule.layer}"'
        raise RulebookError(rule.file, rule.line, what, "add the layer to a court of courts/")


def _version(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"rulebook-{digest.hexdigest()[:12]}"
