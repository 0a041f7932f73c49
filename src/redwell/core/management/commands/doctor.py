"""``redwell doctor``: look the installation over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core import doctor


class Command(BaseCommand):
    help = "Say what this installation has and lacks; fails when something required is missing."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        lacking = 0
        for finding in doctor.examine():
            lacking += finding.is_required and not finding.is_ok
            self.stdout.write(str(finding))
        if lacking:
            raise CommandError(f"{lacking} required things are missing.")
