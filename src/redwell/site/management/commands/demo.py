"""``redwell demo``: set up, load the demo firm, print today's list, serve."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redwell.core.actors import User
from redwell.docketing import queries
from redwell.matters.models import Matter
from redwell.site import demo


class Command(BaseCommand):
    help = "Load the demo firm into an empty installation and serve it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--once", action="store_true", help="request every main page once, report, and exit"
        )

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not User.objects.exists():
            self.stdout.write("Loading the demo firm…")
            demo.load(timezone.localdate())
        lead = User.objects.filter(email="dana.price@demo.invalid").first()
        if lead is None:
            raise CommandError(
                "This installation holds a firm of its own. Set REDWELL_DATA to an empty folder "
                "to see the demo, or use: redwell serve"
            )
        self._print_today(lead)
        self.stdout.write(
            f"\nOpen {settings.REDWELL.origin} and sign in as {lead.email}\n"
            f"with the password: {demo.PASSWORD}\n"
        )
        if once:
            self._visit(lead)
        else:
            call_command("serve")

    def _print_today(self, lead: User) -> None:
        today = timezone.localdate()
        self.stdout.write(f"\nToday, {today:%A} {today.day} {today:%B %Y}")
        for row in queries.open_deadlines(lead, size=10).rows:
            mark = "!" if row.due_on <= today else " "
            self.stdout.write(f" {mark} {row.due_on:%a %d %b %Y}  {row.title} — {row.matter}")

    def _visit(self, lead: User) -> None:
        client = Client(headers={"host": "localhost"})
        client.force_login(lead)
        number = Matter.objects.visible_to(lead).order_by("number").first().number
        pages = [
            reverse(name)
            for name in (
                "today",
                "matters",
                "deadlines",
                "contacts",
                "rulebook",
                "calculator",
                "administration",
                "roles",
                "walls",
                "account",
            )
        ]
        pages += [
            reverse(name, args=[number]) for name in ("matter", "docket", "parties", "history")
        ]
        failed = 0
        for page in pages:
            status = client.get(page).status_code
            failed += status != 200
            self.stdout.write(f"{status} {page}")
        if failed:
            raise CommandError(f"{failed} of {len(pages)} pages did not answer.")
        self.stdout.write(f"All {len(pages)} main pages answered.")
