"""``redwell rules list``: every rule, or every court or event of the rulebook."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from redwell.lib import rulebook


class Command(BaseCommand):
    help = "List the rules of the rulebook."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--court", default="", help="only rules that apply before this court")
        parser.add_argument("--courts", action="store_true", help="list the courts instead")
        parser.add_argument("--events", action="store_true", help="list the events instead")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, court: str, courts: bool, events: bool, **options: Any) -> None:
        book = rulebook.load()
        if courts:
            rows = [
                {"id": c.id, "name": c.name, "title": c.title, "zone": c.zone}
                for c in book.courts.values()
            ]
        elif events:
            rows = [{"id": e.id, "title": e.title} for e in book.events.values()]
        else:
            chosen = (
                {
                    rule.id: rule
                    for event in book.events
                    for rule in book.for_event(court, event, None)
                }
                if court
                else book.rules
            )
            rows = [_row(rule, book) for rule in chosen.values()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for row in rows:
            self.stdout.write("  ".join(str(row[k]) for k in list(row)[:3]))
        self.stdout.write(f"{len(rows)} in {book.version}")


def _row(rule: rulebook.Rule, book: rulebook.Rulebook) -> dict[str, Any]:
    return {
        "id": rule.id,
        "cite": rule.cite,
        "title": rule.title,
        "layer": rule.layer,
        "courts": [court.id for court in book.courts.values() if rule.layer in court.layers],
        "versions": [
            {
                "effective_from": version.effective_from.isoformat(),
                "period": str(version.period or version.says) or _parts(rule),
            }
            for version in rule.versions
        ],
        "cases": len(rule.cases),
        "confidence": rule.confidence,
        "checked_on": rule.checked_on.isoformat(),
    }


def _parts(rule: rulebook.Rule) -> str:
    """The periods of a composite, such as "latest of 21 days after, 90 days after"."""
    return f"{rule.composite} of {', '.join(str(part.period) for part in rule.parts)}"
