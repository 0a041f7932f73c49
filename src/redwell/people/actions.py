"""Entering and correcting people and organizations."""

from __future__ import annotations

from datetime import date
from typing import Any

from redwell.core.actions import action
from redwell.core.refusals import Invalid
from redwell.core.spans import check_span
from redwell.people.models import Alias, Contact, Relation


def sort_name(kind: str, name: str) -> str:
    """How a name sorts: ``Ruiz, Maria`` for a person, the name itself for an organization."""
    words = name.split()
    if kind != "person" or len(words) < 2:
        return name
    return f"{words[-1]}, {' '.join(words[:-1])}"


@action("people.enter", needs="people.edit", says="{actor} entered {name}")
def enter(
    actor: Any,
    *,
    kind: str,
    name: str,
    email: str = "",
    phone: str = "",
    address: str = "",
    note: str = "",
) -> Contact:
    """Enter a person or an organization."""
    if not name.strip():
        raise Invalid("A name is needed.", {"name": "Enter the name."})
    contact = Contact(
        kind=kind,
        name=name.strip(),
        sort_name=sort_name(kind, name.strip()),
        email=email,
        phone=phone,
        address=address,
        note=note,
    )
    contact.save()
    return contact


@action("people.correct", needs="people.edit", says="{actor} corrected {object}")
def correct(actor: Any, contact: Contact, *, seen: int | None, **fields: str) -> Contact:
    """Change what is known of a contact; ``seen`` is the version the form was made from."""
    contact.check_seen(seen, **fields)
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.sort_name = sort_name(contact.kind, contact.name)
    contact.save()
    return contact


@action("people.add_alias", needs="people.edit", says="{actor} added the name {name} to {object}")
def add_alias(actor: Any, contact: Contact, *, name: str, kind: str = "aka") -> Alias:
    """Add another name by which the contact is or was known."""
    if not name.strip():
        raise Invalid("A name is needed.", {"name": "Enter the other name."})
    same = Alias.objects.for_system("one name once").filter(contact=contact, name=name.strip())
    if same.exists():
        raise Invalid(f"{contact} has that name already.", {"name": "It is there already."})
    alias = Alias(contact=contact, name=name.strip(), kind=kind)
    alias.save()
    return alias


@action("people.relate", needs="people.edit", says="{actor} related {object} to {other}")
def relate(
    actor: Any,
    contact: Contact,
    *,
    other: Contact,
    kind: str,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Relation:
    """Say how two contacts belong together."""
    if other.pk == contact.pk:
        raise Invalid("A relation has two sides.", {"other": "Choose somebody else."})
    check_span(from_on, to_on)
    if Relation.objects.for_system("one relation once").filter(
        contact=contact, other=other, kind=kind
    ):
        raise Invalid("They are related so already.", {"kind": "It is entered already."})
    relation = Relation(contact=contact, other=other, kind=kind, from_on=from_on, to_on=to_on)
    relation.save()
    return relation
