"""B16, speed: verifying the audit chain against hashing the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db import transaction

from bench.figure import Figure, interleaved
from redwell.core import audit

COUNT = 10_000


def figures() -> Iterator[Figure]:
    with transaction.atomic():
        for number in range(COUNT):
            audit.append(
                action="bench.entry",
                need="core.see_own",
                actor=None,
                matter_id=None,
                session="",
                sentence=f"Entry {number}",
                body={"n": number},
                touched=[],
            )

    def rows() -> list[tuple[object, ...]]:
        """The same rows and columns that verifying reads."""
        return list(audit.AuditEntry.objects.order_by("sequence").values_list(*audit.CHAIN_COLUMNS))

    def plain() -> None:
        for row in rows():
            hashlib.sha256(repr(row).encode()).hexdigest()

    faults: list[object] = []
    mine, peer = interleaved(lambda: faults.extend(audit.verify()), plain, rounds=3)
    assert not faults, faults[:1]
    yield Figure("B16 audit entries verified/s", COUNT / mine, COUNT / peer, "/s", least=0.2)
