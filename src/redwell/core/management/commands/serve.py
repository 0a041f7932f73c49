"""``redwell serve``: the web server and one worker, until stopped."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from redwell.core import doctor, vault
from redwell.core.management.commands._keeper import Keeper, stop_on_signals


class Command(BaseCommand):
    help = "Serve the web pages and run the worker until SIGTERM or Ctrl-C."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for finding in (doctor.time_zones(), doctor.database(), doctor.migrations()):
            if not finding.is_ok:
                raise CommandError(f"Redwell did not start. {finding.name}: {finding.sentence}")
        demand_free(settings.REDWELL.listen)
        vault.sweep_incoming()
        call_command("collectstatic", interactive=False, verbosity=0)
        # The children inherit no open connection.
        connections.close_all()
        os.environ["PYTHONTZPATH"] = ""
        keeper = Keeper(web_command(), worker_command(), self._say)
        stop_on_signals(keeper)
        self._say(f"Redwell listens on {settings.REDWELL.listen}; open {settings.REDWELL.origin}")
        code = keeper.run()
        if code:
            raise CommandError(
                f"The web server could not go on. Is {settings.REDWELL.listen} free? "
                "REDWELL_LISTEN sets another address."
            )
        self._say("Redwell has stopped.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def demand_free(listen: str) -> None:
    """Refuse to start where somebody listens already.

    The web server shares its port among its own workers, so that two Redwells on one port would
    both start, and answer each other's people.
    """
    host, _, port = listen.rpartition(":")
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bare, int(port)))
            trial.listen(1)
        except OSError as error:
            raise CommandError(
                f"Redwell did not start. {listen} is taken ({error.strerror}): stop what listens "
                "there, or set another address in REDWELL_LISTEN."
            ) from error


def web_command() -> list[str]:
    """Granian with the WSGI application that the settings name ("module.name")."""
    host, _, port = settings.REDWELL.listen.rpartition(":")
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host.strip("[]"),
        "--port",
        port,
        "--workers",
        str(settings.REDWELL.workers),
        "--log-level",
        "warning",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "20",
        f"{module}:{name}",
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "redwell", "worker"]
