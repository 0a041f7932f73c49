"""What the entries of a docket propose to record, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from redwell.docketing.models import Entry, Trigger
from redwell.lib import rulebook
from redwell.lib.docketpages import triggers
from redwell.matters.models import Proceeding

NEWEST = 200


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal, for a person to confirm.

    ``words`` are the entry's own and stand at ``span`` (start, end) of its text; ``dates`` are
    every date of the entry with what it means (``served``, ``sent``, …).
    """

    entry: int
    proceeding: int
    event: str
    title: str
    words: str
    happened_on: date | None
    span: tuple[int, int]
    dates: tuple[tuple[str, date], ...]


def proposals(actor: Any, proceeding: Proceeding) -> tuple[Proposed, ...]:
    """Proposals of the newest entries from which nothing was recorded yet."""
    book = rulebook.load()
    entries = (
        Entry.objects.visible_to(actor)
        .filter(proceeding=proceeding)
        .exclude(Exists(Trigger.objects.visible_to(actor).filter(entry_id=OuterRef("pk"))))
        .order_by("-filed_on", "-position")[:NEWEST]
    )
    found = []
    for entry in entries:
        for proposal in triggers.propose(entry.text, filed_on=entry.filed_on):
            event = book.events.get(proposal.trigger)
            if event is not None and book.for_event(proceeding.court, event.id, None):
                found.append(
                    Proposed(
                        entry.pk,
                        proceeding.pk,
                        event.id,
                        event.title,
                        proposal.words,
                        proposal.happened_on,
                        (proposal.start, proposal.end),
                        tuple((str(d.meaning), d.on) for d in proposal.dates),
                    )
                )
    return tuple(found)
