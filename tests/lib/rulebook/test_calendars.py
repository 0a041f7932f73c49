"""What a calendar answers: which days, of what kind, and how sure."""

from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redwell
from redwell.lib.rulebook.calendars import Calendar, Holiday, load_calendars

CALENDARS = load_calendars(Path(redwell.__file__).parent / "rulebook" / "calendars")


def row(calendar: str, day: str) -> Holiday | None:
    return CALENDARS[calendar].row(date.fromisoformat(day))


def kinds(calendar: str, *days: str) -> list[str | None]:
    found = [row(calendar, day) for day in days]
    return [one.kind if one else None for one in found]


COURTS = """
us.federal us.ca us.ny us.tx us.fl us.il us.de us.dc
us.state.ak us.state.ca us.state.co us.state.de us.state.fl us.state.hi us.state.il us.state.la
us.state.ma us.state.me us.state.mo us.state.nv us.state.ny us.state.ri us.state.tx us.state.ut
us.state.vt
gb.eaw gb.eaw.office gb.nir gb.nir.office gb.sct
ca ca.on ca.on.office ca.fc ca.scc ca.bc ca.bc.office ca.ab ca.ab.office
au.nsw au.vic au.act au.qld au.wa au.sa au.tas au.nt au.hca
"""


def test_every_court_of_the_first_rulebook_has_its_calendars():
    assert sorted(CALENDARS) == sorted(COURTS.split())


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=lambda calendar: calendar.id)
def test_a_calendar_says_where_it_comes_from_and_when_it_was_checked(calendar: Calendar):
    assert calendar.title
    assert calendar.cite
    assert date(2026, 1, 1) < calendar.checked_on
    assert calendar.confidence in ("settled", "needs_review")
    assert calendar.weekend in ({5, 6}, {6})
    assert calendar.known_from < calendar.known_to


@given(st.sampled_from(sorted(CALENDARS)), st.integers(MINYEAR, MAXYEAR))
def test_a_year_of_a_calendar_has_each_day_once_and_in_order(calendar: str, year: int):
    rows = CALENDARS[calendar].holidays(year)
    listed = [one.day for one in rows]
    assert listed == sorted(set(listed))
    assert all(day.year == year for day in listed)
    assert all(CALENDARS[calendar].row(one.day) is one for one in rows)
    assert all(one.name and one.source for one in rows)


@given(st.sampled_from(sorted(CALENDARS)), st.dates())
def test_any_day_of_any_year_is_answered(calendar: str, day: date):
    found = CALENDARS[calendar].row(day)
    assert found is None or found.day == day
    if found and not CALENDARS[calendar].known_from <= day <= CALENDARS[calendar].known_to:
        assert found.status in ("provisional", "proclaimed")
        assert not CALENDARS[calendar].is_known(day)


def test_a_listed_year_is_proclaimed_a_later_one_standing_and_the_next_provisional():
    assert row("gb.eaw", "2028-12-25").status == "proclaimed"
    assert row("gb.eaw", "2012-12-25").status == "standing"
    assert row("gb.eaw", "2029-12-25").status == "provisional"
    assert row("gb.eaw", "2005-12-26").status == "provisional"
    assert row("us.federal", "2031-12-25").status == "standing"
    assert row("us.federal", "2032-12-24").status == "provisional"


def test_a_one_off_day_is_proclaimed_and_names_its_source():
    assert row("gb.eaw", "2022-09-19") == Holiday(
        day=date(2022, 9, 19),
        name="State Funeral of Queen Elizabeth II",
        kind="holiday",
        status="proclaimed",
        source="gov.uk list of bank holidays",
    )


def test_the_horizon_is_the_last_day_of_the_list():
    assert CALENDARS["gb.eaw"].is_known(date(2028, 12, 31))
    assert not CALENDARS["gb.eaw"].is_known(date(2029, 1, 1))
    assert CALENDARS["us.federal"].is_known(date(1992, 1, 1))
    assert not CALENDARS["us.federal"].is_known(date(1991, 12, 31))


def test_a_claim_of_1975_still_finds_the_holidays_of_its_year():
    assert kinds("us.federal", "1975-10-27", "1975-11-11", "1975-01-20") == ["holiday", None, None]
    assert kinds("us.federal", "1969-05-30", "1985-01-21") == ["holiday", None]


def test_english_offices_around_christmas_are_unknown_until_the_notice_is_read():
    offices = CALENDARS["gb.eaw.office"]
    assert offices.is_known(date(2025, 12, 24))
    assert offices.is_known(date(2026, 12, 23))
    assert not offices.is_known(date(2026, 12, 24))
    assert CALENDARS["gb.eaw"].is_known(date(2026, 12, 24))


def test_a_grand_final_friday_that_is_not_gazetted_is_unknown_and_no_holiday():
    assert kinds("au.vic", "2026-09-25", "2027-09-24") == ["holiday", None]
    assert CALENDARS["au.vic"].is_known(date(2026, 9, 25))
    assert not CALENDARS["au.vic"].is_known(date(2027, 9, 24))
    assert CALENDARS["au.vic"].is_known(date(2014, 9, 26))
