"""What one rulebook says differently from another: rules, and the dates that move."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from redwell.lib.rulebook import Calendar, Rule, Rulebook
from redwell.lib.rulebook.rules import Part

from .matrix import days_of, matrix

# Where a rule stands and how it is proved: no part of what it says.
_ASIDE = ("id", "file", "line", "cases", "versions")
_PARTS = ("programs", "events", "facts", "courts", "calendars")
# The years whose holidays are compared day by day: those of the matrix and of most matters.
YEARS = range(2020, 2036)
_LONG = ("there", "changed")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a rule (or a program, an event, …) says differently."""

    of: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Move:
    """A date of the matrix that moves; `days` are positive where it falls later.

    `old` and `new` are the matrix' words for one trigger day; `days` is None where one of them has
    no date.
    """

    rule: str
    on: date
    old: str
    new: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of rules `added` and `removed`, what `changed`, the `other` parts, and the `moves`.

    `moves` holds rules that both books have: an added rule moves no date.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]
    other: tuple[Change, ...]
    moves: tuple[Move, ...]

    def as_dict(self) -> dict[str, Any]:
        """The whole difference as JSON-able values."""
        return {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": [_plain(change) for change in self.changed],
            "other": [_plain(change) for change in self.other],
            "moves": [{**_plain(move), "on": move.on.isoformat()} for move in self.moves],
        }


def compare(old: Rulebook, new: Rulebook) -> Difference:
    """What `new` says differently from `old`, with every date of the matrix that it moves."""
    both = sorted(old.rules.keys() & new.rules.keys())
    days = {name: {*days_of(old.rules[name]), *days_of(new.rules[name])} for name in both}
    return Difference(
        added=tuple(sorted(new.rules.keys() - old.rules.keys())),
        removed=tuple(sorted(old.rules.keys() - new.rules.keys())),
        changed=tuple(
            change for name in both for change in _rule(old.rules[name], new.rules[name])
        ),
        other=tuple(change for part in _PARTS for change in _part(part, old, new)),
        moves=tuple(_moves(matrix(old, days), matrix(new, days))),
    )


def _rule(old: Rule, new: Rule) -> Iterator[Change]:
    for field in fields(Rule):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name not in _ASIDE and before != after:
            yield Change(new.id, field.name, _words(before), _words(after))
    periods = [{v.effective_from: v for v in rule.versions} for rule in (old, new)]
    for on in sorted({*periods[0], *periods[1]}):
        was, now = periods[0].get(on), periods[1].get(on)
        if was != now:
            yield Change(new.id, f"version of {on}", _version(was), _version(now))


def _version(version: Any) -> str:
    if version is None:
        return "none"
    length = str(version.period or version.says or "see the parts")
    return f"{length} ({version.cite})" if version.cite else length


def _part(part: str, old: Rulebook, new: Rulebook) -> Iterator[Change]:
    before: Mapping[str, Any] = getattr(old, part)
    after: Mapping[str, Any] = getattr(new, part)
    for name in sorted({*before, *after}):
        if name not in after:
            yield Change(name, part[:-1], "there", "removed")
        elif name not in before:
            yield Change(name, part[:-1], "none", "added")
        elif part == "calendars":
            yield from _calendar(before[name], after[name])
        elif before[name] != after[name]:
            yield from _fields(name, part[:-1], before[name], after[name])


def _fields(name: str, part: str, old: Any, new: Any) -> Iterator[Change]:
    for field in fields(old):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now:
            said = (_words(was), _words(now))
            yield Change(name, f"{part}, {field.name}", *(said if len(str(said)) < 400 else _LONG))


def _calendar(old: Calendar, new: Calendar) -> Iterator[Change]:
    days = [{row.day: row.name for y in YEARS for row in one.holidays(y)} for one in (old, new)]
    for day in sorted({*days[0], *days[1]}):
        was, now = days[0].get(day, "no holiday"), days[1].get(day, "no holiday")
        if was != now:
            yield Change(new.id, f"calendar, {day}", was, now)
    for what in ("weekend", "known_from", "known_to"):
        said = (getattr(old, what), getattr(new, what))
        if said[0] != said[1]:
            yield Change(new.id, f"calendar, {what}", *map(str, said))


def _moves(
    old: Mapping[tuple[str, date], str], new: Mapping[tuple[str, date], str]
) -> Iterator[Move]:
    for (rule, on), was in old.items():
        now = new[rule, on]
        if was != now:
            days = [_DATE.match(said) for said in (was, now)]
            gap = None
            if days[0] and days[1]:
                gap = (date.fromisoformat(days[1][0]) - date.fromisoformat(days[0][0])).days
            yield Move(rule, on, was, now, gap)


def _plain(value: Change | Move) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_words, value)) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(one)}" for key, one in value.items()) or "none"
    if isinstance(value, Part):
        return f"{value.period}" + (f" from {value.fact}" if value.fact else "")
    if value is None or value == "":
        return "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
