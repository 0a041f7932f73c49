"""B16: the audit chain. Its speed against hashing the same bytes, and tamperings that it must name.

A tampering is made below the product and its triggers, as somebody with the database file would.
Each is undone before the next batch. Those of one batch lie far apart, and each must be named at
its own place; nothing else may be named.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator

from django.db import connection, transaction

from bench import firm
from bench.figure import Figure, interleaved
from redwell.core import audit, triggers

COUNT, TAMPERINGS, BATCH, TAILS = 10_000, 1_000, 49, 20


def figures() -> Iterator[Figure]:
    firm.setup()
    with transaction.atomic():
        for number in range(COUNT):
            audit.append(
                action="bench.entry",
                need="core.see_own",
                actor=None,
                matter_id=number,
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
    yield Figure("B16 tamperings found", _found(), TAMPERINGS, "", least=1)


def _found() -> int:
    with connection.cursor() as cursor:
        for name, _, _ in triggers.wanted():
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("PRAGMA foreign_keys=OFF")
    chance = random.Random(16)
    found = _tails(chance)
    while TAMPERINGS - found > 0:
        size = min(BATCH, TAMPERINGS - found)
        # Ten apart, so that what two tamperings break can be told apart.
        places = sorted(n * 10 + 5 for n in chance.sample(range(COUNT // 10 - 1), size))
        kinds = [chance.choice(KINDS) for _ in places]
        caught = _named(places, kinds)
        if len(caught) < size:
            missed = [k.__name__ for p, k in zip(places, kinds, strict=True) if p not in caught]
            print(f"Not found: {', '.join(missed)}")
            return found + len(caught)
        found += size
    return found


def _tails(chance: random.Random) -> int:
    """What only the exported head can tell: the end cut off, and the chain rewritten from there."""
    anchor = audit.AuditHead.objects.values_list("sequence", "digest").get(pk=1)
    found = 0
    for turn in range(TAILS):
        with transaction.atomic():
            (truncate, forge)[turn % 2](COUNT - chance.randrange(1, 200))
            found += any(True for _ in audit.verify(anchor=anchor))
            transaction.set_rollback(True)
    return found


def _named(places: list[int], kinds: list[Tampering]) -> set[int]:
    """The places that verifying names, all of them in one walk; the tamperings are rolled back."""
    anchor = audit.AuditHead.objects.values_list("sequence", "digest").get(pk=1)
    with transaction.atomic():
        for place, tamper in zip(places, kinds, strict=True):
            tamper(place)
        at = {fault.sequence for fault in audit.verify(anchor=anchor)}
        transaction.set_rollback(True)
    near = {place: {place, place + 1, place + 2} for place in places}
    stray = at - set().union(*near.values())
    assert not stray, f"faults where nothing was touched: {sorted(stray)[:5]}"
    assert not at or min(at) in near[places[0]], "the first fault is not the first tampering"
    return {place for place in places if at & near[place]}


Tampering = Callable[[int], None]


def _run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def edit_actor(n: int) -> None:
    _run("UPDATE core_auditentry SET session = 'another' WHERE sequence = %s", n)


def edit_action(n: int) -> None:
    _run("UPDATE core_auditentry SET action = 'bench.other' WHERE sequence = %s", n)


def edit_matter(n: int) -> None:
    _run("UPDATE core_auditentry SET matter_id = matter_id + 1 WHERE sequence = %s", n)


def edit_time(n: int) -> None:
    _run("UPDATE core_auditentry SET recorded_at = '2020-01-01 00:00:00' WHERE sequence = %s", n)


def edit_digest(n: int) -> None:
    _run("UPDATE core_auditentry SET digest = %s WHERE sequence = %s", "f" * 64, n)


def edit_sentence(n: int) -> None:
    _run("UPDATE core_auditpayload SET sentence = 'Nothing' WHERE entry_id = %s", n)


def edit_body(n: int) -> None:
    _run("UPDATE core_auditpayload SET body = '{}' WHERE entry_id = %s", n)


def feign_erasure(n: int) -> None:
    """Marked as erased, but it still says something."""
    _run(
        "UPDATE core_auditpayload SET sentence = 'X', body = NULL, "
        "erased_at = '2026-01-01 00:00:00' WHERE entry_id = %s",
        n,
    )


def remove_payload(n: int) -> None:
    _run("DELETE FROM core_auditpayload WHERE entry_id = %s", n)


def remove(n: int) -> None:
    remove_payload(n)
    _run("DELETE FROM core_auditentry WHERE sequence = %s", n)


def rewrite(n: int) -> None:
    """Another sentence, with every digest of this entry made anew: its follower gives it away."""
    row = audit.AuditEntry.objects.filter(pk=n).values(*audit.CHAIN_COLUMNS).get()
    row["payload_digest"] = audit.payload_digest(row["auditpayload__salt"], "Else", "{}")
    _run("UPDATE core_auditpayload SET sentence = 'Else', body = '{}' WHERE entry_id = %s", n)
    _run(
        "UPDATE core_auditentry SET payload_digest = %s, digest = %s WHERE sequence = %s",
        row["payload_digest"],
        audit.entry_digest(row),
        n,
    )


def swap(n: int) -> None:
    """This entry and the next change places."""
    for old, new in ((n, -1), (n + 1, n), (-1, n + 1)):
        _run("UPDATE core_auditentry SET sequence = %s WHERE sequence = %s", new, old)
        _run("UPDATE core_auditpayload SET entry_id = %s WHERE entry_id = %s", new, old)


def insert(n: int) -> None:
    """A copy of this entry takes the place of the next one."""
    remove(n + 1)
    columns = (
        "recorded_at, action, need, actor_id, matter_id, session, payload_digest, previous, digest"
    )
    _run(
        f"INSERT INTO core_auditentry (sequence, {columns}) "
        f"SELECT sequence + 1, {columns} FROM core_auditentry WHERE sequence = %s",
        n,
    )
    _run(
        "INSERT INTO core_auditpayload (entry_id, salt, sentence, body) "
        "SELECT entry_id + 1, salt, sentence, body FROM core_auditpayload WHERE entry_id = %s",
        n,
    )


def truncate(n: int) -> None:
    """Everything after ``n`` is gone, and the recorded end says so."""
    _run("DELETE FROM core_auditpayload WHERE entry_id > %s", n)
    _run("DELETE FROM core_auditentry WHERE sequence > %s", n)
    _run(
        "UPDATE core_audithead SET sequence = %s, "
        "digest = (SELECT digest FROM core_auditentry WHERE sequence = %s)",
        n,
        n,
    )


def forge(n: int) -> None:
    """The chain after ``n`` is made anew, as long as it was, by the product's own means."""
    truncate(n)
    for number in range(n, COUNT):
        audit.append(
            action="bench.entry",
            need="core.see_own",
            actor=None,
            matter_id=number,
            session="",
            sentence="Forged",
            body={},
            touched=[],
        )


KINDS: tuple[Tampering, ...] = (
    edit_actor,
    edit_action,
    edit_matter,
    edit_time,
    edit_digest,
    edit_sentence,
    edit_body,
    feign_erasure,
    remove_payload,
    remove,
    rewrite,
    swap,
    insert,
)
