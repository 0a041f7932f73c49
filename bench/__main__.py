"""``make bench``: every figure this version can show, one line each: name, ours, peer, ratio, goal."""

from __future__ import annotations

import os
import sys
import tempfile

os.environ["REDWELL_DATA"] = tempfile.mkdtemp(prefix="redwell-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "redwell.site.settings"
os.environ["PYTHONTZPATH"] = ""


def main() -> int:
    """Run each benchmark and print its line; returns 1 when a goal was missed."""
    import django

    django.setup()
    from bench import audit_chain, deadlines, lists

    missed = 0
    print(f"{'figure':<44}{'ours':>14}{'peer':>14}{'ratio':>9}  goal")
    for figure in (*deadlines.figures(), *lists.figures(), *audit_chain.figures()):
        print(figure)
        missed += not figure.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
