"""A firm at work in a process of its own: many threads on a database that really commits.

``python busy_firm.py VERB`` acts on the installation that the environment names and prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

THREADS = 8


def found() -> object:
    """Make the database and the cast."""
    from django.core.management import call_command

    call_command("setup", verbosity=0)
    from cast import assemble

    assemble()
    return "founded"


def crowd(threads: int, work: Callable[[int], None]) -> None:
    """Run ``work`` in threads that start together; the first fault is raised again."""
    from django.db import connection

    gate, faults = threading.Barrier(threads), []

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except BaseException as fault:
            faults.append(fault)
            raise
        finally:
            connection.close()

    running = [threading.Thread(target=run, args=(n,)) for n in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if faults:
        raise faults[0]


def one_matter(rounds: int = 6) -> object:
    """Eight people add proceedings to one matter at the same time."""
    lead, matter = _lead_and_matter()

    def work(number: int) -> None:
        for turn in range(rounds):
            _add_proceeding(lead, matter, f"{number}:26-cv-{turn:05}")

    crowd(THREADS, work)
    return THREADS * rounds


def until_told() -> object:
    """Eight people add proceedings and keep files until a line comes in."""
    from redwell.core import vault

    lead, matter = _lead_and_matter()
    over = threading.Event()
    print("working", flush=True)

    def wait() -> None:
        sys.stdin.readline()
        over.set()

    threading.Thread(target=wait, daemon=True).start()

    def work(number: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            vault.keep(f"page {number} {turn}".encode() * 200)
            _add_proceeding(lead, matter, f"{number}:26-cv-{turn:05}")

    crowd(THREADS, work)
    return "done"


def twice() -> object:
    """One form sent by eight clicks at once; prints who was told what."""
    from redwell.core.forms import once

    lead, matter = _lead_and_matter()
    token, answers = str(uuid.uuid4()), []

    def effect() -> str:
        return f"/proceedings/{_add_proceeding(lead, matter, '1:26-cv-00001').pk}"

    crowd(THREADS, lambda _: answers.append(once(lead, token, effect)))
    return answers


def look() -> object:
    """What stands in the database and the vault."""
    from redwell.core import audit, triggers, vault
    from redwell.core.outbox import ReactionCursor
    from redwell.matters.models import Proceeding

    entries = audit.AuditEntry.objects.order_by("sequence")
    added = entries.filter(action="matters.add_proceeding")
    numbers = Proceeding.objects.for_system("compared with the chain").values_list(
        "number", flat=True
    )
    return {
        "faults": [f.sentence for f in audit.verify()],
        "vault": list(vault.verify()),
        "digests": list(entries.values_list("digest", flat=True)),
        "blobs": vault.Blob.objects.count(),
        "triggers": triggers.missing(),
        "heard": dict(ReactionCursor.objects.values_list("name", "sequence")),
        "numbers": sorted(numbers),
        "said": sorted(
            json.loads(e.auditpayload.body)["arguments"]["number"]
            for e in added.select_related("auditpayload")
        ),
    }


def _lead_and_matter():
    from redwell.core.actors import User
    from redwell.matters.models import Matter

    lead = User.objects.get(email="dana.price@demo.invalid")
    return lead, Matter.objects.visible_to(lead).order_by("pk").first()


def _add_proceeding(lead, matter, number: str):
    from redwell.matters import actions

    return actions.add_proceeding(
        lead,
        matter,
        court="us-nysd",
        court_name="S.D.N.Y.",
        number=number,
        title="Busy",
        judge="",
        filed_on=date(2026, 9, 15),
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redwell.site.settings")
    import django

    django.setup()
    verbs = {v.__name__: v for v in (found, one_matter, until_told, twice, look)}
    print(json.dumps(verbs[sys.argv[1]]()), flush=True)
