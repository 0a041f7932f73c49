"""A table of a calendar file that knows its place, so that a mistake can be told with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from redwell.lib.rulebook._standing import WEEKDAYS


class CalendarError(ValueError):
    """A calendar file that cannot be used; the text names the file, the place and the remedy."""

    def __init__(self, file: str, where: str, what: str, fix: str) -> None:
        place = f"{file}, {where}" if where else file
        super().__init__(f"{place}: {what}. {fix}.")
        self.file, self.where, self.what, self.fix = file, where, what, fix


class Table:
    """One TOML table; every method raises CalendarError for a value that is not what it reads."""

    def __init__(self, file: str, at: str, values: Mapping[str, Any]) -> None:
        self.file, self.at, self.values = file, at, values

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def error(self, key: str, what: str, fix: str) -> CalendarError:
        """An error at ``key`` of this table, or at the table itself when ``key`` is empty."""
        return CalendarError(self.file, ".".join(filter(None, (self.at, key))), what, fix)

    def only(self, *allowed: str) -> None:
        """Refuse a key that is not allowed: a mistyped key must not be passed over."""
        if unknown := sorted(self.values.keys() - set(allowed)):
            known = ", ".join(sorted(allowed))
            raise self.error(unknown[0], "is no key of this format", f"Use one of: {known}")

    def rows(self, key: str) -> list[Table]:
        """The tables under ``[[key]]``, none when there is no such head."""
        rows = self.values.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.error(key, "is no list of tables", f"Head each row with [[{key}]]")
        return [Table(self.file, f"{key}[{n}]", row) for n, row in enumerate(rows, start=1)]

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.error(key, "is missing or no text", "Quote it")
        return value

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in choices:
            raise self.error(key, f"says {value!r}", f"Use one of: {', '.join(choices)}")
        return value

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if type(value) is not date:  # a datetime is a date too
            raise self.error(key, "is missing or no date", "Write it unquoted, as 2026-05-25")
        return value

    def day_of_year(self, key: str) -> str:
        """A day written "MM-DD"."""
        value = self.text(key)
        try:
            date.fromisoformat(f"2001-{value}")
        except ValueError as error:
            raise self.error(key, f"{value!r} is no day", 'Write "MM-DD"') from error
        return value

    def years(self) -> tuple[int, int]:
        """The first and last year under ``from`` and ``to``; without them, all years."""
        first, last = self.values.get("from", MINYEAR), self.values.get("to", MAXYEAR)
        if type(first) is not int or type(last) is not int or first > last:
            fix = "Give years, the first not after the last"
            raise self.error("", f"runs from {first} to {last}", fix)
        return first, last

    def every(self) -> int:
        """The number of years under ``every``, one by default."""
        every = self.values.get("every", 1)
        if type(every) is not int or every < 1 or (every > 1 and "from" not in self):
            fix = "Give a whole number of years and a from year"
            raise self.error("every", "cannot be counted", fix)
        return every

    def listed_years(self) -> frozenset[int]:
        years = self.values.get("listed_years", [])
        if not isinstance(years, list) or not all(type(year) is int for year in years):
            raise self.error("listed_years", "is no list of years", "Write [2024, 2025]")
        return frozenset(years)

    def weekdays(self, key: str) -> frozenset[int]:
        names = self.values.get(key)
        if not isinstance(names, list) or not all(name in WEEKDAYS for name in names):
            raise self.error(key, "is no list of weekdays", 'Write ["saturday", "sunday"]')
        return frozenset(WEEKDAYS.index(name) for name in names)

    def shifts(self, key: str, *, most: int) -> dict[int, tuple[int, ...]]:
        """Signed days by weekday number, at most ``most`` for each, from { saturday = -1 }."""
        given = self.values.get(key, {})
        shifts: dict[int, tuple[int, ...]] = {}
        for weekday, days in given.items() if isinstance(given, dict) else [("", 0)]:
            listed = days if isinstance(days, list) else [days]
            whole = all(type(day) is int and day for day in listed)
            if weekday not in WEEKDAYS or not whole or not 1 <= len(listed) <= most:
                fix = "Write { saturday = -1, sunday = 1 }: signed days from the holiday, not 0"
                raise self.error(key, "does not give days for weekdays", fix)
            shifts[WEEKDAYS.index(weekday)] = tuple(listed)
        return shifts
