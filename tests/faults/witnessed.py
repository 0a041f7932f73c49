"""Redwell's settings with one more reaction: it leaves a visible trace for each new witness.

A name of its own on each trace, so that a second delivery would show as a second trace.
"""

from __future__ import annotations

import time
import uuid

from django.apps import AppConfig

from redwell.site.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "witnessed.Watching"]  # noqa: F405
WITNESS = "Witness"


class Watching(AppConfig):
    """Registers the reaction once the models are there."""

    name = "witnessed"

    def ready(self) -> None:
        from redwell.core.outbox import reacts_to

        reacts_to("people.enter")(leave_a_trace)


def leave_a_trace(entry: object) -> None:
    """Give the new witness an alias of its own, slowly, so that an outage finds some undelivered."""
    from redwell.core.audit import AuditTouch
    from redwell.people import actions
    from redwell.people.models import Contact

    row = AuditTouch.objects.filter(entry=entry, label="people.Contact").values_list("row").first()
    contact = Contact.objects.for_system("a test's reaction").get(pk=row[0])
    if contact.name.startswith(WITNESS):
        time.sleep(0.1)
        actions.add_alias(None, contact, name=f"heard {uuid.uuid4()}")
