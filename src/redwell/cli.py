"""The ``redwell`` command: one verb a line, each in the app it belongs to."""

from __future__ import annotations

import argparse
import os
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path

# What a person may ask for, and what it does. Two words name the Django command "one_two".
VERBS = {
    "setup": "create or bring up to date the database",
    "serve": "serve the web pages and run the worker until stopped",
    "worker": "run jobs and deliver news only (serve starts one; more may run elsewhere)",
    "demo": "load the demo firm and serve it (--once: visit every page, then stop)",
    "doctor": "say what this installation lacks and how to get it",
    "backup": "FILE: write database, vault and settings to one file",
    "restore": "FILE: bring an installation back (--replace: set the present one aside)",
    "audit verify": "prove the audit chain (--anchor SEQUENCE:DIGEST: against an exported head)",
    "audit head": "print the chain's end, to be kept elsewhere",
    "vault verify": "prove every file of the vault byte by byte",
    "import docket": "FILE…: read court docket pages into a matter",
    "export docket": "write a proceeding's docket",
    "rules check": "prove every rule by its own cases (FILE.jsonl: run these cases instead)",
    "rules diff": "OLD NEW: what one rulebook says differently, and the dates that move",
    "rules list": "list the rules",
    "rules show": "show one rule with its versions and cases",
    "rules snapshot": "compare every rule's dates with the committed ones (--write: accept)",
    "deadlines": "compute deadlines without a matter",
    "replay": "compute every open deadline anew and name those that would be set differently",
    "assets": "build the browser's files",
}


def main(argv: list[str] | None = None) -> int:
    """Run a verb (or any Django command); returns the exit code."""
    zoneinfo.reset_tzpath(to=[])
    os.environ["PYTHONTZPATH"] = ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redwell.site.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(overview())
        return 0
    direct = _DIRECT.get(arguments[0])
    if direct is not None:
        return direct(arguments[1:])
    return _through_django(arguments)


def overview() -> str:
    """Every verb with what it does, for a terminal."""
    wide = max(map(len, VERBS))
    lines = [f"  redwell {verb:<{wide}}  {does}" for verb, does in VERBS.items()]
    return "\n".join(["Redwell, the legal coordinator's red folder.", "", *lines])


def command_of(arguments: list[str]) -> list[str] | None:
    """The Django command and its arguments that ``arguments`` ask for, or None."""
    if " ".join(arguments[:2]) in VERBS:
        return ["_".join(arguments[:2]), *arguments[2:]]
    if arguments[0] in VERBS:
        return arguments
    return None


def _through_django(arguments: list[str]) -> int:
    import django
    from django.core.management import execute_from_command_line, get_commands

    command = command_of(arguments)
    if command is None:
        # Before that, Django knows its own commands only, not those of the apps.
        django.setup()
        if not any(verb.startswith(f"{arguments[0]} ") for verb in VERBS) and (
            arguments[0] in get_commands()
        ):
            command = arguments
        else:
            return _unknown(arguments)
    sys.argv = ["redwell", *command]
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads (head, less) has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unknown(arguments: list[str]) -> int:
    first = arguments[0]
    second = [verb.split()[1] for verb in VERBS if verb.startswith(f"{first} ")]
    if second:
        sentence = f"redwell {first} needs one of these words after it: {', '.join(second)}."
    else:
        sentence = f"redwell does not know {first!r}. Run redwell alone to see what it does."
    print(sentence, file=sys.stderr)
    return 2


def _assets(arguments: list[str]) -> int:
    from redwell.ui import assets

    return int(assets.main(arguments) or 0)


def _backup(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="redwell backup", description=VERBS["backup"])
    parser.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    from redwell.core import backup
    from redwell.core.refusals import Refusal

    try:
        report = backup.create(_installation(), given.file)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print(
        f"{given.file}: {report.file_count} files, {report.byte_count:,} bytes, "
        f"audit chain up to entry {report.head[0]}. It holds the secret key: keep it safe."
    )
    for fault in report.faults:
        print(fault, file=sys.stderr)
    return 1 if report.faults else 0


def _restore(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="redwell restore", description=VERBS["restore"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="set the present one aside")
    given = parser.parse_args(arguments)
    from redwell.core import backup
    from redwell.core.refusals import Refusal

    installation = _installation()
    try:
        report = backup.restore(installation, given.file, replace=given.replace)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print(
        f"{installation.data}: {report.file_count} files, every one as it was kept; "
        f"audit chain up to entry {report.head[0]}."
    )
    if report.aside is not None:
        print(f"What lay there before is in {report.aside}.")
    if report.schema_aside:
        print(f"The tables that stood before are in the schema {report.schema_aside}.")
    if (installation.data / "restored.env").exists():
        print(f"The settings file of the backup is {installation.data / 'restored.env'}.")
    print("Now run: redwell setup, redwell audit verify, redwell vault verify.")
    for fault in report.faults:
        print(f"Already so when the backup was made: {fault}", file=sys.stderr)
    return 0


def _installation():  # type: ignore[no-untyped-def]
    from redwell.core.backup import Installation
    from redwell.site import config

    held = config.load()
    file = os.environ.get("REDWELL_ENV_FILE")
    return Installation(held.data, held.database, held.secret_key, Path(file) if file else None)


# These need no Django: a machine without an installation has to be able to run them.
_DIRECT: dict[str, Callable[[list[str]], int]] = {
    "assets": _assets,
    "backup": _backup,
    "restore": _restore,
}
