"""A proceeding's docket, from our own tables, in the shape that docket readers know."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from redwell.docketing.importing.facts import LEFT, of_entry, of_party, of_proceeding, whole
from redwell.docketing.importing.finding import proceeding_of
from redwell.docketing.models import Entry
from redwell.matters.models import Counsel, Party, Proceeding


def docket_json(actor: Any, proceeding: Proceeding) -> dict[str, Any]:
    """Court, number, judges, parties, counsel and every entry, as JSON-able values.

    Raises :class:`NotFound` where a wall stands between ``actor`` and the proceeding.
    """
    proceeding = proceeding_of(actor, pk=proceeding.pk)
    parties = [
        party
        for party in Party.objects.visible_to(actor)
        .filter(proceeding=proceeding)
        .order_by("position", "pk")
        if not party.facts.get(LEFT)
    ]
    counsel: dict[int, list[Counsel]] = {}
    for row in (
        Counsel.objects.visible_to(actor)
        .filter(Q(is_on_page=True) | Q(to_on=None), party__in=[p.pk for p in parties])
        .order_by("position", "pk")
    ):
        counsel.setdefault(row.party_id, []).append(row)
    entries = Entry.objects.visible_to(actor).filter(proceeding=proceeding)
    return {
        **whole(of_proceeding(proceeding), proceeding.facts),
        "parties": [_party(party, counsel.get(party.pk, [])) for party in parties],
        "docket_entries": [
            whole(of_entry(entry), entry.facts) for entry in entries.order_by("position", "pk")
        ],
    }


def _party(party: Party, counsel: list[Counsel]) -> dict[str, Any]:
    said = whole(of_party(party), party.facts)
    if said.pop("has_counsel_cell", True):
        said["attorneys"] = [
            {"name": c.name, "contact": c.details, "roles": c.roles} for c in counsel
        ]
    return said
