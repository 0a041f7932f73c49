"""B7: twenty people move triggers at once, each save with its dates, calendar and audit entry.

The peer is the bare transaction: the same rows read and written through Django's ORM, each update
by version, and one chained audit entry of the same size; without the action layer, the engine and
the wall. The control runs the product with SQLite's deferred transactions.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from bench import crowd, firm
from bench.figure import Figure
from redwell.calendaring.models import Commitment
from redwell.core import audit
from redwell.core.actors import Firm, User
from redwell.docketing import actions
from redwell.docketing.models import Deadline, Order, Trigger
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
    assert Deadline.plain.count() == 4 * crowd.CLIENTS
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


def bare_save(client: int, turn: int) -> None:
    """The rows of :func:`product_save`, read and written with nothing around them."""
    pk = client + 1
    trigger = Trigger.plain.values(*_SEEN).get(pk=pk)
    with transaction.atomic():
        list(Order.plain.filter(proceeding=trigger["proceeding_id"]).values())
        deadlines = Deadline.plain.filter(trigger=pk).values("commitment__version", *_HELD)
        before = list(deadlines)
        moved = trigger["happened_on"] + timedelta(1)
        _one(Trigger, pk, trigger["version"], happened_on=moved)
        touched = [("docketing.Trigger", pk)]
        for row in before:
            on, dated = row["due_on"] + timedelta(1), row["commitment_id"]
            _one(Commitment, dated, row["commitment__version"], on=on, sequence=F("sequence") + 1)
            _one(Deadline, row["id"], row["version"], due_on=on, proof=row["proof"])
            touched += [("docketing.Deadline", row["id"]), ("calendaring.Commitment", dated)]
        audit.append(
            action="docketing.move_trigger",
            need="docketing.enter",
            actor=_lead(),
            matter_id=trigger["matter_id"],
            session="",
            sentence=f"Lead moved it to {moved}",
            body={"before": before, "after": before},
            touched=touched,
        )


_SEEN = ("version", "happened_on", "matter_id", "proceeding_id", "proceeding__court")
_HELD = ("id", "version", "due_on", "proof", "commitment_id")


def _one(table: Any, pk: int, version: int, **values: Any) -> None:
    changed = table.plain.filter(pk=pk, version=version).update(version=version + 1, **values)
    assert changed == 1
