"""Erasing what an audit entry said about somebody, without breaking the chain.

The entry, its actor and its instant stay; the sentence and the values go. That it was erased, by
whom and why is an entry of its own, and verifying the chain demands one.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from redwell.core.actions import action
from redwell.core.audit import ERASED, AuditEntry, AuditPayload
from redwell.core.refusals import Invalid, Refusal


@action(
    ERASED,
    needs="core.administer",
    says="{actor} erased what entry {entry} said: {reason}",
    undo=False,
)
def erase(actor: Any, *, entry: int, reason: str) -> None:
    """Empty the words of one entry for good, saying why (a data subject's right, a slip of a secret).

    Raises Refusal for an entry that does not exist, is erased already or records an erasure.
    """
    if not reason.strip():
        raise Invalid("An erasure needs its reason.", {"reason": "Say why the words are erased."})
    held = AuditEntry.objects.filter(pk=entry).first()
    if held is None:
        raise Invalid(f"There is no entry {entry}.", {"entry": "Enter the number of an entry."})
    if held.action == ERASED:
        raise Refusal("An entry that records an erasure is never erased itself.")
    words = AuditPayload.objects.filter(entry=entry, erased_at__isnull=True)
    if not words.update(sentence=None, body=None, erased_at=timezone.now()):
        raise Refusal(f"What entry {entry} said is erased already.")
