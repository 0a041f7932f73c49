"""B7: twenty people move triggers at once, each save with its dates, calendar and audit entry.

The peer is the same statements written by hand with Python's sqlite3, without the engine, the
models and the wall. The control runs the product with SQLite's deferred transactions.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import connection

from bench import crowd, firm
from bench.figure import Figure
from redwell.core import audit
from redwell.core.actors import Firm, User
from redwell.docketing import actions
from redwell.docketing.models import Deadline, Trigger
from redwell.lib import rulebook
from redwell.matters import actions as matters
from redwell.people import actions as people

START, SAVES, ROUNDS = date(2027, 3, 1), crowd.CLIENTS * crowd.TURNS, 3


def figures() -> Iterator[Figure]:
    found()
    ours, bare, faults = [], [], []
    for _ in range(ROUNDS):
        before = _versions()
        done = crowd.run(product_save)
        faults += done.faults
        lost = SAVES - (_versions() - before)
        faults += [f"{lost} saves were lost"] if lost else []
        ours.append(SAVES / done.seconds)
        done = crowd.run(bare_save)
        faults += done.faults
        bare.append(SAVES / done.seconds)
        faults += [fault.sentence for fault in audit.verify()]
    for fault, times in Counter(faults).items():
        print(f"B7: {times} times {fault}")
    yield Figure(
        "B7 saves without error, loss or broken link",
        ROUNDS * SAVES,
        ROUNDS * SAVES + len(faults),
        "",
        least=1,
    )
    rates = statistics.median(ours), statistics.median(bare)
    yield Figure("B7 saves/s of 20 clients", *rates, "/s", least=0.7)
    done = crowd.run(_deferred)
    yield Figure("B7 control: DEFERRED fails", len(done.faults), SAVES, "saves", least=0.5)


def found() -> None:
    """A small firm through the actions: a matter, a proceeding and a trigger for each client."""
    firm.setup()
    Firm.objects.get_or_create(pk=1, defaults={"name": "Bench"})
    lead = User.objects.create_user(
        "lead@bench.invalid", None, name="Lead", initials="LE", role="lead"
    )
    client = people.enter(lead, kind="organization", name="Client")
    for number in range(crowd.CLIENTS):
        matter = matters.open_matter(
            lead, title=f"Matter {number}", client=client, kind="litigation", opened_on=START
        )
        proceeding = matters.add_proceeding(
            lead,
            matter,
            court="us-nysd",
            court_name="S.D.N.Y.",
            number=f"1:27-cv-{number:05}",
            title=matter.title,
            judge="",
            filed_on=START,
        )
        actions.record_trigger(lead, proceeding, event="us.trial_date_set", happened_on=START)
    assert Deadline.plain.count() == 3 * crowd.CLIENTS
    # Read once, before the clients are forked.
    rulebook.load()


@cache
def _lead() -> User:
    return User.objects.get(email="lead@bench.invalid")


def product_save(client: int, turn: int) -> None:
    """What a request does: read the trigger within the wall, then move it."""
    trigger = (
        Trigger.objects.visible_to(_lead())
        .select_related("proceeding", "matter")
        .get(pk=client + 1)
    )
    moved = trigger.happened_on + timedelta(1)
    actions.move_trigger(_lead(), trigger, happened_on=moved, seen=trigger.version)


def _deferred(client: int, turn: int) -> None:
    if turn == 0:
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    product_save(client, turn)


def _versions() -> int:
    return sum(Trigger.plain.values_list("version", flat=True))


@cache
def _bare() -> sqlite3.Connection:
    held = sqlite3.connect(settings.REDWELL.data / "redwell.sqlite3", timeout=4)
    held.isolation_level = None
    for pragma in settings.DATABASES["default"]["OPTIONS"]["init_command"].split(";"):
        held.execute(pragma)
    held.execute("PRAGMA foreign_keys=ON")
    return held


def bare_save(client: int, turn: int) -> None:
    """The statements of :func:`product_save` by hand: as many rows, texts and digests."""
    sql, pk = _bare(), client + 1
    read = "SELECT t.*, p.*, m.* FROM docketing_trigger t JOIN matters_proceeding p "
    read += "ON p.id = t.proceeding_id JOIN matters_matter m ON m.id = t.matter_id WHERE t.id = ?"
    sql.execute(read, (pk,)).fetchone()
    sql.execute("BEGIN IMMEDIATE")
    sql.execute("SELECT * FROM docketing_order WHERE proceeding_id = ?", (pk,)).fetchall()
    version, old = sql.execute(
        "SELECT version, happened_on FROM docketing_trigger WHERE id = ?", (pk,)
    ).fetchone()
    rows = sql.execute(
        "SELECT d.id, d.version, d.due_on, d.proof, c.id, c.version FROM docketing_deadline d "
        "JOIN calendaring_commitment c ON c.id = d.commitment_id WHERE d.trigger_id = ?",
        (pk,),
    ).fetchall()
    new = (date.fromisoformat(old) + timedelta(1)).isoformat()
    _one(sql, "docketing_trigger SET happened_on = ?", (new,), pk, version)
    touched = [("docketing.Trigger", pk)]
    for deadline, deadline_version, due, proof, commitment, commitment_version in rows:
        due = (date.fromisoformat(due) + timedelta(1)).isoformat()
        what = 'calendaring_commitment SET "on" = ?, sequence = sequence + 1'
        _one(sql, what, (due,), commitment, commitment_version)
        what = "docketing_deadline SET due_on = ?, proof = ?"
        _one(sql, what, (due, proof), deadline, deadline_version)
        touched += [("docketing.Deadline", deadline), ("calendaring.Commitment", commitment)]
    body = json.dumps([[new, *row] for row in rows] * 2)
    _chain(sql, pk, f"Lead moved it to {new}", body, touched)
    sql.execute("COMMIT")


def _one(
    sql: sqlite3.Connection, what: str, values: tuple[str, ...], pk: int, version: int
) -> None:
    changed = sql.execute(
        f"UPDATE {what}, version = ? WHERE id = ? AND version = ?",
        (*values, version + 1, pk, version),
    )
    assert changed.rowcount == 1


def _chain(
    sql: sqlite3.Connection, matter: int, sentence: str, body: str, touched: list[tuple[str, int]]
) -> None:
    sequence, previous = sql.execute("SELECT sequence, digest FROM core_audithead").fetchone()
    salt, now = secrets.token_hex(16), datetime.now(UTC)
    said = hashlib.sha256(f"{salt}\n{sentence}\n{body}".encode()).hexdigest()
    values = {
        "sequence": sequence + 1,
        "recorded_at": now,
        "action": "docketing.move_trigger",
        "need": "docketing.enter",
        "actor_id": 1,
        "matter_id": matter,
        "session": "",
        "payload_digest": said,
        "previous": previous,
    }
    digest = audit.entry_digest(values)
    stored = values | {"recorded_at": now.replace(tzinfo=None).isoformat(" "), "digest": digest}
    names, marks = ", ".join(stored), ", ".join("?" * len(stored))
    sql.execute(
        f"INSERT INTO core_auditentry ({names}) VALUES ({marks})",
        tuple(stored.values()),
    )
    sql.execute(
        "INSERT INTO core_auditpayload (entry_id, salt, sentence, body) VALUES (?, ?, ?, ?)",
        (sequence + 1, salt, sentence, body),
    )
    sql.executemany(
        "INSERT INTO core_audittouch (entry_id, label, row) VALUES (?, ?, ?)",
        [(sequence + 1, label, row) for label, row in touched],
    )
    sql.execute("UPDATE core_audithead SET sequence = ?, digest = ?", (sequence + 1, digest))
