"""`python -m redwell.lib.deadlines FILE.jsonl ...`: runs worked cases; 1 when any fails."""

import sys
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from redwell.lib.rulebook.calendars import Calendar, load_calendars
from redwell.lib.rulebook.programs import Program, load_programs

from .cases import Report, check_file


@dataclass(frozen=True)
class _Shipped:
    programs: dict[str, Program]
    calendars: dict[str, Calendar]


def main(names: list[str]) -> int:
    """Checks each file and prints the failures with the engine's own proof."""
    if not names:
        print("Name one or more case files: python -m redwell.lib.deadlines FILE.jsonl")
        return 2
    with as_file(files("redwell") / "rulebook") as root:
        book = _Shipped(load_programs(root / "programs"), load_calendars(root / "calendars"))
    passed = failed = 0
    lines: list[str] = []
    for name in names:
        path = Path(name)
        if not path.is_file():
            print(f"There is no file {name}. Check the path.")
            return 2
        report = check_file(path, book)
        passed, failed = passed + report.passed, failed + report.failed
        lines.extend(report.lines)
    print(Report(passed, failed, tuple(lines)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
