"""``redwell rules check FILE.jsonl``: worked cases against the engine, each difference with its proof."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from redwell.lib.deadlines.__main__ import main


class Command(BaseCommand):
    help = "Run worked deadline cases."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        code = main([str(file) for file in files])
        if code:
            sys.exit(code)
