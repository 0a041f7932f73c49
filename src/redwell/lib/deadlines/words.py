"""Plain English for the steps of a proof."""

from collections.abc import Callable
from datetime import date
from typing import Any

from .days import ONE, Days

SHOWN = 8


def long_day(day: date) -> str:
    """`Fri 2 Oct 2026`: unmistakable on both sides of the Atlantic."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def say(
    op: str,
    params: dict[str, Any],
    start: date,
    end: date,
    why: str,
    days: Callable[[str], Days],
) -> str:
    """One sentence about a step, naming each closed day it passed over."""
    where = long_day(end)
    if op == "start":
        hour = f" at {params['at']}" if params.get("at") else ""
        return f"{_capital(why)}: {where}{hour}."
    if op in ("roll", "closure") and start == end:
        return f"{where} is an open day; nothing moves."
    if op == "choose":
        return f"The {params['op']} of the parts is {where}."
    if op == "part":
        return f"{_capital(why)}."
    passed = _passed(start, end, op, days(params["out"])) if params.get("out") else ""
    return f"{_capital(why)}: {where}.{passed}"


def _passed(start: date, end: date, op: str, out: Days) -> str:
    step = ONE if end >= start else -ONE
    day = start if op in ("roll", "closure") else start + step
    found = []
    while day != end:
        reason = out.why(day)
        if reason:
            found.append(f"{long_day(day)} ({reason})")
        day += step
    if not found:
        return ""
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f" Passed over: {', '.join(found[:SHOWN])}{more}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
