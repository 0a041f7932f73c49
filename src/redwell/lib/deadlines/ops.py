"""The few operations that programs are made of. Each is a function of its printed parameters.

`apply` runs one operation on a moment (day, hour); the engine and `replay` both run nothing else,
which is why a printed proof gives the same date again.
"""

import calendar
from datetime import date, datetime, time, timedelta
from typing import Any

from redwell.lib.rulebook.calendars import Calendar
from redwell.lib.zones import ZoneError, after_hours, wall_time, zone

from .days import ONE, Days
from .question import DeadlineError

Params = dict[str, Any]
Moment = tuple[date, str | None]
LONGEST = 40_000  # days; longer than any period of limitation


class Shelf:
    """A book's calendars and the sets of days already opened. One per book."""

    def __init__(self, calendars: dict[str, Calendar]) -> None:
        self.calendars = calendars
        self._open: dict[str, Days] = {}

    def days(self, text: str) -> Days:
        found = self._open.get(text)
        if found is None:
            found = self._open[text] = Days(text, self.calendars)
        return found


def apply(op: str, params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """The moment after one operation. Raises DeadlineError for a date outside the calendar."""
    try:
        return _OPS[op](params, moment, shelf)
    except KeyError as error:
        raise DeadlineError(f"The step {op!r} lacks or does not know {error}.") from error
    except (OverflowError, ZoneError) as error:
        raise DeadlineError(f"The date cannot be computed: {error}") from error


def _start(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    return date.fromisoformat(params["on"]), params.get("at")


def _count(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """`n` days outside the set `out`; without a set every day counts. `n` may be negative."""
    day, at = moment
    n = params["n"]
    if abs(n) > LONGEST:
        raise DeadlineError(f"{abs(n)} days are longer than any period. Correct the count.")
    if not params.get("out"):
        return day + timedelta(days=n), at
    out = shelf.days(params["out"])
    step = ONE if n > 0 else -ONE
    left = abs(n)
    while left:
        day += step
        if day not in out:
            left -= 1
    return day, at


def _step(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """`n` months or years to the corresponding date, else the last day of that month."""
    day, at = moment
    months = params["n"] * (12 if params["unit"] == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        raise DeadlineError(f"The year {year} is outside the calendar. Correct the count.")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)), at


def _roll(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """On to the next day (`by` 1) or back to the last day (`by` -1) that is not in the set."""
    day, at = moment
    out = shelf.days(params["out"])
    while day in out:
        day += params["by"] * ONE
    return day, at


def _weekday(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """The next such weekday strictly after the day (0 is Monday)."""
    day, _ = moment
    return day + timedelta(days=(params["weekday"] - day.weekday() - 1) % 7 + 1), params["at"]


def _hours(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """Elapsed hours; with a zone a change of the clocks shifts the hour."""
    day, at = moment
    clock = time.fromisoformat(at or "00:00")
    if params.get("zone"):
        end = after_hours(wall_time(day, clock, params["zone"]), params["n"])
    else:
        end = datetime.combine(day, clock) + timedelta(hours=params["n"])
    return end.date(), f"{end:%H:%M}"


def _zone(params: Params, moment: Moment, shelf: Shelf) -> Moment:
    """The same instant on another clock."""
    day, at = moment
    there = wall_time(day, time.fromisoformat(at or "00:00"), params["from"])
    here = there.astimezone(zone(params["to"]))
    return here.date(), f"{here:%H:%M}"


_OPS = {
    "start": _start,
    "fixed": _start,
    "zone": _zone,
    "count": _count,
    "extend": _count,
    "step": _step,
    "roll": _roll,
    "closure": _roll,
    "weekday": _weekday,
    "hours": _hours,
}
