"""The rulebook: calendars, counting programs, events, courts and rules as one frozen value."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from ._bonds import faults
from ._rulefile import load_rules
from .calendars import Calendar, CalendarError, load_calendars
from .courts import Court, load_courts
from .events import Event, Fact, load_events, load_facts
from .programs import Program, load_programs
from .reading import RulebookError, Source, read
from .rules import Rule

PACKAGED = Path(__file__).resolve().parents[2] / "rulebook"
_IDS = re.compile(r'^id\s*=\s*"([^"]+)"', re.M)
_OVERRIDES = re.compile(r"^overrides\s*=", re.M)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The law as data. `version` changes with every byte of it.

    `problems` has a sentence for each file of rules that could not be used and was left out.
    """

    version: str
    calendars: dict[str, Calendar]
    programs: dict[str, Program]
    events: dict[str, Event]
    facts: dict[str, Fact]
    courts: dict[str, Court]
    rules: dict[str, Rule]
    problems: tuple[str, ...]

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


def load(root: Path | None = None, *, tolerant: bool | None = None) -> Rulebook:
    """The packaged rulebook (read once), or the one under `root`. Raises RulebookError.

    Tolerant, a file of rules/ that cannot be used is left out and `problems` says so, unless the
    rest depends on it. A firm keeps the rules that are whole, so the packaged book is read this
    way; a folder that somebody is editing is refused with its first error.
    """
    book, broken = _load(root or PACKAGED)
    if broken and not (root is None if tolerant is None else tolerant):
        raise broken[0]
    return book


@lru_cache(maxsize=4)
def _load(root: Path) -> tuple[Rulebook, tuple[RulebookError, ...]]:
    broken: list[RulebookError] = []
    try:
        calendars = load_calendars(root / "calendars")
    except CalendarError as error:
        raise _told_as_the_others(error, root) from error
    book = Rulebook(
        version="",
        calendars=calendars,
        programs=load_programs(root / "programs"),
        events=load_events(root / "events"),
        facts=load_facts(root / "facts"),
        courts=load_courts(root / "courts"),
        rules=load_rules(root / "rules", broken),
        problems=(),
    )
    _demand_calendars(book, root)
    while fault := next(faults(book), None):
        _refuse_if_needed(fault, broken, root)
        broken.append(fault)
        kept = {rule.id: rule for rule in book.rules.values() if rule.file != fault.file}
        book = replace(book, rules=kept)
    for left_out in broken:
        _refuse_if_replacing(left_out, root)
    book = replace(book, version=_version(root), problems=tuple(map(str, broken)))
    return book, tuple(broken)


def _demand_calendars(book: Rulebook, root: Path) -> None:
    """Raises for a program that counts by a calendar which is not there."""
    for program in book.programs.values():
        for name in (program.holidays, program.office):
            if name not in book.calendars:
                for path in sorted((root / "programs").glob("*.toml")):
                    _, source = read(path)
                    if f'"{program.id}"' in source.text:
                        what = f'{program.id}: the calendar "{name}" does not exist'
                        raise source.error(f'"{name}"', what, "name a file of calendars/")


def _refuse_if_needed(fault: RulebookError, broken: list[RulebookError], root: Path) -> None:
    """Raises the error of a file left out before, where a rule of another file names its rules."""
    for error in broken:
        names = _IDS.findall(_text(root, error))
        if any(f'"{name}"' in fault.what for name in names):
            what = f"{error.what} (and {fault.file}, line {fault.line}, depends on this file)"
            raise RulebookError(error.file, error.line, what, error.fix) from error


def _refuse_if_replacing(error: RulebookError, root: Path) -> None:
    """Raises for a file whose rules replace others: without it the replaced ones would apply."""
    if _OVERRIDES.search(_text(root, error)):
        what = f"{error.what} (the file overrides rules, which would apply again without it)"
        raise RulebookError(error.file, error.line, what, error.fix) from error


def _text(root: Path, error: RulebookError) -> str:
    try:
        data = (root / "rules" / error.file).read_bytes()
    except OSError as unreadable:  # nobody can say what would be missing
        raise error from unreadable
    return data.decode("utf-8", "replace")


def _told_as_the_others(error: CalendarError, root: Path) -> RulebookError:
    """A calendar's error with its line: its place reads "known_to" or "standing[3].on"."""
    table = re.match(r"(\w+)\[(\d+)\]", error.where)
    toml = re.search(r"line (\d+)", error.what)
    path = root / "calendars" / error.file
    line = 1
    if toml:
        line = int(toml[1])
    elif path.is_file():
        source = Source(error.file, path.read_bytes().decode("utf-8", "replace"))
        line = (
            source.line_of(f"[[{table[1]}]]", nth=int(table[2]))
            if table
            else source.line_of(f"{error.where} =" if error.where else "")
        )
    what = f"{error.where} {error.what}".strip()
    return RulebookError(error.file, line, what, error.fix[:1].lower() + error.fix[1:])


def _version(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"rulebook-{digest.hexdigest()[:12]}"
