"""``redwell audit verify``: walk the whole chain and say what is wrong with it."""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core import audit, triggers


class Command(BaseCommand):
    help = "Prove that no audit entry was altered, removed, inserted or reordered."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--anchor", help="SEQUENCE:DIGEST as redwell audit head printed it earlier"
        )

    def handle(self, *args: Any, anchor: str | None = None, **options: Any) -> None:
        faults = list(audit.verify(anchor=_anchor(anchor)))
        for fault in faults:
            self.stdout.write(fault.sentence)
        for name in triggers.missing():
            self.stdout.write(f"The trigger {name} is missing; redwell setup puts it back.")
        if faults:
            raise CommandError(
                f"The audit chain is broken: first at entry {faults[0].sequence}. "
                "Keep this installation as it is and compare it with a backup."
            )
        head = audit.AuditHead.objects.get(pk=1)
        self.stdout.write(f"The audit chain holds: {head.sequence} entries, {head.digest}.")


def _anchor(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,18}:[0-9a-f]{64}", text):
        raise CommandError(
            f"{text!r} is no anchor. Give the line that redwell audit head printed: "
            "a number, a colon and 64 hexadecimal digits."
        )
    sequence, _, digest = text.partition(":")
    return int(sequence), digest
