"""One calendar file (TOML), read and checked: whatever a mistyped key could break is refused.

The format is explained at the head of ``rulebook/calendars/us.federal.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path
from typing import Any

from redwell.lib.rulebook._standing import FORMS, WEEKDAYS, Standing, day_of

KINDS = ("holiday", "observed_friday", "closure")
CONFIDENCES = ("settled", "needs_review")

_TOP = {
    "id", "title", "cite", "checked_on", "confidence", "known_from", "known_to", "weekend",
    "extends", "standing", "dated", "struck", "proclaimed", "unlisted",
}  # fmt: skip
_STANDING = {
    "name",
    "on",
    "from",
    "to",
    "every",
    "observe",
    "instead",
    "kind",
    "early_kind",
    "cite",
}


class CalendarError(ValueError):
    """A calendar file that cannot be used; the text names the file, the place and the remedy."""

    def __init__(self, file: str, where: str, what: str, fix: str) -> None:
        place = f"{file}, {where}" if where else file
        super().__init__(f"{place}: {what}. {fix}.")
        self.file, self.where, self.what, self.fix = file, where, what, fix


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
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CalendarError(
            path.name, "", f"not readable as TOML ({error})", "Correct the text at that place"
        ) from error
    return _Reader(path.name, table).sheet(path.stem, base_of)


class _Reader:
    def __init__(self, file: str, table: Mapping[str, Any]) -> None:
        self.file, self.table = file, table

    def sheet(self, stem: str, base_of: Callable[[str], Sheet]) -> Sheet:
        table = self.table
        self.only(table, _TOP, "")
        if (name := self.text(table, "id", "")) != stem:
            raise self.bad("id", f"says {name!r}", f'Write id = "{stem}", as the file is called')
        extends = self.text(table, "extends", "", default="")
        base = base_of(extends) if extends else None
        cite = self.text(table, "cite", "")
        known_from, known_to = self.known(base)
        return Sheet(
            id=name,
            title=self.text(table, "title", ""),
            cite=cite,
            checked_on=self.day(table, "checked_on", ""),
            confidence=self.one_of(table, "confidence", CONFIDENCES, ""),
            known_from=known_from,
            known_to=known_to,
            weekend=self.weekend(base),
            standing=(base.standing if base else ())
            + tuple(self.standing(row, at, cite) for at, row in self.rows("standing")),
            dated=(base.dated if base else ()) + self.dated(),
            struck=(base.struck if base else frozenset())
            | {self.struck(row, at) for at, row in self.rows("struck")},
            proclaimed=(base.proclaimed if base else ())
            + tuple(self.proclaimed(row, at) for at, row in self.rows("proclaimed")),
            unlisted=(base.unlisted if base else ())
            + tuple(self.unlisted(row, at) for at, row in self.rows("unlisted")),
        )

    def known(self, base: Sheet | None) -> tuple[date, date]:
        if base and not {"known_from", "known_to"} & self.table.keys():
            return base.known_from, base.known_to
        first, last = self.day(self.table, "known_from", ""), self.day(self.table, "known_to", "")
        if first > last:
            raise self.bad("known_to", f"{last} lies before known_from", "Swap the two dates")
        return first, last

    def weekend(self, base: Sheet | None) -> frozenset[int]:
        if base and "weekend" not in self.table:
            return base.weekend
        names = self.table.get("weekend")
        if not isinstance(names, list) or not all(name in WEEKDAYS for name in names):
            raise self.bad("weekend", "is no list of weekdays", 'Write ["saturday", "sunday"]')
        return frozenset(WEEKDAYS.index(name) for name in names)

    def standing(self, row: Mapping[str, Any], at: str, cite: str) -> Standing:
        self.only(row, _STANDING, at)
        first, last = self.years(row, at)
        wording = self.text(row, "on", at)
        try:
            rule = day_of(wording)
        except ValueError as error:
            raise self.bad(f"{at}.on", str(error), f"Use a form such as {FORMS}") from error
        every = row.get("every", 1)
        if not isinstance(every, int) or every < 1 or (every > 1 and "from" not in row):
            raise self.bad(
                f"{at}.every", "cannot be counted", "Give a whole number of years and a from year"
            )
        kind = self.one_of(row, "kind", KINDS, at, default="holiday")
        return Standing(
            name=self.text(row, "name", at),
            day_of=rule,
            first_year=first,
            last_year=last,
            every=every,
            observe=self.shifts(row, "observe", at),
            instead=self.shifts(row, "instead", at),
            kind=kind,
            early_kind=self.one_of(row, "early_kind", KINDS, at, default=kind),
            source=self.text(row, "cite", at, default=cite),
        )

    def shifts(self, row: Mapping[str, Any], key: str, at: str) -> dict[int, tuple[int, ...]]:
        given = row.get(key, {})
        shifts: dict[int, tuple[int, ...]] = {}
        for weekday, days in given.items() if isinstance(given, dict) else [("", 0)]:
            listed = days if isinstance(days, list) else [days]
            wrong = weekday not in WEEKDAYS or (key == "instead" and len(listed) != 1)
            if wrong or not all(type(day) is int and day for day in listed):
                raise self.bad(
                    f"{at}.{key}",
                    "does not give days for weekdays",
                    "Write { saturday = -1, sunday = 1 }: signed days from the holiday, not 0",
                )
            shifts[WEEKDAYS.index(weekday)] = tuple(listed)
        return shifts

    def dated(self) -> tuple[Dated, ...]:
        found: dict[date, Dated] = {}
        for at, row in self.rows("dated"):
            self.only(row, {"day", "name", "kind", "source"}, at)
            day = self.day(row, "day", at)
            if day in found:
                raise self.bad(f"{at}.day", f"{day} is listed twice", "Keep one of the two rows")
            kind = self.one_of(row, "kind", KINDS, at, default="holiday")
            found[day] = Dated(day, self.text(row, "name", at), kind, self.text(row, "source", at))
        return tuple(found.values())

    def struck(self, row: Mapping[str, Any], at: str) -> date:
        self.only(row, {"day", "source"}, at)
        self.text(row, "source", at)
        return self.day(row, "day", at)

    def proclaimed(self, row: Mapping[str, Any], at: str) -> tuple[int, int, str]:
        self.only(row, {"from", "to", "source"}, at)
        first, last = self.years(row, at)
        return first, last, self.text(row, "source", at)

    def unlisted(self, row: Mapping[str, Any], at: str) -> Window:
        self.only(row, {"start", "end", "from", "to", "listed_years", "why"}, at)
        self.text(row, "why", at)
        start, end = self.text(row, "start", at), self.text(row, "end", at)
        years = row.get("listed_years", [])
        for key, value in (("start", start), ("end", end)):
            try:
                date.fromisoformat(f"2001-{value}")
            except ValueError as error:
                raise self.bad(f"{at}.{key}", f"{value!r} is no day", 'Write "MM-DD"') from error
        if start > end or not all(isinstance(year, int) for year in years):
            raise self.bad(at, "is no stretch of days in a year", "Give start, end, listed_years")
        return Window(start, end, *self.years(row, at), frozenset(years))

    def years(self, row: Mapping[str, Any], at: str) -> tuple[int, int]:
        first, last = row.get("from", MINYEAR), row.get("to", MAXYEAR)
        if not (isinstance(first, int) and isinstance(last, int) and first <= last):
            raise self.bad(
                at, f"runs from {first} to {last}", "Give years, the first not after the last"
            )
        return first, last

    def rows(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        rows = self.table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.bad(key, "is no list of tables", f"Head each row with [[{key}]]")
        return [(f"{key}[{number}]", row) for number, row in enumerate(rows, start=1)]

    def only(self, row: Mapping[str, Any], allowed: set[str], at: str) -> None:
        if unknown := sorted(row.keys() - allowed):
            raise self.bad(
                ".".join(filter(None, (at, unknown[0]))),
                "is no key of this format",
                f"Use one of: {', '.join(sorted(allowed))}",
            )

    def text(self, row: Mapping[str, Any], key: str, at: str, default: str | None = None) -> str:
        value = row.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.bad(".".join(filter(None, (at, key))), "is missing or no text", "Quote it")
        return value

    def day(self, row: Mapping[str, Any], key: str, at: str) -> date:
        value = row.get(key)
        if type(value) is not date:
            raise self.bad(
                ".".join(filter(None, (at, key))),
                "is missing or no date",
                "Write it unquoted, as 2026-05-25",
            )
        return value

    def one_of(
        self,
        row: Mapping[str, Any],
        key: str,
        choices: tuple[str, ...],
        at: str,
        default: str | None = None,
    ) -> str:
        value = self.text(row, key, at, default)
        if value not in choices:
            where = ".".join(filter(None, (at, key)))
            raise self.bad(where, f"says {value!r}", f"Use one of: {', '.join(choices)}")
        return value

    def bad(self, where: str, what: str, fix: str) -> CalendarError:
        return CalendarError(self.file, where, what, fix)
