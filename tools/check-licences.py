"""Fails when a package of the core set is under a licence that Redwell cannot ship beside."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFUSED = re.compile(r"\b(A?GPL|GNU (AFFERO )?GENERAL PUBLIC)", re.IGNORECASE)
ALLOWED = re.compile(r"LGPL|LESSER|MPL|MIT|BSD|APACHE|PYTHON|PSF|ISC|UNLICENSE|ZLIB", re.IGNORECASE)


def main() -> int:
    """Compare the pinned core set with the licences that the installed packages declare."""
    pinned = re.findall(
        r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / "requirements/core.txt").read_text(), re.MULTILINE
    )
    listed = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--format=json", "--with-system"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    bad = []
    for package in json.loads(listed):
        name, licence = package["Name"], package["License"]
        if name.lower().replace("_", "-") not in {p.replace("_", "-") for p in pinned}:
            continue
        if REFUSED.search(licence) and not ALLOWED.search(licence):
            bad.append(f"{name}: {licence}")
    for line in bad:
        print(f"refused licence: {line}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
