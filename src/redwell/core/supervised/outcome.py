"""What became of one file: a value, or a refusal with a code and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Why a file could not be read."""

    CORRUPT = "CORRUPT"
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    CRASH = "CRASH"
    UNSUPPORTED = "UNSUPPORTED"
    EMPTY = "EMPTY"
    TRUNCATED = "TRUNCATED"
    TOO_LARGE = "TOO_LARGE"
    BOMB = "BOMB"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file that was not read.

    ``sentence`` is for the person: what is wrong and what to do. ``kept`` says what could be
    saved of it (empty when nothing). ``detail`` is for the engineer and is never shown alone.
    """

    code: Code
    sentence: str
    kept: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one file: exactly one of ``value`` and ``refusal`` speaks.

    ``value`` is plain JSON data and still the work of a process that a stranger's file may have
    taken over: validate its shape before use. ``attempts`` counts the children that tried.
    """

    value: Any = None
    refusal: Refusal | None = None
    attempts: int = 1
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return self.refusal is None


SENTENCES = {
    Code.TIMEOUT: (
        "Reading this file took longer than {seconds:.0f} seconds and was stopped. "
        "Save it again in smaller parts, or ask the administrator to raise the limit."
    ),
    Code.MEMORY: (
        "Reading this file needed more memory than one file may have and was stopped. "
        "Save it again in smaller parts, or ask the administrator to raise the limit."
    ),
    Code.CRASH: (
        "This file breaks the program that reads it; it was tried twice. "
        "Save it again from its source; if that does not help, enter its contents by hand."
    ),
    Code.TOO_LARGE: (
        "This file has {size} bytes and at most {limit} can be read. "
        "Save it again in smaller parts."
    ),
    Code.EMPTY: "This file is empty. Save it again from its source.",
    Code.BOMB: (
        "This file unpacks to far more than its size explains and was stopped. "
        "If you trust its source, unpack it yourself and add its parts; else do not open it."
    ),
}


def refuse(code: Code, *, detail: str = "", **facts: object) -> Refusal:
    """The house's own refusal for ``code``, its sentence filled with ``facts``."""
    return Refusal(code, SENTENCES[code].format(**facts), detail=detail)


TOO_MUCH_FOUND = Refusal(
    Code.TOO_LARGE,
    "What was found in this file is larger than one answer may be. Save it again in smaller parts.",
)
NESTED_TOO_DEEP = Refusal(
    Code.BOMB,
    "This file is nested more deeply than any real document. Save it again from its source.",
)
