"""Docketing an entry by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from redwell.core.actions import action
from redwell.core.refusals import Invalid
from redwell.docketing.models import Entry
from redwell.matters.models import Proceeding


@action("docketing.docket_entry", needs="docketing.enter", says="{actor} docketed {text}")
def docket_entry(
    actor: Any,
    proceeding: Proceeding,
    *,
    text: str,
    filed_on: date,
    number: str = "",
    is_ours: bool = False,
) -> Entry:
    """Docket something that was filed, served or received."""
    if not text.strip():
        raise Invalid("An entry needs its text.", {"text": "Say what was docketed."})
    last = (
        Entry.objects.for_system("the next position")
        .filter(proceeding=proceeding)
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    entry = Entry(
        matter_id=proceeding.matter_id,
        proceeding=proceeding,
        text=text.strip(),
        filed_on=filed_on,
        entered_on=filed_on,
        number=number,
        is_ours=is_ours,
        position=(last or 0) + 1,
    )
    entry.save()
    return entry
