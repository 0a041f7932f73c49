"""How news travels sideways and up: reactions read the audit entries after commit.

Each reaction has a cursor; its work and the step of its cursor commit together, so that a repeat
after a crash is harmless. Nothing here is a Django signal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from redwell.core.audit import AuditEntry

REACTIONS: dict[str, tuple[frozenset[str], Callable[[AuditEntry], None]]] = {}


class ReactionCursor(models.Model):
    """How far a reaction has read."""

    name = models.CharField(max_length=120, primary_key=True)
    sequence = models.BigIntegerField(default=0)


def reacts_to(*actions: str) -> Callable[..., Any]:
    """Call a function with each committed entry of these actions (``"*"`` for all)."""

    def register(function: Callable[[AuditEntry], None]) -> Callable[[AuditEntry], None]:
        REACTIONS[f"{function.__module__}.{function.__name__}"] = (frozenset(actions), function)
        return function

    return register


def deliver(limit: int = 500) -> int:
    """Let every reaction read up to ``limit`` new entries; returns how many were handled."""
    handled = 0
    for name, (wanted, function) in REACTIONS.items():
        with transaction.atomic():
            ReactionCursor.objects.get_or_create(name=name)
            cursor = ReactionCursor.objects.select_for_update().get(name=name)
            entries = AuditEntry.objects.filter(sequence__gt=cursor.sequence)
            for entry in entries.order_by("sequence")[:limit]:
                if "*" in wanted or entry.action in wanted:
                    function(entry)
                cursor.sequence = entry.sequence
                handled += 1
            cursor.save()
    return handled
