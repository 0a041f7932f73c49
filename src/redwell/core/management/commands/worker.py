"""``redwell worker``: run jobs and deliver news; ``redwell serve`` starts one."""

from __future__ import annotations

import logging
import os
import signal
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from redwell.core import outbox

log = logging.getLogger("redwell.worker")
_PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Run background jobs and deliver news to reactions until stopped."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        thread = threading.Thread(target=_deliver_until, args=(stop,), name="outbox", daemon=True)
        thread.start()
        try:
            call_command("ox_worker", verbosity=0)
        finally:
            stop.set()
            thread.join(timeout=10)


def _deliver_until(stop: threading.Event) -> None:
    """Deliver once a second; parked reactions are asked again once, at the start.

    Any fault but a missing database ends the whole worker, to be started afresh.
    """
    resumed = False
    try:
        while not stop.is_set():
            try:
                if not resumed:
                    outbox.resume()
                    resumed = True
                outbox.deliver()
            except (OperationalError, InterfaceError) as error:
                log.warning("The database does not answer, trying again: %s", error)
                connection.close()
            stop.wait(_PAUSE_SECONDS)
    finally:
        connection.close()
        if not stop.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
