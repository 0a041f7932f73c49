"""B11, engine part: deadlines with their trail against a plain datetime loop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bench.figure import Figure, interleaved
from redwell.lib import rulebook
from redwell.lib.deadlines import Question, compute

COUNT = 100_000
START = date(2026, 1, 1)


def figures() -> Iterator[Figure]:
    book = rulebook.load()
    days = [START + timedelta(n % 700) for n in range(COUNT)]
    holidays = {
        row.day
        for year in (2026, 2027, 2028)
        for row in book.calendars["us.federal"].holidays(year)
    }
    questions = {
        day: Question.of("us.frcp.6", day, "21 days after", service="personal") for day in set(days)
    }

    def ours() -> None:
        for day in days:
            compute(questions[day], book)

    def plain() -> None:
        for day in days:
            end = day + timedelta(21)
            while end.weekday() > 4 or end in holidays:
                end += timedelta(1)

    mine, peer = interleaved(ours, plain)
    yield Figure(
        "B11 deadlines/s with trail, memoised", COUNT / mine, COUNT / peer, "/s", least=0.05
    )
