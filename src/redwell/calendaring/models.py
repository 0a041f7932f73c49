"""Commitments: what stands on a calendar. A deadline's commitment is written by docketing only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from redwell.matters.models import MatterRecord

KINDS = [
    ("deadline", "Deadline"),
    ("hearing", "Hearing"),
    ("conference", "Conference"),
    ("deposition", "Deposition"),
    ("mediation", "Mediation"),
    ("trial", "Trial"),
    ("meeting", "Meeting"),
    ("call", "Call"),
]


class Commitment(MatterRecord):
    """A date, as the court or the people concerned read it on their wall.

    ``on`` is the local date and ``starts_at`` an optional wall time in ``zone``: never UTC, so
    that a change of clocks or of zone tables cannot move it.
    """

    kind = models.CharField(max_length=12, choices=KINDS)
    title = models.CharField(max_length=300)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=64)
    place = models.CharField(max_length=200, blank=True)
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta(MatterRecord.Meta):
        indexes = [models.Index(fields=["on", "id"], name="calendaring_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="calendaring_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def tombstone(self) -> Tombstone:
        return Tombstone(matter_id=self.matter_id, uid=self.uid, sequence=self.sequence + 1)


class Attendance(MatterRecord):
    """A colleague who has to be there."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta(MatterRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "user"], name="calendaring_attendance_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.commitment}"


class Tombstone(MatterRecord):
    """A commitment that was taken back: subscribed calendars learn of it by its UID."""

    uid = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"cancelled {self.uid}"
