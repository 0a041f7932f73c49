"""Lists of deadlines for other programs: CSV and ICS."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from redwell.docketing.queries import DeadlineRow
from redwell.lib import rulebook

# Where semicolons or tabs part the columns, a quotation mark inside of a field holds nothing
# together: what follows the sign begins a cell of its own.
_CELL_WITHIN = re.compile(r"([;\t\r\n][\s\"']*)(?=[=+\-@])")


def neutral(value: object) -> str:
    """A cell that a spreadsheet will not take for a formula (CSV injection)."""
    text = _CELL_WITHIN.sub(r"\1'", str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_csv(rows: Iterable[DeadlineRow]) -> str:
    """One line per deadline, with a header; dates as ISO 8601."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "due_on",
            "due_at",
            "zone",
            "deadline",
            "authority",
            "matter_number",
            "matter",
            "owner",
            "status",
            "critical",
            "verified",
        ]
    )
    for row in rows:
        writer.writerow(
            [
                neutral(value)
                for value in (
                    row.due_on.isoformat(),
                    row.due_at.strftime("%H:%M") if row.due_at else "",
                    row.zone,
                    row.title,
                    row.cite,
                    row.number,
                    row.matter,
                    row.owner or "",
                    row.status,
                    "yes" if row.is_critical else "no",
                    "yes" if row.is_verified else "no",
                )
            ]
        )
    return out.getvalue()


def as_ics(rows: Iterable[DeadlineRow], now: datetime) -> bytes:
    """The deadlines as a calendar file."""
    return whole_days(
        (
            (
                f"deadline-{row.id}@redwell",
                row.due_on,
                f"{row.title} ({row.matter})",
                f"{row.cite}{f' by {row.due_at:%H:%M} {row.zone}' if row.due_at else ''}. "
                "Computed by rule; not legal advice.",
            )
            for row in rows
        ),
        now,
    )


def whole_days(days: Iterable[tuple[str, date, str, str]], now: datetime) -> bytes:
    """A calendar (RFC 5545) of (uid, day, summary, description), as all-day events.

    A deadline is a day of the court: an event with a time would move with the reader's zone.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Redwell//Deadlines//EN")
    calendar.add("version", "2.0")
    for uid, on, summary, description in days:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", now)
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", summary)
        event.add("description", description)
        calendar.add_component(event)
    return calendar.to_ical()


def zone_of(court: str) -> str:
    """The zone of a court, or the firm's."""
    from redwell.core.actors import Firm

    known = rulebook.load().courts.get(court)
    if known is not None:
        return known.zone
    firm = Firm.current()
    return firm.zone if firm else "America/New_York"
