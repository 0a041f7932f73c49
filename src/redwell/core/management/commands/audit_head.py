"""``redwell audit head``: the end of the chain, to be kept where nobody here can change it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core.audit import AuditHead


class Command(BaseCommand):
    help = "Print SEQUENCE:DIGEST of the last audit entry; keep it on another machine."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        head = AuditHead.objects.filter(pk=1).first()
        if head is None:
            raise CommandError("The audit chain has no recorded end. Run redwell audit verify.")
        self.stdout.write(f"{head.sequence}:{head.digest}")
