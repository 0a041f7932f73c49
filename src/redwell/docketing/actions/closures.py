"""Closures of courts, with their source; and the dates that follow, accepted by a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from redwell.core.actions import action, note
from redwell.core.refusals import Invalid, Refusal
from redwell.docketing.models import Closure
from redwell.lib import rulebook


@action(
    "docketing.close_court",
    needs="rulebook.edit",
    says="{actor} entered that {court} is closed from {first_on} to {last_on}: {source}",
)
def close_court(
    actor: Any, *, court: str, kind: str, first_on: date, last_on: date, source: str
) -> Closure:
    """Enter days on which a court is closed beyond its calendar. No date moves by itself."""
    if court not in rulebook.load().courts:
        raise Invalid(f"The rulebook knows no court {court}.", {"court": "Choose a court."})
    if last_on < first_on:
        raise Invalid("It cannot end before it begins.", {"last_on": "Choose a later day."})
    if (last_on - first_on).days > 366:
        raise Invalid("A closure lasts a year at most.", {"last_on": "Choose an earlier day."})
    if not source.strip():
        raise Invalid(
            "A closure needs its source.", {"source": "Name the notice or order, with its date."}
        )
    same = Closure.objects.for_system("one closure once").filter(
        court=court, kind=kind, first_on=first_on, last_on=last_on
    )
    if same.exists():
        raise Refusal("This closure is entered already.")
    closure = Closure(
        court=court, kind=kind, first_on=first_on, last_on=last_on, source=source.strip()
    )
    closure.save()
    return closure


@action(
    "docketing.open_court",
    needs="rulebook.edit",
    says="{actor} took back: {object} ({reason})",
)
def open_court(actor: Any, closure: Closure, *, reason: str) -> None:
    """Take a closure back, saying why. No date moves by itself."""
    if not reason.strip():
        raise Invalid("Say why the closure is taken back.", {"reason": "Enter the reason."})
    note(reason=reason.strip())
    closure.delete()
