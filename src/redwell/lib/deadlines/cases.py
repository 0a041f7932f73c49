"""Runs worked cases in the two documented JSONL formats against the engine."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from . import Answer, compute
from .caseformat import read_case
from .casevalues import CaseError
from .question import Book, DeadlineError
from .text import as_text


@dataclass(frozen=True, slots=True)
class Report:
    """How many cases passed, how many failed, and the lines that explain each failure."""

    passed: int
    failed: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((*self.lines, f"{self.passed} passed, {self.failed} failed"))


def check_file(path: Path, book: Book) -> Report:
    """Runs every case of a file, one JSON object a line. A bad line is a failure, never a crash."""
    passed = failed = 0
    lines: list[str] = []
    text = path.read_bytes().decode("utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        wrong = list(_check_line(line, book))
        passed, failed = passed + (not wrong), failed + bool(wrong)
        lines.extend(f"{path.name}, line {number}: {part}" for part in wrong[:1])
        lines.extend(f"    {part}" for part in wrong[1:])
    return Report(passed, failed, tuple(lines))


def solve(case: dict[str, Any], book: Book) -> Answer:
    """The engine's answer to one case. Raises CaseError or DeadlineError with a plain sentence."""
    return compute(read_case(case, book), book)


def _check_line(line: str, book: Book) -> Iterator[str]:
    try:
        case = json.loads(line)
    except ValueError as error:
        yield f"this is not JSON ({error})"
        return
    if not isinstance(case, dict):
        yield "this is not a JSON object"
        return
    name = str(case.get("id", "a case without id"))
    try:
        wanted = date.fromisoformat(case["expected_date"])
    except KeyError:
        yield f"{name}: expected_date is missing"
        return
    except (TypeError, ValueError):
        yield f"{name}: expected_date {case['expected_date']!r} is not a date"
        return
    try:
        answer = solve(case, book)
    except (CaseError, DeadlineError) as error:
        yield f"{name}: {error}"
        return
    yield from _compare(case, name, wanted, answer)


def _compare(case: dict[str, Any], name: str, wanted: date, answer: Answer) -> Iterator[str]:
    dates = [answer.on]
    if case.get("confidence") == "medium":  # the law is open: either stated date will do
        dates.extend(on for on, _, _ in answer.alternatives)
    hour = case.get("expected_time")
    if wanted in dates and (not hour or hour == answer.at):
        return
    yield f"{name}: expected {wanted} {hour or ''}, computed {answer.on} {answer.at or ''}"
    yield from as_text(answer).splitlines()
