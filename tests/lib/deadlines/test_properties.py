"""What must hold for every program, period and option."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lib.deadlines.book import BOOK
from lib.deadlines.casegen import cases
from redwell.lib.deadlines import Composite, Question, compute, replay
from redwell.lib.deadlines.caseformat import read_case
from redwell.lib.rulebook.reading import Period

DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))
UNITS = ("days", "weeks", "months", "years", "court_days", "business_days")
CLOSURES = st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=4).map(tuple)
PROGRAMS = st.sampled_from(sorted(BOOK.programs))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    unit = draw(st.sampled_from(UNITS))
    most = {"months": 24, "years": 10, "weeks": 30}.get(unit, 120)
    period = Period(draw(st.integers(1, most)), unit, draw(st.sampled_from(("after", "before"))))
    return Question.of(
        draw(PROGRAMS),
        draw(DAYS),
        period,
        service=draw(st.sampled_from((None, "personal", "mail", "electronic", "overnight"))),
        act=draw(st.sampled_from((None, "file", "serve"))),
        extra_holidays=draw(CLOSURES),
        clerk_inaccessible=draw(CLOSURES),
        at_least=draw(st.booleans()),
        earliest=draw(st.booleans()),
        recess=draw(st.booleans()),
        months_out=draw(st.sampled_from(((), (7, 8)))),
    )


@given(questions())
def test_a_printed_proof_leads_to_the_same_date_again(question: Question) -> None:
    answer = compute(question, BOOK)
    printed = json.loads(json.dumps(answer.as_dict()))
    assert replay(answer.steps, BOOK) == answer.on
    assert replay(printed["steps"], BOOK) == answer.on
    assert all(step.text and step.cite for step in answer.steps)


@given(st.lists(questions(), min_size=1, max_size=4), st.sampled_from(("latest", "earliest")))
def test_a_composites_proof_leads_to_the_same_date_again(parts: list[Question], op: str) -> None:
    answer = compute(Composite(op, tuple(parts)), BOOK)
    assert replay(answer.steps, BOOK) == answer.on


def test_the_proof_of_every_generated_case_leads_to_its_date() -> None:
    for case in cases(400, seed=3):
        answer = compute(read_case(case, BOOK), BOOK)
        assert replay(answer.steps, BOOK) == answer.on, case


@given(questions())
def test_each_step_starts_where_the_last_one_ended(question: Question) -> None:
    steps = compute(question, BOOK).steps
    for before, after in pairwise(steps):
        assert after.op == "start" or after.from_on == before.to_on


@given(questions(), DAYS)
def test_a_further_holiday_never_brings_a_forward_date_nearer(
    question: Question, holiday: date
) -> None:
    if question.period is None or question.period.direction == "before":
        return
    question = replace(question, terms=replace(question.terms, observed_friday="holiday"))
    more = (*question.terms.extra_holidays, holiday)
    later = replace(question, terms=replace(question.terms, extra_holidays=more))
    assert compute(later, BOOK).on >= compute(question, BOOK).on


@given(questions())
def test_a_backward_date_never_falls_after_its_count_unless_a_clerk_was_closed(
    question: Question,
) -> None:
    if question.period is None or question.period.direction == "after":
        return
    terms = replace(question.terms, clerk_inaccessible=(), earliest=False)
    answer = compute(replace(question, terms=terms), BOOK)
    assert answer.on <= answer.raw_on < question.on + timedelta(days=1)


@given(questions())
def test_a_date_that_rolls_is_never_a_closed_day(question: Question) -> None:
    answer = compute(question, BOOK)
    last = answer.steps[-1]
    if last.op in ("roll", "closure"):
        assert answer.on not in answer.shelf.days(str(last.params["out"]))


@given(questions())
def test_a_date_outside_the_published_calendar_is_provisional(question: Question) -> None:
    far = replace(question, on=date(2090, 3, 5), terms=replace(question.terms, rolls=True))
    assert compute(far, BOOK).status == "provisional" or far.terms.earliest


@given(questions(), st.sampled_from((2021, 2026, 2027)), st.integers(0, 20))
def test_the_other_reading_of_the_friday_is_shown_whenever_it_changes_the_date(
    question: Question, year: int, shift: int
) -> None:
    near = question.on.replace(year=year, month=7, day=shift + 1)
    question = replace(question, program="us.frcp.6", on=near)
    answer = compute(question, BOOK)
    for reading in ("holiday", "not_holiday"):
        terms = replace(question.terms, observed_friday=reading)
        other = compute(replace(question, terms=terms), BOOK).on
        assert other == answer.on or other in [on for on, _, _ in answer.alternatives]
