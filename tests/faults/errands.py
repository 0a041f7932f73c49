"""Errands of the fault tests, each in a process of its own on the installation that is named.

``python errands.py VERB`` acts on the installation that the environment names and prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
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


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here), str(here.parent)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "witnessed"
    import django

    django.setup()
    verbs = {v.__name__: v for v in (found, signed_in, witnesses)}
    print(json.dumps(verbs[sys.argv[1]]()), flush=True)
