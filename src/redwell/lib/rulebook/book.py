"""The rulebook: calendars, counting programs, events, courts and rules as one frozen value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from .calendars import Calendar, load_calendars
from .courts import Court, load_courts
from .programs import Program, load_programs
from .reading import RulebookError
from .rules import Event, Rule, load_events, load_rules

PACKAGED = Path(__file__).resolve().parents[2] / "rulebook"


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The law as data. `version` changes with every byte of it."""

    version: str
    calendars: dict[str, Calendar]
    programs: dict[str, Program]
    events: dict[str, Event]
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
    events = load_events(root / "events.toml")
    courts = load_courts(root / "courts")
    rules = load_rules(root / "rules")
    for rule in rules.values():
        _check(rule, programs, events)
    return Rulebook(_version(root), calendars, programs, events, courts, rules)


def _check(rule: Rule, programs: dict[str, Program], events: dict[str, Event]) -> None:
    if rule.program not in programs:
        raise RulebookError(
            rule.id, 1, f'the program "{rule.program}" does not exist', "name one of programs/"
        )
    unknown = [event for event in rule.events if event not in events]
    if unknown:
        raise RulebookError(
            rule.id, 1, f'the event "{unknown[0]}" does not exist', "add it to events.toml"
        )


def _version(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"rulebook-{digest.hexdigest()[:12]}"
