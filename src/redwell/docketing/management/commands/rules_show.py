"""``redwell rules show ID``: one rule with its versions and cases."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.lib import rulebook


class Command(BaseCommand):
    help = "Show one rule."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("rule")

    def handle(self, *args: Any, rule: str, **options: Any) -> None:
        found = rulebook.load().rules.get(rule)
        if found is None:
            raise CommandError(f"There is no rule {rule}. redwell rules list names them all.")
        self.stdout.write(f"{found.title}  ({found.cite})\n  id          {found.id}")
        for name in (
            "layer",
            "who",
            "act",
            "program",
            "service",
            "kind",
            "extendable",
            "consequence",
            "confidence",
            "checked_on",
            "notes",
        ):
            value = getattr(found, name)
            if value:
                self.stdout.write(f"  {name.replace('_', ' '):<11} {value}")
        for version in found.versions:
            self.stdout.write(
                f"  from {version.effective_from}: {version.period or 'see the parts'}"
            )
        for case in found.cases:
            self.stdout.write(f"  case  {case}")
