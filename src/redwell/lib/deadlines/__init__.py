"""Deadlines: one interpreter that runs every counting program and proves each date."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from .answer import Answer, Step, choose, rerun
from .engine import answer
from .ops import Shelf
from .question import Book, Composite, DeadlineError, Question
from .run import Line

__all__ = ["Answer", "Composite", "DeadlineError", "Question", "Step", "compute", "replay"]


class _Shelved:
    """A book with its opened calendars; two are the same when they hold the same book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.shelf = Shelf(book.calendars)

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shelved) and other.book is self.book


_shelves: dict[int, _Shelved] = {}


def _shelved(book: Book) -> _Shelved:
    found = _shelves.get(id(book))
    if found is None or found.book is not book:
        if len(_shelves) >= 8:
            _shelves.clear()
        found = _shelves[id(book)] = _Shelved(book)
    return found


def compute(question: Question | Composite, book: Book) -> Answer:
    """The date of a question or composite, with its proof.

    Equal questions over the same book are computed once. Raises DeadlineError, whose sentence says
    what to change, for an unknown program, calendar or method and for an impossible date.
    """
    return _compute(question, _shelved(book))


def replay(steps: Iterable[Step | Mapping[str, Any]], book: Book) -> date:
    """The date that printed steps lead to: `Answer.steps`, or the steps of `Answer.as_dict()`."""
    return rerun(steps, _shelved(book).shelf)


@lru_cache(maxsize=16_384)
def _compute(question: Question | Composite, shelved: _Shelved) -> Answer:
    if isinstance(question, Question):
        return answer(question, shelved.book, shelved.shelf)
    if not question.parts:
        raise DeadlineError("A composite needs at least one part.")
    parts = [_compute(part, shelved) for part in question.parts]
    on, at = choose(question.op, [(part.on, part.at) for part in parts])
    best = next(part for part in parts if (part.on, part.at) == (on, at))
    trail: list[Line] = []
    for number, part in enumerate(parts, 1):
        start = part.trail[0]
        trail.append(("part", {}, start[2], start[2], f"part {number}", start[5]))
        trail.extend(part.trail)
    cite = best.trail[-1][5]
    trail.append(("choose", {"op": question.op}, on, on, f"the {question.op} of the parts", cite))
    return Answer(
        on=on,
        at=at,
        zone=best.zone,
        raw_on=best.raw_on,
        kind=best.kind,
        status=_worst(part.status for part in parts),
        alternatives=_alternatives(question.op, parts, on),
        notices=tuple(dict.fromkeys(n for part in parts for n in part.notices)),
        not_applied=tuple(dict.fromkeys(n for part in parts for n in part.not_applied)),
        program=best.program,
        program_version=best.program_version,
        trail=tuple(trail),
        shelf=shelved.shelf,
    )


def _worst(states: Iterable[str]) -> str:
    order = ("firm", "disputed", "needs_review", "provisional")
    return max(states, key=order.index)


def _alternatives(op: str, parts: list[Answer], on: date) -> tuple[tuple[date, str, str], ...]:
    """A part's other date matters when, put in its place, it changes the choice."""
    found = []
    for part in parts:
        others = [other.on for other in parts if other is not part]
        for day, why, cite in part.alternatives:
            chosen = (max if op == "latest" else min)([day, *others])
            if chosen != on:
                found.append((chosen, why, cite))
    return tuple(dict.fromkeys(found))
