"""Taking a list of deadlines away: on record, and not without end (ASVS 2.4.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from redwell.core.actions import action, note
from redwell.core.actors import User
from redwell.core.audit import AuditEntry
from redwell.core.refusals import TooOften
from redwell.docketing.queries import DeadlineRow, open_deadlines

EXPORT = "docketing.export"
AN_HOUR = 30
# A list longer than this is a copy of the docket: that is `redwell backup`.
LONGEST = 5000


@action(
    EXPORT,
    needs="docketing.read",
    says="{actor} exported the list of {what} as {form}",
    undo=False,
)
def export_deadlines(actor: Any, *, form: str, view: str, text: str) -> tuple[DeadlineRow, ...]:
    """The rows of one list within the actor's walls, at most 5,000; raises :class:`TooOften`.

    ``view`` and ``text`` are those of :func:`redwell.docketing.queries.open_deadlines`.
    """
    # Two at once wait for each other, so that neither is counted without the other.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if _taken_lately(actor) >= AN_HOUR:
        raise TooOften(
            f"You have exported {AN_HOUR} lists within an hour. Wait a while, then export again; "
            "for regular copies ask whoever runs Redwell."
        )
    rows = open_deadlines(actor, view=view, text=text, size=LONGEST).rows
    plural = "" if len(rows) == 1 else "s"
    note(what=f"{len(rows)} deadline{plural} ({view})", rows=len(rows))
    return rows


def _taken_lately(actor: Any) -> int:
    since, taken = timezone.now() - timedelta(hours=1), 0
    entries = AuditEntry.objects.filter(actor=actor).order_by("-sequence")
    for name, at in entries.values_list("action", "recorded_at").iterator(chunk_size=200):
        if at < since:
            break
        taken += name == EXPORT
    return taken
