"""The engine against the day walker on thousands of generated cases.

Both were written from the rules by people who did not read each other's work. The walker's date
is the expected one; the product's own case runner says where it differs, with its proof.
"""

import importlib.util
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lib.deadlines.casegen import cases
from lib.deadlines.daywalker import due

SOURCE = Path(__file__).resolve().parents[3] / "src"


def judged(case: dict) -> dict:
    """A case with the walker's answer as its expectation."""
    day, clock, _ = due(case)
    hour = {"expected_time": clock} if clock else {}
    return case | {"expected_date": day.isoformat(), **hour}


def test_the_same_seed_gives_the_same_cases() -> None:
    assert list(cases(40, seed=7)) == list(cases(40, seed=7))
    assert list(cases(40, seed=7)) != list(cases(40, seed=8))


def test_the_cases_reach_every_jurisdiction_of_both_formats() -> None:
    seen = {case["jurisdiction"] for case in cases(3000)}
    assert len(seen) == 25


def test_a_period_counted_back_by_the_walker_never_ends_after_its_event() -> None:
    for case in cases(2000, seed=3):
        shut = case.get("options", {}).get("clerk_inaccessible")
        anchored = case.get("options", {}).get("anchor")
        if case["direction"] == "before" and not shut and not anchored:
            assert due(case)[0] <= date.fromisoformat(case["trigger_date"]), case


@pytest.mark.skipif(
    importlib.util.find_spec("redwell.lib.deadlines") is None
    or importlib.util.find_spec("redwell.lib.deadlines.cases") is None,
    reason="the engine's case runner (redwell.lib.deadlines.cases) is not in this checkout",
)
def test_the_engine_and_the_walker_give_the_same_dates(tmp_path: Path) -> None:
    path = tmp_path / "generated.jsonl"
    path.write_text("\n".join(json.dumps(judged(case)) for case in cases(3000)) + "\n")
    run = subprocess.run(
        [sys.executable, "-m", "redwell.lib.deadlines", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONTZPATH": ""},
    )
    assert "3000 passed, 0 failed" in run.stdout, run.stdout[-4000:] + run.stderr[-2000:]
    assert run.returncode == 0
