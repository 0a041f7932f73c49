"""Sets of days written as short codes, so that a printed step says which days it left out.

A code is a calendar's id followed by marks joined with "+": `friday` (the Friday before a Saturday
holiday), `saturday`, `office` (days an office is closed without a holiday), a date, a range of
dates "2026-12-24..2027-01-02", a range of every year "12-21..01-07" or a month "m07". The id
"none" stands for no calendar.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from redwell.lib.rulebook.calendars import Calendar

from .question import DeadlineError

ONE = timedelta(days=1)


def code(calendar: str, marks: Iterable[str | date | tuple[date, date]]) -> str:
    """The code of a calendar and its marks, each mark once and in order."""
    texts = {mark if isinstance(mark, str) else _text(mark) for mark in marks}
    return "+".join((calendar, *sorted(texts)))


def _text(mark: date | tuple[date, date]) -> str:
    return mark.isoformat() if isinstance(mark, date) else f"{mark[0]}..{mark[1]}"


class Days:
    """A set of days. `day in days` answers; `why(day)` names the reason in words."""

    __slots__ = (
        "_answers",
        "_calendar",
        "_dates",
        "_kinds",
        "_months",
        "_ranges",
        "_weekdays",
        "_yearly",
    )

    def __init__(self, text: str, calendars: dict[str, Calendar]) -> None:
        name, *marks = text.split("+")
        if name != "none" and name not in calendars:
            raise DeadlineError(f"There is no calendar {name!r}. Add it to the rulebook.")
        self._calendar = calendars.get(name)
        self._kinds = {"holiday"}
        self._weekdays = set(self._calendar.weekend) if self._calendar else set()
        self._dates: set[date] = set()
        self._ranges: list[tuple[date, date]] = []
        self._yearly: list[tuple[str, str]] = []
        self._months: set[int] = set()
        self._answers: dict[int, bool] = {}
        for mark in marks:
            try:
                self._add(mark)
            except ValueError as error:
                raise DeadlineError(f"{mark!r} is no day or range of days: {error}.") from error

    def _add(self, mark: str) -> None:
        first, _, last = mark.partition("..")
        if mark == "saturday":
            self._weekdays.add(5)
        elif mark == "friday":
            self._kinds.add("observed_friday")
        elif mark == "office":
            self._kinds.add("closure")
        elif mark[0] == "m":
            self._months.add(int(mark[1:]))
        elif last and len(first) == 5:
            self._yearly.append((first, last))
        elif last:
            self._ranges.append((date.fromisoformat(first), date.fromisoformat(last)))
        else:
            self._dates.add(date.fromisoformat(mark))

    def __contains__(self, day: date) -> bool:
        key = day.toordinal()
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self.why(day) is not None
        return answer

    def why(self, day: date) -> str | None:
        """Why the day is in the set, such as "Saturday" or "Labor Day"; None when it is not."""
        if self._calendar:
            if day.weekday() in self._weekdays:
                return day.strftime("%A")
            row = self._calendar.row(day)
            if row and row.kind in self._kinds:
                return row.name
        if day in self._dates or any(a <= day <= b for a, b in self._ranges):
            return "closed by notice"
        short = f"{day:%m-%d}"
        if day.month in self._months or any(_within(short, a, b) for a, b in self._yearly):
            return "not counted in this season"
        return None

    def known(self, day: date) -> bool:
        """Whether the calendar is complete for this day."""
        return self._calendar is None or self._calendar.is_known(day)


def _within(short: str, first: str, last: str) -> bool:
    return first <= short <= last if first <= last else short >= first or short <= last
