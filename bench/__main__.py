"""``make bench``: every figure this version can show, one line each: name, ours, peer, ratio, goal.

``python -m bench [--small] [PART …]``. Each part is a process of its own with an installation of
its own; ``--small`` makes the large firm a quarter as large.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# The modules that share one installation, in the order in which they are run.
PARTS = {
    "engine": ("deadlines",),
    "firm": ("lists", "pages", "recompute"),
    "postgres": ("lists",),
    "chain": ("audit_chain",),
    "saves": ("saves", "restore"),
}
ROOT = Path(__file__).resolve().parents[1]
POSTGRES = ["sh", str(ROOT / "tools" / "postgres.sh")]


def main() -> int:
    """Run the parts and print their lines; returns 1 when a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a quarter of the large firm")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}")
    if given.inside:
        return _inside(given.inside, given.small)
    print(f"{'figure':<48}{'ours':>14}{'peer':>14}{'ratio':>9}  goal", flush=True)
    codes = [_part(name, given.small) for name in given.parts or PARTS]
    return max(codes)


def _part(name: str, small: bool) -> int:
    """One part in a new process; returns 0 only when every goal of it was reached."""
    with tempfile.TemporaryDirectory(prefix="redwell-bench-") as folder:
        surroundings = os.environ | {
            "REDWELL_DATA": str(Path(folder) / "data"),
            "REDWELL_DATABASE": "",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONTZPATH": "",
            # The web server's processes read bench.settings too.
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        words = [sys.executable, "-m", "bench", "--inside", name, *(["--small"] if small else [])]
        if name != "postgres":
            return subprocess.run(words, env=surroundings, check=False).returncode
        started = subprocess.run([*POSTGRES, "start"], capture_output=True, text=True, check=False)
        if started.returncode:
            print(f"PostgreSQL was not measured: {started.stderr.strip()}", flush=True)
            return 1
        try:
            surroundings["REDWELL_DATABASE"] = started.stdout.strip()
            return subprocess.run(words, env=surroundings, check=False).returncode
        finally:
            subprocess.run([*POSTGRES, "stop"], check=False)


def _inside(part: str, small: bool) -> int:
    import django

    django.setup()
    from bench import firm

    if part in ("firm", "postgres"):
        firm.build(firm.MATTERS // 4 if small else firm.MATTERS)
    missed = 0
    for name in PARTS[part]:
        for figure in importlib.import_module(f"bench.{name}").figures():
            print(figure, flush=True)
            missed += not figure.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
