"""Where holidays move: each law's own way with Saturdays, Sundays, pairs and one-off days."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import redwell
from redwell.lib.rulebook.calendars import Holiday, load_calendars

CALENDARS = load_calendars(Path(redwell.__file__).parent / "rulebook" / "calendars")


def row(calendar: str, day: str) -> Holiday | None:
    return CALENDARS[calendar].row(date.fromisoformat(day))


def kinds(calendar: str, *days: str) -> list[str | None]:
    found = [row(calendar, day) for day in days]
    return [one.kind if one else None for one in found]


@pytest.mark.parametrize(
    "friday",
    ["2021-06-18", "2026-07-03", "2027-06-18", "2027-12-24", "2027-12-31", "2028-11-10"],
)
def test_the_friday_before_a_federal_saturday_holiday_has_a_kind_of_its_own(friday):
    # Whether it is a legal holiday of FRCP 6(a)(6) is not settled.
    assert kinds("us.federal", friday) == ["observed_friday"]


def test_the_monday_after_a_federal_sunday_holiday_is_a_holiday():
    # E.O. 11582.
    assert kinds("us.federal", "2011-12-26", "2021-07-05", "2023-01-02") == ["holiday"] * 3


def test_new_years_day_on_a_saturday_is_kept_in_the_year_before():
    assert [str(one.day) for one in CALENDARS["us.federal"].holidays(2021)][-2:] == [
        "2021-12-25",
        "2021-12-31",
    ]
    assert row("us.federal", "2021-12-31").name == "New Year's Day (observed)"


def test_juneteenth_began_with_the_statute_of_june_2021():
    assert kinds("us.federal", "2020-06-19", "2021-06-18", "2022-06-20", "2026-06-19") == [
        None,
        "observed_friday",
        "holiday",
        "holiday",
    ]


def test_an_executive_order_closes_offices_and_makes_no_holiday():
    assert kinds("us.federal", "2025-01-09", "2025-12-24", "2025-12-26") == ["closure"] * 3
    assert row("us.federal", "2025-12-24").source == "E.O. 14371"


def test_california_changed_columbus_day_for_native_american_day():
    assert kinds("us.ca", "2021-10-11", "2021-09-24") == ["holiday", None]
    assert kinds("us.ca", "2022-10-10", "2022-09-23") == [None, "holiday"]


def test_california_courts_close_on_the_friday_before_a_saturday_holiday():
    assert kinds("us.ca", "2026-07-03", "2022-02-11") == ["holiday", "holiday"]


def test_new_york_moves_a_sunday_holiday_but_neither_a_saturday_one_nor_flag_day():
    assert kinds("us.ny", "2021-07-05", "2020-07-03") == ["holiday", None]
    assert kinds("us.ny", "2026-06-14", "2026-06-15") == ["holiday", None]


def test_new_york_votes_every_year_illinois_and_delaware_in_even_ones():
    assert kinds("us.ny", "2025-11-04", "2026-11-03") == ["holiday", "holiday"]
    assert kinds("us.il", "2025-11-04", "2026-11-03") == [None, "holiday"]
    assert kinds("us.de", "2025-11-04", "2026-11-03") == [None, "holiday"]


def test_election_day_is_never_the_first_of_november():
    assert kinds("us.ny", "2022-11-01", "2022-11-08") == [None, "holiday"]


def test_texas_moves_no_holiday_off_a_weekend():
    assert kinds("us.tx", "2026-07-03", "2021-07-05", "2026-12-24", "2026-12-26") == [None] * 4


def test_two_texas_holidays_on_one_day_are_one_row_with_both_names():
    # 19 January 2026 is the third Monday.
    name = row("us.tx", "2026-01-19").name
    assert "Martin Luther King" in name
    assert "Confederate Heroes" in name


def test_inauguration_day_comes_every_four_years_and_on_monday_when_sunday():
    assert kinds("us.dc", "2025-01-20", "2026-01-20", "2029-01-19") == ["holiday", None, None]
    assert kinds("us.dc", "2013-01-21") == ["holiday"]


@pytest.mark.parametrize(
    ("christmas", "days"),
    [
        (2020, ["2020-12-28"]),
        (2021, ["2021-12-27", "2021-12-28"]),
        (2022, ["2022-12-26", "2022-12-27"]),
        (2025, ["2025-12-25", "2025-12-26"]),
        (2026, ["2026-12-25", "2026-12-28"]),
        (2027, ["2027-12-27", "2027-12-28"]),
    ],
)
def test_english_christmas_and_boxing_day_find_their_substitutes(christmas, days):
    found = {str(one.day) for one in CALENDARS["gb.eaw"].holidays(christmas)}
    assert set(days) <= found
    assert f"{christmas}-12-29" not in found


def test_christmas_on_a_saturday_is_still_christmas_day():
    # CPR 6.2(b) names Christmas Day beside the bank holidays.
    assert row("gb.eaw", "2021-12-25").name == "Christmas Day"


def test_an_english_holiday_that_moved_leaves_its_monday_to_work():
    assert kinds("gb.eaw", "2020-05-04", "2020-05-08") == [None, "holiday"]
    assert kinds("gb.eaw", "2022-05-30", "2022-06-02", "2022-06-03") == [None, "holiday", "holiday"]


def test_an_extra_closure_of_english_offices_does_not_touch_counting():
    for day in ("2018-12-24", "2021-12-24", "2024-12-27", "2025-12-24"):
        assert kinds("gb.eaw", day) == [None]
        assert kinds("gb.eaw.office", day) == ["closure"]
    assert kinds("gb.eaw.office", "2025-12-25", "2025-08-25") == ["holiday", "holiday"]


def test_northern_ireland_keeps_its_own_two_days_and_their_mondays():
    assert kinds("gb.nir", "2024-03-18", "2025-07-14", "2026-07-13") == ["holiday"] * 3
    assert kinds("gb.nir", "2020-05-04", "2020-05-08") == [None, "holiday"]


def test_ontario_adds_a_monday_when_christmas_is_a_friday():
    assert kinds("ca.on", "2026-12-25", "2026-12-26", "2026-12-28", "2026-12-29") == [
        "holiday",
        "holiday",
        "holiday",
        None,
    ]


def test_ontario_adds_monday_and_tuesday_when_christmas_is_on_a_weekend():
    assert kinds("ca.on", "2021-12-27", "2021-12-28", "2021-12-29") == ["holiday", "holiday", None]
    assert kinds("ca.on", "2022-12-26", "2022-12-27", "2022-12-28") == ["holiday", "holiday", None]


def test_truth_and_reconciliation_day_stops_no_period_in_ontario():
    assert kinds("ca.on", "2026-09-30") == [None]
    assert kinds("ca.on.office", "2026-09-30") == ["closure"]


def test_the_federal_courts_got_their_substitutes_in_january_2022():
    assert kinds("ca.fc", "2022-01-03", "2023-01-02") == [None, "holiday"]
    assert kinds("ca.fc", "2017-07-03", "2023-07-03") == [None, "holiday"]


def test_the_federal_courts_know_no_boxing_day_and_no_october_monday():
    assert kinds("ca.fc", "2024-12-26", "2023-10-02", "2024-09-30", "2020-09-30") == [
        None,
        None,
        "holiday",
        None,
    ]


def test_canada_day_on_a_sunday_is_kept_on_2_july_by_the_holidays_act():
    assert kinds("ca", "2018-07-02", "2029-07-02", "2023-07-03") == ["holiday", "holiday", None]


def test_saturday_is_a_holiday_for_some_canadian_courts_only():
    assert CALENDARS["ca"].weekend == CALENDARS["ca.bc"].weekend == {6}
    assert CALENDARS["ca.fc"].weekend == CALENDARS["ca.scc"].weekend == {5, 6}
    assert CALENDARS["ca.on"].weekend == CALENDARS["ca.bc.office"].weekend == {5, 6}


def test_british_columbia_moved_family_day_and_gives_no_substitutes():
    assert kinds("ca.bc", "2012-02-13", "2018-02-12", "2019-02-11", "2019-02-18") == [
        None,
        "holiday",
        None,
        "holiday",
    ]
    assert kinds("ca.bc", "2023-07-03", "2022-09-30", "2024-09-30") == [None, None, "holiday"]


def test_alberta_keeps_26_december_a_day_later_when_it_is_a_sunday_or_monday():
    assert kinds("ca.ab", "2022-12-26", "2022-12-27") == [None, "holiday"]
    assert kinds("ca.ab", "2027-12-26", "2027-12-27") == [None, "holiday"]
    assert kinds("ca.ab", "2024-12-26", "2024-12-27") == ["holiday", None]


def test_australia_day_on_a_weekend_is_kept_on_monday_instead():
    assert kinds("au.nsw", "2025-01-26", "2025-01-27") == [None, "holiday"]


def test_anzac_day_gets_a_monday_in_new_south_wales_in_two_years_only():
    assert kinds("au.nsw", "2020-04-27", "2026-04-27", "2027-04-26", "2032-04-26") == [
        None,
        "holiday",
        "holiday",
        None,
    ]
    assert kinds("au.vic", "2026-04-27", "2027-04-26") == [None, None]


def test_the_high_court_of_australia_is_closed_from_christmas_to_new_year():
    closed = [date(2025, 12, 25) + timedelta(days=n) for n in range(8)]
    assert all(CALENDARS["au.hca"].row(day) for day in closed)
    assert kinds("au.hca", "2025-12-24", "2026-01-02", "2025-12-29") == [None, None, "closure"]
