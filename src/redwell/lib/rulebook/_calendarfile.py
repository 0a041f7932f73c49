"""One calendar file (TOML), read and checked: whatever a mistyped key could break is refused.

The format is explained at the head of ``rulebook/calendars/us.federal.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redwell.lib.rulebook._standing import FORMS, Standing, day_of
from redwell.lib.rulebook._table import CalendarError, Table

KINDS = ("holiday", "observed_friday", "closure")
CONFIDENCES = ("settled", "needs_review")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that one announcement made, not a standing rule."""

    day: date
    name: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Window:
    """Days, "MM-DD" to "MM-DD", that an announcement may take in a year that is not listed."""

    start: str
    end: str
    first_year: int
    last_year: int
    listed_years: frozenset[int]

    def covers(self, day: date) -> bool:
        """Whether the day waits for its year's announcement."""
        return (
            self.first_year <= day.year <= self.last_year
            and day.year not in self.listed_years
            and self.start <= f"{day:%m-%d}" <= self.end
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a calendar file says, together with all that the calendar it extends says."""

    id: str
    title: str
    cite: str
    checked_on: date
    confidence: str
    known_from: date
    known_to: date
    weekend: frozenset[int]
    standing: tuple[Standing, ...]
    dated: tuple[Dated, ...]
    struck: frozenset[date]
    proclaimed: tuple[tuple[int, int, str], ...]
    unlisted: tuple[Window, ...]


def read_sheet(path: Path, base_of: Callable[[str], Sheet]) -> Sheet:
    """Read one file; ``base_of`` gives the sheet of the calendar it extends.

    Raises CalendarError for a file that is not TOML or breaks the format.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CalendarError(
            path.name, "", f"not readable as TOML ({error})", "Correct the text at that place"
        ) from error
    top = Table(path.name, "", values)
    top.only(
        *("id", "title", "cite", "checked_on", "confidence", "known_from", "known_to", "weekend"),
        *("extends", "standing", "dated", "struck", "proclaimed", "unlisted"),
    )
    if top.text("id") != path.stem:
        fix = f'Write id = "{path.stem}", as the file is called'
        raise top.error("id", f"says {top.text('id')!r}", fix)
    extends = top.text("extends", default="")
    base = base_of(extends) if extends else None
    known_from, known_to = _known(top, base)
    cite = top.text("cite")
    return Sheet(
        id=path.stem,
        title=top.text("title"),
        cite=cite,
        checked_on=top.day("checked_on"),
        confidence=top.one_of("confidence", CONFIDENCES),
        known_from=known_from,
        known_to=known_to,
        weekend=base.weekend if base and "weekend" not in top else top.weekdays("weekend"),
        standing=(base.standing if base else ())
        + tuple(_standing(row, cite) for row in top.rows("standing")),
        dated=(base.dated if base else ()) + _dated(top),
        struck=(base.struck if base else frozenset())
        | {_struck(row) for row in top.rows("struck")},
        proclaimed=(base.proclaimed if base else ())
        + tuple(_proclaimed(row) for row in top.rows("proclaimed")),
        unlisted=(base.unlisted if base else ())
        + tuple(_unlisted(row) for row in top.rows("unlisted")),
    )


def _known(top: Table, base: Sheet | None) -> tuple[date, date]:
    if base and "known_from" not in top and "known_to" not in top:
        return base.known_from, base.known_to
    first, last = top.day("known_from"), top.day("known_to")
    if first > last:
        raise top.error("known_to", f"{last} lies before known_from", "Swap the two dates")
    return first, last


def _standing(row: Table, cite: str) -> Standing:
    row.only(
        "name", "on", "from", "to", "every", "observe", "instead", "kind", "early_kind", "cite"
    )
    wording = row.text("on")
    try:
        rule = day_of(wording)
    except ValueError as error:
        raise row.error("on", str(error), f"Use a form such as {FORMS}") from error
    first, last = row.years()
    kind = row.one_of("kind", KINDS, default="holiday")
    return Standing(
        name=row.text("name"),
        day_of=rule,
        first_year=first,
        last_year=last,
        every=row.every(),
        observe=row.shifts("observe", most=7),
        instead=row.shifts("instead", most=1),
        kind=kind,
        early_kind=row.one_of("early_kind", KINDS, default=kind),
        source=row.text("cite", default=cite),
    )


def _dated(top: Table) -> tuple[Dated, ...]:
    found: dict[date, Dated] = {}
    for row in top.rows("dated"):
        row.only("day", "name", "kind", "source")
        day = row.day("day")
        if day in found:
            raise row.error("day", f"{day} is listed twice", "Keep one of the two rows")
        kind = row.one_of("kind", KINDS, default="holiday")
        found[day] = Dated(day, row.text("name"), kind, row.text("source"))
    return tuple(found.values())


def _struck(row: Table) -> date:
    row.only("day", "source")
    row.text("source")
    return row.day("day")


def _proclaimed(row: Table) -> tuple[int, int, str]:
    row.only("from", "to", "source")
    return *row.years(), row.text("source")


def _unlisted(row: Table) -> Window:
    row.only("start", "end", "from", "to", "listed_years", "why")
    row.text("why")
    start, end = row.day_of_year("start"), row.day_of_year("end")
    if start > end:
        raise row.error("", "ends before it starts", "Give a start and an end within one year")
    return Window(start, end, *row.years(), row.listed_years())
