"""The audit chain: one firm-wide sequence of entries, each bound to the one before it.

An entry holds the digest of its payload, salted, not the payload: what was said about a person can
be erased later without breaking the chain. The chain is appended under one lock row taken last,
so that it has neither forks nor a lost tail.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

GENESIS = "0" * 64
# The action that erases what an entry said (redwell.core.erasure).
ERASED = "core.erase"
# What verifying reads of each entry.
CHAIN_COLUMNS = (
    "sequence",
    "recorded_at",
    "action",
    "need",
    "actor_id",
    "matter_id",
    "session",
    "payload_digest",
    "previous",
    "digest",
    "auditpayload__salt",
    "auditpayload__sentence",
    "auditpayload__body",
    "auditpayload__erased_at",
)


class AuditHead(models.Model):
    """The tail of the chain: a single row, locked while an entry is appended."""

    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)


class AuditEntry(models.Model):
    """One verb of one person. Immutable: the database refuses to change or remove it."""

    sequence = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    action = models.CharField(max_length=80)
    need = models.CharField(max_length=80)
    actor = models.ForeignKey(
        "core.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    matter_id = models.BigIntegerField(null=True)
    session = models.CharField(max_length=64, blank=True)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["matter_id", "-sequence"], name="core_audit_matter"),
            models.Index(fields=["actor", "-sequence"], name="core_audit_actor"),
        ]


class AuditPayload(models.Model):
    """What an entry says: sentence, arguments, before and after. May be erased, never altered."""

    entry = models.OneToOneField(AuditEntry, primary_key=True, on_delete=models.PROTECT)
    salt = models.CharField(max_length=32)
    sentence = models.TextField(null=True)
    body = models.TextField(null=True)
    erased_at = models.DateTimeField(null=True)


class AuditTouch(models.Model):
    """Which rows an entry changed: finds a row's history and what came after an entry."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    row = models.BigIntegerField()
    # Only where the entry is about several matters: whose history it belongs to as well.
    matter_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["label", "row", "entry"], name="core_touch_row"),
            models.Index(
                fields=["matter_id", "entry"],
                condition=models.Q(matter_id__isnull=False),
                name="core_touch_matter",
            ),
        ]


class Undone(models.Model):
    """An entry that was taken back, and the entry that did it."""

    entry = models.OneToOneField(
        AuditEntry, primary_key=True, on_delete=models.PROTECT, related_name="undone"
    )
    by = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="+")


def plain(value: Any) -> Any:
    """``value`` as JSON can hold it; dates as ISO text, people and rows as their ids."""
    # The most frequent kinds first: a proof has hundreds of texts.
    if value is None or isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, _MANY):
        return [plain(v) for v in value]
    if isinstance(value, _DATED):
        return value.isoformat()
    if isinstance(value, models.Model):
        return {"row": value._meta.label, "id": value.pk, "name": str(value)}
    if isinstance(value, bytes):
        return f"{len(value)} bytes, sha256 {hashlib.sha256(value).hexdigest()}"
    return str(value)


_AS_IT_IS, _MANY = (str, int, float, bool), (list, tuple, set, frozenset)
_DATED = (datetime, date, time)


# One encoder for all: json.dumps would build a new one for every entry of the chain.
_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain
).encode


def canonical(value: Any) -> str:
    """``value`` as the one JSON text that digests are made of."""
    return _encode(value)


def payload_digest(salt: str, sentence: str, body: str) -> str:
    return hashlib.sha256(f"{salt}\n{sentence}\n{body}".encode()).hexdigest()


def entry_digest(values: dict[str, Any]) -> str:
    """The digest that binds an entry to its predecessor."""
    bound = [
        values["sequence"],
        values["recorded_at"].astimezone(UTC).isoformat(),
        values["action"],
        values["need"],
        values["actor_id"],
        values["matter_id"],
        values["session"],
        values["payload_digest"],
        values["previous"],
    ]
    return hashlib.sha256(_encode(bound).encode()).hexdigest()


def append(
    *,
    action: str,
    need: str,
    actor: Any,
    matter_id: int | None,
    session: str,
    sentence: str,
    body: dict[str, Any],
    touched: list[tuple[str, int, int | None]],
) -> AuditEntry:
    """Append one entry. The caller's transaction must be open; the lock row is taken here, last."""
    salt = secrets.token_hex(16)
    text = canonical(body)
    head = AuditHead.objects.select_for_update().get(pk=1)
    values = {
        "sequence": head.sequence + 1,
        "recorded_at": timezone.now(),
        "action": action,
        "need": need,
        "actor_id": actor.pk if actor is not None else None,
        "matter_id": matter_id,
        "session": session,
        "payload_digest": payload_digest(salt, sentence, text),
        "previous": head.digest,
    }
    entry = AuditEntry.objects.create(**values, digest=entry_digest(values))
    AuditPayload.objects.create(entry=entry, salt=salt, sentence=sentence, body=text)
    AuditTouch.objects.bulk_create(
        AuditTouch(
            entry=entry, label=label, row=row, matter_id=matter if matter_id is None else None
        )
        for label, row, matter in touched
    )
    AuditHead.objects.filter(pk=1).update(sequence=entry.sequence, digest=entry.digest)
    return entry


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the chain, at ``sequence``, said in a sentence."""

    sequence: int
    sentence: str


def verify(*, anchor: tuple[int, str] | None = None) -> Iterator[Fault]:
    """Walk the whole chain and yield each fault, first one first.

    ``anchor`` is an exported head (sequence, digest): a chain cut short behind it, or rewritten
    whole, no longer contains it.
    """
    previous, expected, met = GENESIS, 1, anchor is None
    erased: set[int] = set()
    owned: set[int] = set()
    rows = AuditEntry.objects.order_by("sequence").values(*CHAIN_COLUMNS)
    for row in rows.iterator(chunk_size=2000):
        sequence = row["sequence"]
        if sequence != expected:
            yield Fault(expected, f"Entries {expected} to {sequence - 1} are missing.")
        if row["previous"] != previous:
            yield Fault(sequence, f"Entry {sequence} does not follow the entry before it.")
        if entry_digest(row) != row["digest"]:
            yield Fault(sequence, f"Entry {sequence} was altered.")
        yield from _payload_faults(row)
        if _was_erased(row):
            erased.add(sequence)
        elif row["action"] == ERASED:
            owned.add(json.loads(row["auditpayload__body"])["arguments"]["entry"])
        if anchor is not None and sequence == anchor[0]:
            met = True
            if row["digest"] != anchor[1]:
                yield Fault(sequence, f"Entry {sequence} is not the one that was exported.")
        previous, expected = row["digest"], sequence + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or (head.sequence, head.digest) != (expected - 1, previous):
        yield Fault(expected, "The recorded end of the chain is not its last entry.")
    for sequence in sorted(erased - owned):
        yield Fault(sequence, f"What entry {sequence} said was erased; no entry says by whom.")
    if not met and anchor is not None:
        yield Fault(anchor[0], f"The chain ends before entry {anchor[0]}, which was exported.")


def _payload_faults(row: dict[str, Any]) -> Iterator[Fault]:
    sequence = row["sequence"]
    if row["auditpayload__salt"] is None:
        yield Fault(sequence, f"What entry {sequence} said is missing.")
    elif not _was_erased(row):
        said = payload_digest(
            row["auditpayload__salt"],
            row["auditpayload__sentence"] or "",
            row["auditpayload__body"] or "",
        )
        if said != row["payload_digest"]:
            yield Fault(sequence, f"What entry {sequence} said was altered.")


def _was_erased(row: dict[str, Any]) -> bool:
    """Erased as a whole: a payload that still says something must say what was recorded."""
    return (
        row["auditpayload__erased_at"] is not None
        and row["auditpayload__sentence"] is None
        and row["auditpayload__body"] is None
    )
