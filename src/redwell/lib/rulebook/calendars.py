"""Court calendars: the days that drop out of a count, and the days an office is closed.

A calendar has a row for each holiday of any year. Inside its known years a row is "proclaimed"
(somebody listed that year's days) or "standing" (the law that makes the day come back); outside
them it is "provisional". A date beyond the known years is never refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redwell.lib.rulebook._calendarfile import Sheet, read_sheet
from redwell.lib.rulebook._standing import years_around
from redwell.lib.rulebook._table import CalendarError

__all__ = ["Calendar", "CalendarError", "Holiday", "load_calendars"]

_RANK = {"holiday": 0, "observed_friday": 1, "closure": 2}


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day of a calendar.

    ``kind``: "holiday"; "observed_friday", the Friday before a Saturday holiday where the law
    gives it to employees only (5 U.S.C. 6103(b)(1)); "closure", an office closed on a day that is
    no holiday. ``status``: "proclaimed", "standing" or "provisional". ``source`` cites the rule or
    notice. Where two holidays meet, ``name`` joins them and the stronger kind stands.
    """

    day: date
    name: str
    kind: str
    status: str
    source: str


class Calendar:
    """A court's calendar. Weekends are not rows: ask ``weekend`` (``date.weekday()`` numbers)."""

    __slots__ = (
        "_by_ordinal", "_expanded", "_sheet",
        "checked_on", "cite", "confidence", "id", "known_from", "known_to", "title", "weekend",
    )  # fmt: skip

    def __init__(self, sheet: Sheet) -> None:
        self.id, self.title = sheet.id, sheet.title
        self.cite, self.checked_on, self.confidence = sheet.cite, sheet.checked_on, sheet.confidence
        self.known_from, self.known_to, self.weekend = (
            sheet.known_from,
            sheet.known_to,
            sheet.weekend,
        )
        self._sheet = sheet
        self._by_ordinal: dict[int, Holiday] = {}
        self._expanded: dict[int, tuple[Holiday, ...]] = {}

    def __repr__(self) -> str:
        return f"<Calendar {self.id}>"

    def row(self, day: date) -> Holiday | None:
        """Return the day's row, or None when the table has nothing for it."""
        if day.year not in self._expanded:
            self._expand(day.year)
        return self._by_ordinal.get(day.toordinal())

    def is_known(self, day: date) -> bool:
        """Whether the table is complete for this day.

        False outside the known years, and on days that a yearly announcement may still take (the
        Grand Final Friday, an office's extra closure at Christmas) while that year is not listed.
        """
        if not self.known_from <= day <= self.known_to:
            return False
        return not any(window.covers(day) for window in self._sheet.unlisted)

    def holidays(self, year: int) -> tuple[Holiday, ...]:
        """Return the rows of one calendar year in order of date, each day once."""
        if year not in self._expanded:
            self._expand(year)
        return self._expanded[year]

    def _expand(self, year: int) -> None:
        # The year is marked last: a second thread that arrives meanwhile merely expands it again.
        rows: dict[date, Holiday] = {}
        for standing in self._sheet.standing:
            for holiday_year in years_around(year):
                for day, name, kind in standing.days(holiday_year):
                    if day.year == year and day not in self._sheet.struck:
                        _add(rows, self._standing_row(day, name, kind, standing.source))
        for one in self._sheet.dated:
            if one.day.year == year:
                _add(rows, Holiday(one.day, one.name, one.kind, "proclaimed", one.source))
        self._by_ordinal.update((day.toordinal(), row) for day, row in rows.items())
        self._expanded[year] = tuple(rows[day] for day in sorted(rows))

    def _standing_row(self, day: date, name: str, kind: str, source: str) -> Holiday:
        for first, last, lister in self._sheet.proclaimed:
            if first <= day.year <= last:
                return Holiday(day, name, kind, "proclaimed", lister)
        known = self.known_from <= day <= self.known_to
        return Holiday(day, name, kind, "standing" if known else "provisional", source)


def _add(rows: dict[date, Holiday], new: Holiday) -> None:
    old = rows.get(new.day)
    if old is None:
        rows[new.day] = new
        return
    strong, weak = (new, old) if _RANK[new.kind] < _RANK[old.kind] else (old, new)
    names = strong.name if weak.name in strong.name else f"{strong.name}; {weak.name}"
    rows[new.day] = Holiday(strong.day, names, strong.kind, strong.status, strong.source)


def load_calendars(folder: Path) -> dict[str, Calendar]:
    """Read every ``*.toml`` of a folder; the keys are calendar ids such as "us.federal".

    Raises CalendarError, naming the file and the key, for a file that breaks the format, extends
    a calendar that is not there, or extends itself through others; and for an empty folder.
    """
    sheets: dict[str, Sheet] = {}
    for path in sorted(folder.glob("*.toml")):
        _read(path, sheets, ())
    if not sheets:
        raise CalendarError(str(folder), "", "holds no calendar", "Name the folder of *.toml files")
    return {name: Calendar(sheet) for name, sheet in sorted(sheets.items())}


def _read(path: Path, sheets: dict[str, Sheet], extenders: tuple[str, ...]) -> Sheet:
    def base_of(name: str) -> Sheet:
        if name in (path.stem, *extenders):
            raise CalendarError(
                path.name, "extends", "leads back to itself", "Extend another calendar"
            )
        base = path.with_name(f"{name}.toml")
        if not base.is_file():
            raise CalendarError(
                path.name,
                "extends",
                f"there is no calendar {name!r}",
                "Name a calendar file of this folder, without .toml",
            )
        return _read(base, sheets, (path.stem, *extenders))

    if path.stem not in sheets:
        sheets[path.stem] = read_sheet(path, base_of)
    return sheets[path.stem]
