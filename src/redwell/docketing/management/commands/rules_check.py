"""``redwell rules check``: the rulebook's own cases; with FILE.jsonl, worked cases from outside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.lib import plans
from redwell.lib.deadlines.__main__ import main

from .rules_diff import book_of


class Command(BaseCommand):
    help = "Prove every rule by its own cases, or run worked deadline cases from files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="worked cases (FILE.jsonl)")
        parser.add_argument("--book", default="packaged", help="the folder of another rulebook")

    def handle(self, *args: Any, files: list[Path], book: str, **options: Any) -> None:
        if files:
            if book != "packaged":
                raise CommandError("Cases from files are run against the packaged rulebook only.")
            code = main([str(file) for file in files])
        else:
            code = self._own_cases(book)
        if code:
            sys.exit(code)

    def _own_cases(self, place: str) -> int:
        book = book_of(place)
        faults = plans.prove(book)
        for fault in faults:
            self.stdout.write(fault)
        cases = sum(len(rule.cases) for rule in book.rules.values())
        self.stdout.write(f"{cases - len(faults)} passed, {len(faults)} failed")
        return 1 if faults else 0
