"""Undo: take one whole action back, or refuse and name what came after it."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from redwell.core import audit, needs
from redwell.core.actions import REGISTRY, action, current_change, last_entry, note
from redwell.core.refusals import Later, NotAllowed, Refusal


def last_undoable(actor: Any, session: str) -> audit.AuditEntry | None:
    """The actor's newest entry of this session that can still be taken back."""
    entries = audit.AuditEntry.objects.filter(
        actor=actor, session=session, undone__isnull=True
    ).order_by("-sequence")
    for entry in entries[:20]:
        verb = REGISTRY.get(entry.action)
        if verb is not None and verb.undoable:
            return entry
    return None


@action("core.undo", needs="core.undo", says="{actor} took back: {what}", undo=False)
def undo(actor: Any, *, entry: int) -> None:
    """Take back the entry with this sequence: rows inserted go, fields changed return.

    Raises :class:`Later` when a later entry touched one of its rows, :class:`Refusal` when the
    entry is of a kind that cannot be taken back, is somebody else's, was taken back already, or
    is about something that the actor may not see or change any more.
    """
    # Two at once: the second waits here, and then finds the entry undone.
    locked = audit.AuditEntry.objects.select_for_update(of=("self",), no_key=True)
    original = locked.select_related("auditpayload").filter(sequence=entry).first()
    if original is None or original.actor_id != actor.pk:
        raise Refusal("Only your own actions can be undone.")
    verb = REGISTRY.get(original.action)
    if verb is None or not verb.undoable:
        raise Refusal("This cannot be undone; record what should hold instead.")
    if audit.Undone.objects.filter(entry=original).exists():
        raise Refusal("This was already undone.")
    body = json.loads(original.auditpayload.body or "{}")
    _refuse_beyond_reach(actor, original, body["rows"])
    _refuse_if_later(original, body["rows"])
    change = current_change()
    change.matter_id = original.matter_id
    note(what=original.auditpayload.sentence, undone=original.sequence)
    try:
        for row in reversed(body["rows"]):
            _reverse(row)
    except ProtectedError:
        # What stands on it may lie behind a wall: it is not named.
        raise Later(
            "This cannot be undone any more, because something entered later rests on it."
        ) from None


def take_back(actor: Any, *, entry: int) -> None:
    """Undo ``entry`` and remember which entry did it, both in one transaction."""
    with transaction.atomic():
        undo(actor, entry=entry)
        audit.Undone.objects.create(entry_id=entry, by=last_entry())


def _refuse_beyond_reach(
    actor: Any, original: audit.AuditEntry, rows: list[dict[str, Any]]
) -> None:
    """Refuse where a role, an access or a wall has changed since the entry was made."""
    need = needs.NEEDS[original.need]
    if not needs.holds(actor, need.name):
        raise NotAllowed("Your role does not allow this any more.")
    touched = audit.AuditTouch.objects.filter(entry=original).values_list("matter_id", flat=True)
    matters = {original.matter_id, *touched} - {None}
    seen = apps.get_model("matters.Matter").objects.visible_to(actor).filter(pk__in=matters)
    standing: dict[Any, set[int]] = {}
    for row in rows:
        model = apps.get_model(row["row"])
        if row["what"] != "deleted" and not hasattr(model, "matter_id"):
            standing.setdefault(model, set()).add(row["id"])
    reached = len(found := list(seen)) == len(matters) and all(
        model.objects.visible_to(actor).filter(pk__in=keys).count() == len(keys)
        for model, keys in standing.items()
    )
    if not reached:
        raise Refusal("Your last action cannot be undone by you any more.")
    if not all(matter.allows(actor, need) for matter in found):
        raise NotAllowed("You may read this matter but not change it.")


def _refuse_if_later(original: audit.AuditEntry, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        later = (
            audit.AuditTouch.objects.filter(
                label=row["row"],
                row=row["id"],
                entry_id__gt=original.sequence,
                entry__undone__isnull=True,
            )
            .exclude(entry__action="core.undo")
            .order_by("entry_id")
            .select_related("entry__auditpayload")
            .first()
        )
        if later is not None:
            said = later.entry.auditpayload.sentence or later.entry.action
            raise Later(f"This cannot be undone any more, because later: {said}. Undo that first.")


def _reverse(row: dict[str, Any]) -> None:
    model = apps.get_model(row["row"])
    if row["what"] == "deleted":
        restored = model(**_typed(model, row["before"]))
        restored.save()
        return
    held = model.plain.get(pk=row["id"])
    if row["what"] == "inserted":
        stone = held.tombstone()
        held.delete()
        if stone is not None:
            stone.save()
        return
    for name, value in _typed(model, row["before"]).items():
        setattr(held, name, value)
    held.save()


def _typed(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: fields[name].to_python(value) if not fields[name].is_relation else value
        for name, value in values.items()
        if name in fields
    }
