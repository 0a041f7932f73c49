"""Standing holidays: a sentence such as "third monday of january" made into a day of any year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
FORMS = (
    '"12-25", "third monday of january", "last monday of may", "easter -2", '
    '"monday before 05-25" or "monday from 05-27", each with an optional shift such as "+1"'
)

DayOf = Callable[[int], date]

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_NTH = re.compile(rf"({'|'.join(ORDINALS)}) ({'|'.join(WEEKDAYS)}) of ({'|'.join(MONTHS)})")
_NEAR = re.compile(rf"({'|'.join(WEEKDAYS)}) (before|from) (\d\d)-(\d\d)")
_SHIFT = re.compile(r"(.*?) ([+-]\d{1,2})")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    century, of_century = divmod(year, 100)
    leap_centuries, of_four = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    golden = year % 19
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, of_leap = divmod(of_century, 4)
    to_sunday = (32 + 2 * of_four + 2 * leap_years - epact - of_leap) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def day_of(text: str) -> DayOf:
    """Turn the wording of a standing holiday into a function of the year.

    The forms are in ``FORMS``; "before" is strict, "from" includes the named day, and a shift is
    in days ("first monday of november +1" is the Tuesday after the first Monday). Raises
    ValueError for any other wording, and for a day that not every year has.
    """
    shifted = _SHIFT.fullmatch(text)
    if shifted:
        base, days = day_of(shifted[1]), timedelta(days=int(shifted[2]))
        return lambda year: base(year) + days
    if text == "easter":
        return easter
    if fixed := _FIXED.fullmatch(text):
        return _fixed(int(fixed[1]), int(fixed[2]))
    if nth := _NTH.fullmatch(text):
        return _nth(ORDINALS[nth[1]], WEEKDAYS.index(nth[2]), MONTHS.index(nth[3]) + 1)
    if near := _NEAR.fullmatch(text):
        anchor = _fixed(int(near[3]), int(near[4]))
        return _near(WEEKDAYS.index(near[1]), anchor, strictly_before=near[2] == "before")
    raise ValueError(f"{text!r} does not name a day that can be computed")


def _fixed(month: int, day: int) -> DayOf:
    date(2001, month, day)  # refuses 30 February, and 29 February, which not every year has
    return lambda year: date(year, month, day)


def _nth(ordinal: int, weekday: int, month: int) -> DayOf:
    def of(year: int) -> date:
        if ordinal > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (ordinal - 1))
        last = date(year, month + 1, 1) if month < 12 else date(year + 1, 1, 1)
        last -= timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return of


def _near(weekday: int, anchor: DayOf, *, strictly_before: bool) -> DayOf:
    def of(year: int) -> date:
        day = anchor(year)
        if strictly_before:
            return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
        return day + timedelta(days=(weekday - day.weekday()) % 7)

    return of


@dataclass(frozen=True, slots=True)
class Standing:
    """One holiday that comes back by law.

    ``observe`` maps the weekday on which the holiday falls to the further days it takes, as signed
    days from it: ``{5: (-1,), 6: (1,)}`` takes the Friday before a Saturday and the Monday after a
    Sunday, and the holiday itself stays. ``instead`` maps it to the one day that replaces it.
    ``early_kind`` is the kind of a day taken before the holiday.
    """

    name: str
    day_of: DayOf
    first_year: int
    last_year: int
    every: int
    observe: Mapping[int, tuple[int, ...]]
    instead: Mapping[int, tuple[int, ...]]
    kind: str
    early_kind: str
    source: str

    def days(self, year: int) -> Iterator[tuple[date, str, str]]:
        """Yield (day, name, kind) of this holiday and its observances, for the holiday's year."""
        if not self.first_year <= year <= self.last_year or (year - self.first_year) % self.every:
            return
        day = self.day_of(year)
        moved = self.instead.get(day.weekday(), ())
        if not moved:
            yield day, self.name, self.kind
        for shift in moved or self.observe.get(day.weekday(), ()):
            kind = self.kind if shift > 0 else self.early_kind
            yield day + timedelta(days=shift), f"{self.name} (observed)", kind


def years_around(year: int) -> range:
    """The holiday years that can put a day into ``year`` (New Year may be kept on 31 December)."""
    return range(max(MINYEAR, year - 1), min(MAXYEAR, year + 1) + 1)
