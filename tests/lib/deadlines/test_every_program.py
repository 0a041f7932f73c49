"""What must hold of every counting program, walked day by day over holidays and turns of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from lib.deadlines.book import BOOK
from redwell.lib.deadlines import Answer, Question, compute, replay

ONE = timedelta(days=1)
# Thanksgiving, the turn of the year, Easter and a leap day.
WALK = [
    *(date(2026, 11, 25) + n * ONE for n in range(4)),
    *(date(2026, 12, 18) + n * ONE for n in range(20)),
    *(date(2027, 3, 24) + n * ONE for n in range(7)),
    *(date(2028, 2, 27) + n * ONE for n in range(4)),
]
PERIODS = ("2 days", "6 days", "14 days", "5 court_days", "1 month")
PROGRAMS = sorted(BOOK.programs)


@cache
def walked(
    program: str, direction: str, act: str
) -> dict[tuple[str, date], tuple[Question, Answer]]:
    """Every period from every day of the walk."""
    found = {}
    for period in PERIODS:
        for on in WALK:
            question = Question.of(program, on, f"{period} {direction}", act=act, as_of=on)
            found[period, on] = (question, compute(question, BOOK))
    return found


def everything(program: str) -> Iterator[tuple[Question, Answer]]:
    for direction in ("after", "before"):
        for act in ("serve", "file"):
            yield from walked(program, direction, act).values()


def is_closed(calendar_id: str, day: date, *, office: bool) -> bool:
    """Read off the table, not through the engine: a weekend or a holiday, for the office a closure."""
    calendar = BOOK.calendars[calendar_id]
    row = calendar.row(day)
    kinds = ("holiday", "closure") if office else ("holiday",)
    return day.weekday() in calendar.weekend or (row is not None and row.kind in kinds)


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_act_is_never_due_on_a_closed_day_where_the_program_rolls(program: str) -> None:
    held = BOOK.programs[program]
    version = held.versions[0]
    for direction, rolls in (("after", version.roll_after), ("before", version.roll_before)):
        for act in ("serve", "file"):
            if rolls == "none" or (version.roll_acts == "file" and act != "file"):
                continue
            for (period, on), (_, answer) in walked(program, direction, act).items():
                said = f"{period} {direction} {on}, to {act}: {answer.on}"
                assert not is_closed(held.holidays, answer.on, office=False), said


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_backward_date_is_never_later_than_its_count_nor_than_its_trigger(program: str) -> None:
    for act in ("serve", "file"):
        for question, answer in walked(program, "before", act).values():
            assert answer.on <= answer.raw_on <= question.on


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_forward_date_is_never_earlier_than_its_count(program: str) -> None:
    for act in ("serve", "file"):
        for question, answer in walked(program, "after", act).values():
            assert question.on < answer.raw_on <= answer.on


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_further_holiday_moves_a_forward_date_on_and_a_backward_one_back(program: str) -> None:
    for question, answer in everything(program):
        if question.terms.act == "file":
            holiday = answer.on
            terms = replace(question.terms, extra_holidays=(holiday,))
            moved = compute(replace(question, terms=terms), BOOK).on
            assert moved >= answer.on if answer.on > question.on else moved <= answer.on


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_proof_replays_to_its_date(program: str) -> None:
    for _, answer in everything(program):
        assert replay(answer.steps, BOOK) == answer.on


@pytest.mark.parametrize("program", PROGRAMS)
def test_who_is_triggered_later_is_due_no_earlier(program: str) -> None:
    for direction in ("after", "before"):
        for act in ("serve", "file"):
            found = walked(program, direction, act)
            for period in PERIODS:
                for before, on in pairwise(WALK):
                    earlier, later = found[period, before][1].on, found[period, on][1].on
                    assert earlier <= later, f"{period} {direction} {before} and {on}"
