"""The ``redwell`` command: one verb a line, each in the app it belongs to."""

from __future__ import annotations

import os
import sys
import zoneinfo


def main(argv: list[str] | None = None) -> int:
    """Run a Redwell or Django command; returns the exit code."""
    zoneinfo.reset_tzpath(to=[])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redwell.site.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["assets"]:
        from redwell.ui import assets

        return int(assets.main(arguments[1:]) or 0)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["redwell", *arguments])
    return 0
