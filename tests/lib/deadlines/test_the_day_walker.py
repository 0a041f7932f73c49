"""The judge itself is tried first, on printed examples and on refusals."""

import json
from datetime import date
from pathlib import Path

import pytest

from lib.deadlines.daywalker import due

FILES = ["deadlines-us-examples.jsonl", "deadlines-commonwealth-examples.jsonl"]


@pytest.mark.parametrize("name", FILES)
def test_the_walker_reaches_every_public_date(name: str, shared: Path) -> None:
    wrong = []
    for line in (shared / "cases" / name).read_text().splitlines():
        case = json.loads(line)
        day, clock, _ = due(case)
        expected_clock = case.get("expected_time", clock)
        if (day.isoformat(), clock) != (case["expected_date"], expected_clock):
            wrong.append((case["id"], case["expected_date"], day.isoformat(), clock))
    assert wrong == []


def us(where: str, on: str, count: int, unit: str = "days", way: str = "after", **rest) -> date:
    case = {"jurisdiction": where, "trigger_date": on, "count": count, "unit": unit}
    return due(case | {"direction": way} | rest)[0]


def test_a_texas_three_day_notice_counts_the_weekend_but_a_four_day_one_does_not() -> None:
    assert us("US-TX", "2026-05-01", 3, rule="TRCP 21(b)") == date(2026, 5, 4)
    assert us("US-TX", "2026-05-01", 4, rule="TRCP 11") == date(2026, 5, 7)


def test_a_florida_period_begun_by_friday_service_starts_on_monday() -> None:
    assert us("US-FL", "2026-03-06", 10) == date(2026, 3, 18)
    assert us("US-FL", "2026-03-06", 10, options={"as_of": "2018-06-01"}) == date(2026, 3, 16)


def test_a_friday_before_a_saturday_holiday_yields_the_earlier_date_in_both_directions() -> None:
    assert us("US-FRCP", "2026-06-19", 14) == date(2026, 7, 3)
    assert us("US-FRCP", "2026-07-17", 14, way="before") == date(2026, 7, 2)


def test_an_office_closed_on_a_business_day_moves_only_acts_at_the_office() -> None:
    case = {"jurisdiction": "GB-EAW", "trigger_date": "2024-12-13", "count": 14, "unit": "days"}
    at_office = {"direction": "after", "options": {"act": "court_office"}}
    assert due(case | at_office)[0] == date(2024, 12, 30)
    assert due(case | {"direction": "after"})[0] == date(2024, 12, 27)


def test_a_period_accruing_at_midnight_ends_a_day_earlier() -> None:
    case = {
        "jurisdiction": "GB", "trigger_date": "2011-06-02", "count": 6, "unit": "years",
        "direction": "after", "options": {"accrual": "midnight_end_of_day"},
    }  # fmt: skip
    assert due(case)[0] == date(2017, 6, 2)


def test_an_email_filed_on_the_stroke_of_four_is_late_in_england() -> None:
    case = {
        "jurisdiction": "GB-EAW", "trigger_date": "2025-11-06", "trigger_time": "15:59",
        "service": {"method": "email_filing"}, "count": None, "direction": "deemed_filing",
    }  # fmt: skip
    assert due(case)[0] == date(2025, 11, 6)
    assert due(case | {"trigger_time": "16:00"})[0] == date(2025, 11, 7)


def test_service_by_a_means_no_rule_describes_is_refused() -> None:
    case = {
        "jurisdiction": "AU-HCA", "trigger_date": "2025-11-06", "direction": "deemed_service",
        "service": {"method": "email"}, "count": None,
    }  # fmt: skip
    with pytest.raises(LookupError, match="no deemed service"):
        due(case)
