"""``redwell setup``: the database as this version of Redwell needs it."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from redwell.core import triggers


class Command(BaseCommand):
    help = "Create the database, or bring it up to date after an upgrade. Harmless to repeat."
    requires_system_checks = []

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=max(0, verbosity - 1))
        call_command("createcachetable", verbosity=0)
        # Migrations put them up too, but somebody may have taken them down since.
        triggers.install()
        self.stdout.write("The database is up to date. Start Redwell with: redwell serve")
