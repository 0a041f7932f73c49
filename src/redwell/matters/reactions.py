"""What matters learns from other apps' entries."""

from __future__ import annotations

from redwell.core.audit import AuditEntry
from redwell.core.outbox import reacts_to
from redwell.matters.models import Activity, Matter


@reacts_to("*")
def note_activity(entry: AuditEntry) -> None:
    """Keep the time a matter was last worked on (the newest entry wins, in any order)."""
    if entry.matter_id is None or not Matter.plain.filter(pk=entry.matter_id).exists():
        return
    activity, _ = Activity.objects.get_or_create(
        matter_id=entry.matter_id, defaults={"last_at": entry.recorded_at}
    )
    if activity.last_at < entry.recorded_at:
        activity.last_at = entry.recorded_at
        activity.save(update_fields=["last_at"])
