"""``redwell import docket FILE…``: court docket pages into matters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core import vault
from redwell.core.actors import User
from redwell.core.refusals import Refusal
from redwell.docketing import importing
from redwell.docketing.importing import finding
from redwell.lib.docketpages import to_json
from redwell.matters.models import Proceeding


class Command(BaseCommand):
    help = "Read court docket pages into a matter."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--matter", default="", help="the matter's number")
        parser.add_argument(
            "--open",
            default="",
            metavar="CLIENT",
            help="open a new matter for this client where none has the proceeding",
        )
        parser.add_argument("--court", default=None, help="only where the page does not say it")
        parser.add_argument("--as", dest="email", default="", help="who imports (an email)")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument("--json", action="store_true", help="print what each page says")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        refused = 0
        for file in files:
            try:
                data = file.read_bytes()
                page = importing.read(data, name=file.name, court=options["court"])
                if options["dry_run"]:
                    self._tell(file, page, options)
                else:
                    proceeding = self._import(file, data, page, options)
                    self.stdout.write(f"{file}: read into {proceeding.matter.number}, {proceeding}")
            except OSError as error:
                refused += 1
                self.stderr.write(f"{file}: {error.strerror}.")
            except Refusal as refusal:
                refused += 1
                self.stderr.write(f"{file}: {refusal.sentence}")
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were not read; the others were.")

    def _tell(self, file: Path, page: Any, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(to_json(page), indent=2))
        else:
            self.stdout.write(
                f"{file}: {page.case_name}, {page.court_id} {page.docket_number}: "
                f"{len(page.parties)} parties, {len(page.entries)} entries. "
                f"{_would(page, options)}Nothing was changed."
            )

    def _import(self, file: Path, data: bytes, page: Any, options: dict[str, Any]) -> Proceeding:
        actor = _actor(options["email"])
        number, client = options["matter"], options["open"]
        matter = finding.matter_of(actor, number) if number else finding.matter_for(actor, page)
        blob = vault.keep(data)
        if matter is not None:
            return importing.import_docket(actor, matter, page=page, blob=blob, name=file.name)
        if not client:
            raise Refusal(
                "No matter has this proceeding yet: give --matter NUMBER, "
                'or --open "CLIENT" to open one.'
            )
        return importing.open_with_docket(
            actor, client=client, page=page, blob=blob, name=file.name
        )


def _would(page: Any, options: dict[str, Any]) -> str:
    """What an import by this person would do to the matter that has the proceeding."""
    if not options["email"]:
        return ""
    actor = _actor(options["email"])
    number = options["matter"]
    matter = finding.matter_of(actor, number) if number else finding.matter_for(actor, page)
    if matter is None:
        return "No matter has this proceeding yet. "
    plan = importing.plan_import(actor, matter, page=page)
    return (
        f"In {matter.number}: {plan.added} entries new, {plan.changed} changed, "
        f"{plan.unchanged} as they are. "
    )


def _actor(email: str) -> User:
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise CommandError("Say who imports: --as EMAIL, the address of an active account.")
    return found
