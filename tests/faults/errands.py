"""Errands of the fault tests, each in a process of its own on the installation that is named.

``python errands.py VERB`` acts on the installation that the environment names and prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import Counter
from pathlib import Path


def found() -> object:
    """Make the database and the cast."""
    from django.core.management import call_command

    call_command("setup", verbosity=0)
    from cast import assemble

    assemble()
    return "founded"


def signed_in() -> object:
    """A session of the lead coordinator: what her browser would send as its cookie."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from redwell.core.actors import User

    lead = User.objects.get(email="dana.price@demo.invalid")
    session = SessionStore()
    session["_auth_user_id"] = str(lead.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = lead.get_session_auth_hash()
    session.save()
    return session.session_key


def witnesses() -> object:
    """How often each witness stands in the book, and how often each was heard of."""
    from witnessed import WITNESS

    from redwell.core import audit
    from redwell.people.models import Alias, Contact

    people = Contact.objects.for_system("test").filter(name__startswith=WITNESS)
    heard = Alias.objects.for_system("test").filter(name__startswith="heard ")
    return {
        "entered": Counter(people.values_list("name", flat=True)),
        "heard": Counter(heard.values_list("contact__name", flat=True)),
        "entries": audit.AuditEntry.objects.filter(
            action="people.enter", auditpayload__sentence__contains=WITNESS
        ).count(),
        "faults": [fault.sentence for fault in audit.verify()],
    }


def go_on() -> object:
    """One more contact, and so one more entry of the record; returns the head as an anchor."""
    from redwell.core.actors import User
    from redwell.core.audit import AuditHead
    from redwell.people import actions

    lead = User.objects.get(email="dana.price@demo.invalid")
    actions.enter(lead, kind="person", name="Ida Falk")
    head = AuditHead.objects.get(pk=1)
    return f"{head.sequence}:{head.digest}"


WRITERS = 20


def page(number: int, turn: int) -> bytes:
    """What a writer keeps in the vault at a turn."""
    return f"page {turn} of writer {number}\n".encode() * 200


def until_told() -> object:
    """Twenty people keep files, add proceedings and correct contacts until a line comes in."""
    from core.busy_firm import _add_proceeding, _lead_and_matter, crowd
    from redwell.core import vault
    from redwell.people import actions

    lead, matter = _lead_and_matter()
    over = threading.Event()

    def wait() -> None:
        sys.stdin.readline()
        over.set()

    threading.Thread(target=wait, daemon=True).start()
    print("working", flush=True)

    def work(number: int) -> None:
        contact = actions.enter(lead, kind="person", name=f"Witness {number}")
        turn = 0
        while not over.is_set():
            turn += 1
            vault.keep(page(number, turn))
            _add_proceeding(lead, matter, f"{number}:26-cv-{turn:05}")
            actions.correct(lead, contact, seen=None, note=f"Called {turn} times.")

    crowd(WRITERS, work)
    return "done"


def dump() -> object:
    """Every row of every table as JSON holds it: {table: {key: {column: value}}}."""
    from django.apps import apps

    from redwell.core import audit

    return {
        model._meta.label: {
            str(row.pk): audit.plain({f.attname: getattr(row, f.attname) for f in columns})
            for row in model._base_manager.all()
        }
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and (columns := model._meta.concrete_fields)
    }


def replay() -> object:
    """Every Record as the audit chain tells its story: {table: {key: {column: value}}}."""
    from redwell.core.audit import AuditPayload

    told: dict[str, dict[str, dict[str, object]]] = {}
    for payload in AuditPayload.objects.order_by("entry_id"):
        for row in json.loads(payload.body)["rows"]:
            table = told.setdefault(row["row"], {})
            if row["what"] == "deleted":
                del table[str(row["id"])]
                continue
            values = table.setdefault(str(row["id"]), {})
            values |= row["after"]
            values["version"] = row["version"]
    return told


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here), str(here.parent)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "witnessed"
    import django

    django.setup()
    verbs = {v.__name__: v for v in (found, signed_in, witnesses, go_on, until_told, dump, replay)}
    print(json.dumps(verbs[sys.argv[1]]()), flush=True)
