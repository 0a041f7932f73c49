"""The proof of a date as it is stored with a deadline and shown under "Why this date?"."""

from __future__ import annotations

from datetime import date
from typing import Any

from redwell.ui.templatetags.ui import clock, day


def stored(answer: Any) -> dict[str, Any]:
    """The engine's answer as JSON: steps, notices, alternatives, what was not applied, versions."""
    return answer.as_dict()


def by_hand(source: str, on: date) -> dict[str, Any]:
    """The proof of a date that a person set: its source is all there is."""
    return {
        "steps": [{"number": 1, "op": "fixed", "to": on.isoformat(), "text": source, "cite": ""}],
        "notices": [],
        "alternatives": [],
        "not_applied": [],
    }


def shown(proof: dict[str, Any]) -> dict[str, Any]:
    """The stored proof with its dates as people read them."""
    steps = [
        {**step, "on_text": _read(step.get("to"), step.get("at"))}
        for step in proof.get("steps", [])
    ]
    others = [
        {**other, "on_text": _read(other.get("on"))} for other in proof.get("alternatives", [])
    ]
    return {**proof, "steps": steps, "alternatives": others}


def _read(value: Any, at: Any = None) -> str:
    if not value:
        return ""
    text = day(date.fromisoformat(str(value)[:10]), "year")
    return f"{text}, {clock(at)}" if at else text
