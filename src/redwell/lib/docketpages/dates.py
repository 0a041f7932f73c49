"""Dates in the words of a docket entry, with what the words before them say they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NUMERIC = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)"
WORDED = rf"(?:{'|'.join(m[:3] + '(?:' + m[3:] + ')?' for m in MONTHS)})\.?\s+\d{{1,2}},?\s+\d{{4}}"
DATE = rf"(?:{NUMERIC}|{WORDED})"

_FOUND = re.compile(rf"(?<!\d)(?P<numeric>{NUMERIC})|\b(?P<worded>{WORDED})", re.I)
# Read on the words before a date, nearest meaning first. "held" and "signed" are past facts.
_MEANINGS = tuple(
    (meaning, re.compile(words.replace(" ", r"\s+"), re.I))
    for meaning, words in (
        ("answer due", r"(?:answer|response)s? (?:is |are )?due:?\s*(?:by|on)?\s*$"),
        ("sent", r"\bsent\b[^.;]{0,40}$"),
        ("served", r"\bserved\b[^.;]{0,120}$|\bservice on\s*$"),
        ("entered", r"\bentered(?: on)?:?\s*$"),
        ("signed", r"\bsigned\b[^;]{0,80}$"),
        ("modified", r"\bmodified\b[^.;]{0,60}$"),
        ("held", r"\bheld on\s*$"),
        ("due", r"\b(?:due|deadline|no later than|on or before)\b[^.;]{0,40}$"),
        ("set", r"\b(?:re)?(?:set|scheduled|continued|noticed|begin)\b[^.;]{0,40}$"),
    )
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``text[start:end]``; ``meaning`` is "served", "sent", "answer due", "set", "due",
    "held", "signed", "entered", "modified" or "named" (nothing says what it is)."""

    on: date
    meaning: str
    start: int
    end: int


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every real calendar date in ``text``, in order. Two-digit years mean 1970 to 2069."""
    found = []
    previous = 0
    for match in _FOUND.finditer(text):
        on = _date(match[0])
        if on is None:
            continue
        before = text[max(previous, match.start() - 160) : match.start()]
        meaning = next((m for m, words in _MEANINGS if words.search(before)), "named")
        found.append(FoundDate(on, meaning, match.start(), match.end()))
        previous = match.end()
    return tuple(found)


def _date(words: str) -> date | None:
    if words[0].isdigit():
        month, day, year = (int(part) for part in words.split("/"))
        if year < 100:
            year += 1900 if year >= 70 else 2000
    else:
        name, day_words, year_words = words.replace(",", " ").replace(".", " ").split()
        month = next(n for n, m in enumerate(MONTHS, 1) if m.startswith(name.lower()[:3]))
        day, year = int(day_words), int(year_words)
    try:
        return date(year, month, day)
    except ValueError:
        return None
