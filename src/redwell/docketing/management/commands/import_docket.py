"""``redwell import docket FILE…``: court docket pages into matters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.core.actors import User
from redwell.core.refusals import Refusal
from redwell.docketing import importing
from redwell.lib.docketpages import to_json
from redwell.matters import actions as matters
from redwell.matters.models import Matter, Proceeding
from redwell.people import actions as people


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
        said = to_json(page)
        if options["json"]:
            self.stdout.write(json.dumps(said, indent=2))
        else:
            self.stdout.write(
                f"{file}: {page.case_name}, {page.court_id} {page.docket_number}: "
                f"{len(page.parties)} parties, {len(page.entries)} entries. Nothing was changed."
            )

    def _import(self, file: Path, data: bytes, page: Any, options: dict[str, Any]) -> Proceeding:
        actor = _actor(options["email"])
        matter = _matter(actor, page, options["matter"], options["open"])
        return importing.import_file(
            actor, matter, data=data, name=file.name, court=options["court"]
        )


def _actor(email: str) -> User:
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise CommandError("Say who imports: --as EMAIL, the address of an active account.")
    return found


def _matter(actor: User, page: Any, number: str, client: str) -> Matter:
    if number:
        matter = Matter.objects.visible_to(actor).filter(number=number).first()
        if matter is None:
            raise Refusal(f"There is no matter {number}.")
        return matter
    same = Proceeding.objects.visible_to(actor).filter(
        court=f"us-{page.court_id}", number=page.docket_number or "-"
    )
    held = same.select_related("matter").first()
    if held is not None:
        return held.matter
    if not client:
        raise Refusal(
            'No matter has this proceeding yet: give --matter NUMBER, or --open "CLIENT" to open one.'
        )
    from django.utils import timezone

    contact = people.enter(actor, kind="organization", name=client)
    return matters.open_matter(
        actor,
        title=page.case_name or client,
        client=contact,
        kind="litigation",
        opened_on=timezone.localdate(),
    )
