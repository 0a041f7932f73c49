"""The runner of worked cases: the public files pass, and no line, however broken, stops it."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.deadlines.book import BOOK
from lib.deadlines.casegen import cases
from redwell.lib.deadlines.__main__ import main
from redwell.lib.deadlines.cases import check_file, solve
from redwell.lib.deadlines.casevalues import CaseError
from redwell.lib.deadlines.question import DeadlineError

JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.lists(st.integers(), max_size=2), st.just({}), st.just([["days", 3]]), st.just("2026-02-30"),
)  # fmt: skip
GOOD = {
    "id": "own-1", "jurisdiction": "US-FRCP", "trigger_date": "2026-03-10", "count": 90,
    "unit": "days", "direction": "after", "expected_date": "2026-06-08",
}  # fmt: skip
SOME = list(cases(120, seed=11))


def write(folder: Path, *lines: object) -> Path:
    path = folder / "cases.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["deadlines-us", "deadlines-commonwealth"])
def test_every_public_case_passes(shared: Path, name: str) -> None:
    report = check_file(shared / "cases" / f"{name}-examples.jsonl", BOOK)
    assert (report.failed, report.lines) == (0, ())


def test_a_wrong_date_is_shown_with_the_engines_proof(tmp_path: Path) -> None:
    report = check_file(write(tmp_path, GOOD, GOOD | {"expected_date": "2026-06-09"}), BOOK)
    assert (report.passed, report.failed) == (1, 1)
    assert "cases.jsonl, line 2: own-1: expected 2026-06-09" in report.lines[0]
    assert "90 days after" in "\n".join(report.lines)
    assert str(report).endswith("1 passed, 1 failed")


def test_a_case_of_medium_confidence_passes_with_the_other_date(tmp_path: Path) -> None:
    open_point = GOOD | {
        "trigger_date": "2026-06-19", "count": 14, "expected_date": "2026-07-06",
    }  # fmt: skip
    assert check_file(write(tmp_path, open_point), BOOK).failed == 1
    assert check_file(write(tmp_path, open_point | {"confidence": "medium"}), BOOK).failed == 0


def test_a_broken_line_fails_with_its_number_and_reason(tmp_path: Path) -> None:
    path = write(tmp_path, "{", "[]", {"id": "x"}, GOOD | {"expected_date": 5}, "", GOOD)
    report = check_file(path, BOOK)
    assert (report.passed, report.failed) == (1, 4)
    assert "line 1: this is not JSON" in report.lines[0]
    assert "line 2: this is not a JSON object" in report.lines[1]
    assert "line 3: x: expected_date is missing" in report.lines[2]
    assert "line 4: own-1: expected_date 5 is not a date" in report.lines[3]


def test_an_unknown_jurisdiction_names_those_that_exist(tmp_path: Path) -> None:
    report = check_file(write(tmp_path, GOOD | {"jurisdiction": "US-XX"}), BOOK)
    assert "Use one of AU-ACT" in report.lines[0]


def test_an_option_that_is_not_known_fails_the_case_rather_than_being_passed_over(
    tmp_path: Path,
) -> None:
    report = check_file(write(tmp_path, GOOD | {"options": {"tolled_by_moon": True}}), BOOK)
    assert (report.passed, report.failed) == (0, 1)
    assert "option 'tolled_by_moon' is not known. Use one of accrual" in report.lines[0]


@given(st.sampled_from(SOME), st.data())
def test_no_value_in_a_case_makes_the_runner_crash(
    case: dict[str, Any], data: st.DataObject
) -> None:
    broken = json.loads(json.dumps(case))
    options = broken.setdefault("options", {})
    where = data.draw(st.sampled_from([broken, options]))
    names = [*where, "chain", "extra_closed", "vacation_excluded", "exclude_months", "composite",
             "extra_holidays", "anchor", "registry", "service", "tz", "as_of"]  # fmt: skip
    where[data.draw(st.sampled_from(names))] = data.draw(JUNK)
    with suppress(CaseError, DeadlineError):
        solve(broken, BOOK)


def test_the_command_counts_passes_and_failures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(write(tmp_path, GOOD))]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"
    assert main([str(write(tmp_path, GOOD | {"count": 91}))]) == 1
    assert main([str(tmp_path / "missing.jsonl")]) == 2
    assert main([]) == 2
