"""`python -m redwell.lib.deadlines FILE.jsonl ...`: runs worked cases; 1 when any fails."""

import sys
from pathlib import Path

from redwell.lib.rulebook import load

from .cases import Report, check_file


def main(names: list[str]) -> int:
    """Checks each file and prints the failures with the engine's own proof."""
    if not names:
        print("Name one or more case files: python -m redwell.lib.deadlines FILE.jsonl")
        return 2
    book = load()
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
