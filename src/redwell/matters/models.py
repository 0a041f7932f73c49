"""Matters, their teams and walls, and the proceedings with parties and counsel."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from redwell.core.needs import Need
from redwell.core.records import Record
from redwell.matters import walls
from redwell.people.models import Contact

STAGES = [
    ("opening", "Opening"),
    ("pleadings", "Pleadings"),
    ("discovery", "Discovery"),
    ("motions", "Motions"),
    ("trial", "Trial"),
    ("judgment", "Judgment"),
    ("appeal", "Appeal"),
    ("advice", "Advice"),
    ("closed", "Closed"),
]
KINDS = [
    ("litigation", "Litigation"),
    ("appeal", "Appeal"),
    ("bankruptcy", "Bankruptcy"),
    ("arbitration", "Arbitration"),
    ("employment", "Employment"),
    ("probate", "Probate"),
    ("regulatory", "Regulatory"),
    ("family", "Family"),
    ("transaction", "Transaction"),
    ("advice", "Advice"),
]
DUTIES = [
    ("responsible", "Responsible attorney"),
    ("originating", "Originating attorney"),
    ("billing", "Billing attorney"),
    ("attorney", "Attorney"),
    ("coordinator", "Coordinator"),
    ("backup", "Backup coordinator"),
    ("supervisor", "Supervisor"),
    ("biller", "Biller"),
]
ACCESS = [("work", "May work on it"), ("read", "May read only")]


class MatterRecord(Record):
    """A row that belongs to one matter and obeys its wall."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        abstract = True

    @classmethod
    def wall(cls, actor: Any) -> Q:
        return walls.wall(actor, "matter_id")

    def allows(self, actor: Any, need: Need) -> bool:
        return walls.allows(actor, self.matter_id, need)


class NumberSeries(models.Model):
    """The last matter number issued in a year. Numbers are issued, never typed: a clash would leak."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Matter(Record):
    """The unit of work."""

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=16, choices=KINDS, default="litigation")
    stage = models.CharField(max_length=12, choices=STAGES, default="opening")
    client = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    opened_on = models.DateField()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["stage", "number"], name="matters_stage_number")]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="matters_matter_titled")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def wall(cls, actor: Any) -> Q:
        return walls.wall(actor, "pk")

    def allows(self, actor: Any, need: Need) -> bool:
        return walls.allows(actor, self.pk, need)


class TeamMember(MatterRecord):
    """A colleague on a matter, with a duty and the access that goes with it."""

    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=12, choices=DUTIES)
    access = models.CharField(max_length=4, choices=ACCESS, default="work")

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["matter", "user", "duty"], name="matters_team_once")
        ]
        indexes = [models.Index(fields=["user", "matter"], name="matters_team_user")]

    def __str__(self) -> str:
        return f"{self.user} as {self.get_duty_display().lower()}"


class Exclusion(MatterRecord):
    """An ethical wall: this person may not know that the matter exists."""

    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["user", "matter"], name="matters_exclusion_once")
        ]

    def __str__(self) -> str:
        return f"wall against {self.user}"


class Restriction(Record):
    """A restricted matter: only its team may know of it."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    @classmethod
    def wall(cls, actor: Any) -> Q:
        return walls.wall(actor, "matter_id")

    def allows(self, actor: Any, need: Need) -> bool:
        return walls.allows(actor, self.matter_id, need)

    def __str__(self) -> str:
        return "restriction to the team"


class Grant(MatterRecord):
    """What outside counsel or a client may see: this matter, until this day."""

    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    access = models.CharField(max_length=4, choices=ACCESS, default="read")
    until_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["user", "matter"], name="matters_grant_once")
        ]

    def __str__(self) -> str:
        return f"access for {self.user}"


class Activity(models.Model):
    """When a matter was last worked on; kept by a reaction, read by the list of forgotten matters."""

    matter = models.OneToOneField(
        Matter, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    last_at = models.DateTimeField(db_index=True)


class Proceeding(MatterRecord):
    """One action before one court.

    ``facts`` keeps what the court's docket page says of the case beyond the columns, under the
    page's own names, so that an import loses nothing.
    """

    court = models.CharField(max_length=40, db_index=True)
    court_name = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True, db_index=True)
    title = models.TextField(blank=True)
    judge = models.CharField(max_length=200, blank=True)
    referred_judge = models.CharField(max_length=200, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    terminated_on = models.DateField(null=True, blank=True)
    court_case_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "court", "number"],
                condition=~Q(number=""),
                name="matters_proceeding_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number or 'no number yet'} ({self.court_name})"


class Party(MatterRecord):
    """A role in a proceeding, from and to."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    role = models.CharField(max_length=120)
    is_ours = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta(Record.Meta):
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="matters_party_dates",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


class Counsel(MatterRecord):
    """Counsel of record for a party, from and to."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    details = models.TextField(blank=True)
    roles = models.JSONField(default=list, blank=True)
    # Whether the court's last page named them: a page may end those it named, never the others.
    is_on_page = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name_plural = "counsel"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="matters_counsel_dates",
            )
        ]

    def __str__(self) -> str:
        return self.name
