"""People and organizations: everyone a matter touches, with aliases and relations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from redwell.core.records import Record

# Apps above register how they link a contact to matters: a function of (actor) that returns
# (every link, the links the actor may see), both querysets with a ``contact_id`` column.
LINKS: list[Callable[[Any], tuple[models.QuerySet, models.QuerySet]]] = []


class Contact(Record):
    """A person or an organization. Somebody linked only to matters one may not see is not seen."""

    KINDS = [("person", "Person"), ("organization", "Organization")]

    kind = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=250)
    sort_name = models.CharField(max_length=250, db_index=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "organization"]), name="people_contact_kind"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="people_contact_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def wall(cls, actor: Any) -> Q:
        if not actor.holds("people.read"):
            return Q(pk__in=[])
        linked, seen = Q(pk__in=[]), Q(pk__in=[])
        for links in LINKS:
            every, visible = links(actor)
            linked |= Q(Exists(every.filter(contact_id=OuterRef("pk"))))
            seen |= Q(Exists(visible.filter(contact_id=OuterRef("pk"))))
        return seen | ~linked


class Alias(Record):
    """Another name of a contact: maiden name, trade name, former name, misspelling seen in a filing."""

    KINDS = [
        ("aka", "Also known as"),
        ("dba", "Doing business as"),
        ("fka", "Formerly known as"),
        ("misspelling", "Misspelling seen"),
    ]

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250, db_index=True)
    kind = models.CharField(max_length=12, choices=KINDS, default="aka")

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["contact", "name"], name="people_alias_once")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def wall(cls, actor: Any) -> Q:
        return Q(contact__in=Contact.objects.visible_to(actor))


class Relation(Record):
    """How two contacts belong together, with from and to dates (parent company, employer, spouse)."""

    KINDS = [
        ("subsidiary", "is a subsidiary of"),
        ("employee", "works for"),
        ("officer", "is an officer of"),
        ("insurer", "is insured by"),
        ("relative", "is related to"),
        ("predecessor", "succeeds"),
    ]

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "other", "kind"], name="people_relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(contact=models.F("other")), name="people_relation_two_sides"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="people_relation_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} {self.get_kind_display()} {self.other}"

    @classmethod
    def wall(cls, actor: Any) -> Q:
        seen = Contact.objects.visible_to(actor)
        return Q(contact__in=seen) & Q(other__in=seen)
