"""How news travels sideways and up: reactions read the audit entries after commit.

Each reaction has a cursor; its work and the step of its cursor commit together, so that a repeat
after a crash is harmless. A reaction that fails on an entry keeps its place and is asked again;
after three tries it is parked, until the worker starts anew, and the others go on. Nothing here
is a Django signal.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from redwell.core.audit import AuditEntry

log = logging.getLogger("redwell.outbox")

REACTIONS: dict[str, tuple[frozenset[str], Callable[[AuditEntry], None]]] = {}
TRIES = 3


class ReactionCursor(models.Model):
    """How far a reaction has read, and how often it failed on the entry that comes next."""

    name = models.CharField(max_length=120, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)

    @property
    def is_parked(self) -> bool:
        return self.tries >= TRIES


def reacts_to(*actions: str) -> Callable[..., Any]:
    """Call a function with each committed entry of these actions (``"*"`` for all)."""

    def register(function: Callable[[AuditEntry], None]) -> Callable[[AuditEntry], None]:
        REACTIONS[f"{function.__module__}.{function.__name__}"] = (frozenset(actions), function)
        return function

    return register


def deliver(limit: int = 500) -> int:
    """Let every reaction read up to ``limit`` new entries; returns how many were handled.

    Raises the database's own error where the database is gone; a fault of a reaction is kept at
    its cursor, with what it had written for that entry taken back.
    """
    return sum(_read(name, *held, limit) for name, held in REACTIONS.items())


def _read(
    name: str, wanted: frozenset[str], function: Callable[[AuditEntry], None], limit: int
) -> int:
    handled = 0
    with transaction.atomic():
        ReactionCursor.objects.get_or_create(name=name)
        cursor = ReactionCursor.objects.select_for_update().get(name=name)
        if cursor.is_parked:
            return 0
        for entry in AuditEntry.objects.filter(sequence__gt=cursor.sequence).order_by("sequence")[
            :limit
        ]:
            if "*" in wanted or entry.action in wanted:
                fault = _fault_of(function, entry)
                if fault:
                    cursor.tries, cursor.fault = cursor.tries + 1, fault
                    break
            cursor.sequence, cursor.tries, cursor.fault = entry.sequence, 0, ""
            handled += 1
        cursor.save()
    return handled


def _fault_of(function: Callable[[AuditEntry], None], entry: AuditEntry) -> str:
    """Run one reaction on one entry; what went wrong, in a line, or nothing."""
    try:
        with transaction.atomic():
            function(entry)
    # A reaction may fail in any way; whatever it is must not stop the others.
    except Exception as error:
        if transaction.get_connection().needs_rollback:
            # Not even the savepoint could be taken back: the database is gone, nobody is to blame.
            raise
        log.exception("A reaction failed on entry %s", entry.sequence)
        return f"{type(error).__name__}: {error}"
    return ""


def parked() -> list[ReactionCursor]:
    """The reactions that stand still; each hears nothing after its ``sequence``."""
    return list(
        ReactionCursor.objects.filter(tries__gte=TRIES, name__in=REACTIONS).order_by("name")
    )


def resume() -> None:
    """Ask every parked reaction again (its cause may have gone with an upgrade or a restart)."""
    ReactionCursor.objects.filter(tries__gt=0).update(tries=0)
