"""``redwell vault verify``: read every kept file and compare it with its name."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core import vault


class Command(BaseCommand):
    help = "Prove every file of the vault byte by byte."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for sentence in vault.verify():
            faults += 1
            self.stdout.write(sentence)
        if faults:
            raise CommandError(f"{faults} files of the vault are not as they were kept.")
        self.stdout.write(f"All {vault.Blob.objects.count()} files are as they were kept.")
