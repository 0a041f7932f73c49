"""``redwell export docket NUMBER --json``: the dockets of a matter from our own tables."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core.actors import User
from redwell.docketing.docket_json import docket_json
from redwell.matters.models import Proceeding


class Command(BaseCommand):
    help = "Write the docket of a matter's proceeding as JSON."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("number", help="the matter's number")
        parser.add_argument(
            "--proceeding", default="", help="the court's number, where there are several"
        )
        parser.add_argument("--as", dest="email", default="", help="who exports (an email)")
        parser.add_argument("--json", action="store_true", help="as JSON (the only shape there is)")

    def handle(self, *args: Any, number: str, proceeding: str, email: str, **options: Any) -> None:
        actor = User.objects.filter(email=email.lower(), is_active=True).first()
        if actor is None or not actor.holds("docketing.read"):
            raise CommandError(
                "Say who exports: --as EMAIL, an active account that may see dockets."
            )
        rows = Proceeding.objects.visible_to(actor).filter(matter__number=number)
        if proceeding:
            rows = rows.filter(number=proceeding)
        found = list(rows[:2])
        if not found:
            raise CommandError(f"There is no such proceeding in {number}.")
        if len(found) > 1:
            raise CommandError("The matter has several proceedings: add --proceeding NUMBER.")
        self.stdout.write(json.dumps(docket_json(actor, found[0]), indent=2))
