"""What screens and reports need to know of matters."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from redwell.matters.models import Counsel, Matter, Party


def matter_by_number(actor: Any, number: str) -> Matter | None:
    """The matter with this number, or None where it does not exist or may not be known of."""
    return Matter.objects.visible_to(actor).select_related("client").filter(number=number).first()


def parties_of_contacts(actor: Any) -> tuple[QuerySet, QuerySet]:
    return _links(Party, actor)


def counsel_of_contacts(actor: Any) -> tuple[QuerySet, QuerySet]:
    return _links(Counsel, actor)


def clients_of_matters(actor: Any) -> tuple[QuerySet, QuerySet]:
    every = Matter.plain.annotate(contact_id=F("client_id"))
    return every, Matter.objects.visible_to(actor).annotate(contact_id=F("client_id"))


def _links(table: Any, actor: Any) -> tuple[QuerySet, QuerySet]:
    """Every tie of a contact to a matter in this table, and those within the reader's wall."""
    return table.plain.all(), table.objects.visible_to(actor)
