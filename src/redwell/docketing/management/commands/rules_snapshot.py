"""``redwell rules snapshot``: the matrix of every rule's dates, compared or written anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.lib.plans import matrix

from .rules_diff import book_of

COMMITTED = Path("tests/lib/plans/snapshot/matrix.txt")


class Command(BaseCommand):
    help = "Compare the dates that every rule gives with the committed ones, or accept them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--write", action="store_true", help="accept the dates as they are now")
        parser.add_argument("--file", type=Path, default=COMMITTED, help=f"instead of {COMMITTED}")

    def handle(self, *args: Any, write: bool, file: Path, **options: Any) -> None:
        if not file.parent.is_dir():
            raise CommandError(
                f"There is no folder {file.parent} here. Run this where the source of Redwell lies, "
                "or name a file with --file."
            )
        now = matrix.matrix(book_of("packaged"))
        try:
            before = matrix.read(file.read_text(encoding="utf-8")) if file.exists() else {}
        except ValueError as error:
            if not write:
                raise CommandError(f"{file}: {error}") from error
            before = {}
        changed = matrix.changes(before, now)
        for line in changed:
            self.stdout.write(line)
        if write:
            file.write_text(matrix.written(now), encoding="utf-8")
            self.stdout.write(f"{file}: {len(now)} lines, {len(changed)} of them new or changed")
        elif changed:
            self.stdout.write(f"{len(changed)} lines differ; accept with rules snapshot --write")
            sys.exit(1)
        else:
            self.stdout.write(f"{len(now)} lines, all as committed")
