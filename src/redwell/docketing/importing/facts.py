"""Which words of a docket page are columns, and how the rest is kept beside them.

Columns hold what screens and lists ask for. ``facts`` holds what a page says beyond them, under
the page's own names, so that an export gives back every word, and ``""`` stays apart from null.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from redwell.docketing.models import Entry
from redwell.matters.models import Party, Proceeding

_TERMINATED = re.compile(r"TERMINATED: (0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/(\d{4})")
_ABSENT = "not_on_the_page"
LEFT = "left_the_page"


def day(text: str | None) -> date | None:
    """The day of an ISO date or local time, or None."""
    return date.fromisoformat(text[:10]) if text else None


def terminated_on(roles: list[Any]) -> date | None:
    """The day on which counsel ceased to appear, from a role such as `TERMINATED: 06/27/2008`."""
    for role in roles:
        if found := _TERMINATED.search(str(role)):
            month, day_of_month, year = (int(part) for part in found.groups())
            try:
                return date(year, month, day_of_month)
            except ValueError:
                # A clerk's slip such as 02/31 says no day; the role keeps its words.
                continue
    return None


def entry_key(entry: dict[str, Any]) -> str:
    """The court's own id of an entry: its sequence number, else its document id, else nothing."""
    return str(entry.get("pacer_seq_no") or entry.get("pacer_doc_id") or "")[:40]


def entry_number(entry: dict[str, Any]) -> str:
    """The number of an entry as its column holds it; an entry without one gives nothing."""
    number = entry.get("document_number")
    return "" if number is None else str(number)[:20]


def entry_values(entry: dict[str, Any]) -> dict[str, Any]:
    """What the columns of an entry's row say, but for its place."""
    return {
        "number": entry_number(entry),
        "filed_on": day(entry.get("date_filed")),
        "entered_on": day(entry.get("date_entered")),
        "text": entry["description"],
        "court_key": entry_key(entry),
    }


def beyond(columns: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What ``said`` holds that ``columns`` do not say exactly, and which of them it lacks."""
    facts = {k: v for k, v in said.items() if k not in columns or columns[k] != v}
    absent = sorted(k for k in columns if k not in said)
    return {**facts, _ABSENT: absent} if absent else facts


def whole(columns: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """The page's own words again: the inverse of :func:`beyond`."""
    absent = set(facts.get(_ABSENT, ()))
    kept = {k: v for k, v in columns.items() if k not in absent}
    return {**kept, **{k: v for k, v in facts.items() if k != _ABSENT}}


def of_proceeding(row: Proceeding) -> dict[str, Any]:
    return {
        "court_id": row.court.removeprefix("us-"),
        "docket_number": row.number,
        "case_name": row.title,
        "date_filed": _iso(row.filed_on),
        "date_terminated": _iso(row.terminated_on),
        "assigned_to_str": row.judge,
        "referred_to_str": row.referred_judge,
    }


def of_party(row: Party) -> dict[str, Any]:
    return {"name": row.name, "type": row.role}


def of_entry(row: Entry) -> dict[str, Any]:
    return {
        "document_number": row.number or None,
        "date_filed": _iso(row.filed_on),
        "date_entered": _iso(row.entered_on),
        "description": row.text,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
