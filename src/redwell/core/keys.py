"""Page keys and row numbers out of an address, where anybody may have typed anything."""

from __future__ import annotations

from datetime import date


def number_in(text: str) -> int | None:
    """The row number, or None. ``isdigit`` would let "²" through, and no number has 19 digits."""
    return int(text) if text.isdecimal() and len(text) <= 18 else None


def dated_key(text: str) -> tuple[date, int] | None:
    """The day and row of a page key ("2026-12-01.17"), or None where it is none."""
    on, _, row = text.partition(".")
    number = number_in(row)
    if number is None:
        return None
    try:
        return date.fromisoformat(on), number
    except ValueError:
        return None
