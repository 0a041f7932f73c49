"""Docket entries, the triggers they set, and the deadlines that follow, each with its proof."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from redwell.calendaring.models import Commitment
from redwell.core.records import Record
from redwell.documents.models import Document
from redwell.matters.models import MatterRecord, Proceeding


class Entry(MatterRecord):
    """A docket entry, as the court's docket has it.

    ``court_key`` is the court's own id of the entry where the page gives one, else empty;
    ``position`` keeps the court's order; ``facts`` what the page says beyond the columns.
    """

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    entered_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    court_key = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_ours = models.BooleanField(default=False)
    facts = models.JSONField(default=dict, blank=True)

    class Meta(MatterRecord.Meta):
        verbose_name_plural = "entries"
        indexes = [
            models.Index(
                fields=["proceeding", "-filed_on", "-position"], name="docketing_entry_order"
            ),
            models.Index(fields=["matter", "-filed_on", "-id"], name="docketing_entry_matter"),
        ]

    def __str__(self) -> str:
        head = f"{self.number} " if self.number else ""
        return f"{head}{self.text[:80]}"


class EarlierText(MatterRecord):
    """What an entry said before the court changed it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    seen_on = models.DateField()

    def __str__(self) -> str:
        return f"earlier text of {self.entry}"


class EntryDocument(MatterRecord):
    """A document that belongs to a docket entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    attachment = models.PositiveIntegerField(default=0)

    class Meta(MatterRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["entry", "document"], name="docketing_entry_document")
        ]

    def __str__(self) -> str:
        return str(self.document)


class Trigger(MatterRecord):
    """Something that happened and that starts periods running.

    ``event`` is the rulebook's id; ``facts`` answers the questions its rules ask.
    """

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    service = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.title


class Order(MatterRecord):
    """A case order or stipulation: a layer that overrides a rule, or sets a date of its own.

    Either ``date_certain`` (never computed, never moved) or ``count``, ``unit`` and ``direction``.
    """

    LAYERS = [
        ("order", "Case order"),
        ("stipulation", "Stipulation"),
        ("standing", "Judge's standing order"),
        ("policy", "Firm policy"),
    ]

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    layer = models.CharField(max_length=12, choices=LAYERS, default="order")
    cite = models.CharField(max_length=200)
    rule = models.CharField(max_length=120)
    made_on = models.DateField()
    date_certain = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=16, blank=True)
    direction = models.CharField(max_length=8, blank=True)

    class Meta(MatterRecord.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(date_certain__isnull=False) ^ Q(count__isnull=False),
                name="docketing_order_says_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.cite


class RuleReview(Record):
    """Somebody compared a rule with its source. It lapses when the rule changes."""

    rule = models.CharField(max_length=120, db_index=True)
    fingerprint = models.CharField(max_length=24)
    compared = models.CharField(max_length=300)
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"review of {self.rule}"

    @classmethod
    def wall(cls, actor: Any) -> Q:
        return Q() if actor.holds("rulebook.read") else Q(pk__in=[])


class Closure(Record):
    """Days on which a court is closed beyond its calendar: its own holiday, an outage, a notice."""

    KINDS = [
        ("holiday", "Holiday of the court, county or circuit"),
        ("inaccessible", "Clerk's office could not be reached"),
        ("closed", "Office closed by notice"),
    ]

    court = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=14, choices=KINDS)
    first_on = models.DateField()
    last_on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="docketing_closure_days"
            ),
            models.UniqueConstraint(
                fields=["court", "kind", "first_on", "last_on"], name="docketing_closure_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().lower()} at {self.court}, {self.first_on}"

    @classmethod
    def wall(cls, actor: Any) -> Q:
        # A court's notice is no matter's: everybody who reads the rulebook may see it.
        return Q() if actor.holds("rulebook.read") else Q(pk__in=[])


class Deadline(MatterRecord):
    """A day by which, or from which, something must be done; with the proof of its date.

    ``due_on`` is the court's local date, ``due_at`` an optional wall time in ``zone``. ``proof``
    holds the engine's answer (steps, notices, alternatives, what was not applied). State beyond
    that is a row: :class:`Completion`, :class:`Verification`, :class:`Waiver`, :class:`Continuance`,
    :class:`Vacatur`. ``is_open`` repeats their sum for the index and is written with them.
    """

    ORIGINS = [
        ("rule", "Computed"),
        ("hand", "Entered by hand"),
        ("order", "Set by order"),
        ("stipulation", "Stipulated"),
    ]
    STATUSES = [
        ("firm", "Firm"),
        ("provisional", "Provisional"),
        ("needs_review", "Needs review"),
        ("disputed", "Disputed"),
    ]
    KINDS = [("last_day", "Last day"), ("first_day", "First day"), ("window", "Window")]

    proceeding = models.ForeignKey(
        Proceeding, null=True, on_delete=models.PROTECT, related_name="+"
    )
    trigger = models.ForeignKey(Trigger, null=True, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120, blank=True, db_index=True)
    title = models.CharField(max_length=300)
    cite = models.CharField(max_length=300, blank=True)
    act = models.CharField(max_length=16, default="file")
    kind = models.CharField(max_length=12, choices=KINDS, default="last_day")
    due_on = models.DateField()
    due_at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=64)
    origin = models.CharField(max_length=12, choices=ORIGINS, default="rule")
    layer = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=12, choices=STATUSES, default="firm")
    is_critical = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    proof = models.JSONField(default=dict)
    rulebook_version = models.CharField(max_length=80, blank=True)

    class Meta(MatterRecord.Meta):
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(is_open=True), name="docketing_open"),
            models.Index(
                fields=["due_on", "id"], condition=Q(is_open=False), name="docketing_closed"
            ),
            models.Index(fields=["matter", "due_on", "id"], name="docketing_deadline_matter"),
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=Q(is_open=True),
                name="docketing_open_owner",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(is_open=True, is_critical=True, is_verified=False),
                name="docketing_unverified",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Completion(MatterRecord):
    """How a deadline was satisfied: proof (an entry or a document), or a stated reason."""

    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    satisfied_on = models.DateField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta(MatterRecord.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(document__isnull=False) | ~Q(reason=""),
                name="docketing_completion_has_proof",
            )
        ]

    def __str__(self) -> str:
        return f"proof of {self.deadline}"


class Verification(MatterRecord):
    """The independent second entry of a critical date, by another person."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True)
    service = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()
    matches = models.BooleanField()

    def __str__(self) -> str:
        return f"second entry for {self.deadline}"


class Waiver(MatterRecord):
    """Why no second person verified this date (a one-person firm, or a stated reason)."""

    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    def __str__(self) -> str:
        return f"waiver for {self.deadline}"


class Continuance(MatterRecord):
    """A deadline continued to another day by order or stipulation."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    authority = models.CharField(
        max_length=12, choices=[("order", "Order"), ("stipulation", "Stipulation")]
    )
    cite = models.CharField(max_length=200)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"continuance of {self.deadline}"


class Vacatur(MatterRecord):
    """Why a deadline no longer stands."""

    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta(MatterRecord.Meta):
        verbose_name_plural = "vacaturs"

    def __str__(self) -> str:
        return f"{self.deadline} vacated"
