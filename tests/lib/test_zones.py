"""A court's clock: right for 2026 on any machine, and elapsed hours by the rule."""

import os
import subprocess
import sys
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from redwell.lib import zones


def noon(year: int, month: int, day: int, name: str) -> timedelta | None:
    return datetime(year, month, day, 12, tzinfo=zones.zone(name)).utcoffset()


def test_the_machines_own_tables_are_never_read():
    assert zoneinfo.TZPATH == ()


@pytest.mark.parametrize(
    ("name", "winter_2025", "winter_2026"),
    [
        ("America/Vancouver", -8, -7),
        ("America/Edmonton", -7, -6),
        ("America/Winnipeg", -6, -5),
        ("America/Toronto", -5, -5),
        ("Europe/London", 0, 0),
    ],
)
def test_three_provinces_stop_changing_their_clocks_in_2026(name, winter_2025, winter_2026):
    assert noon(2025, 12, 1, name) == timedelta(hours=winter_2025)
    assert noon(2026, 12, 1, name) == timedelta(hours=winter_2026)
    assert noon(2027, 1, 15, name) == timedelta(hours=winter_2026)


def test_brisbane_and_perth_keep_no_summer_time():
    assert noon(2026, 1, 5, "Australia/Brisbane") == noon(2026, 7, 6, "Australia/Brisbane")
    assert noon(2026, 1, 5, "Australia/Perth") == noon(2026, 7, 6, "Australia/Perth")


def test_the_check_passes_on_the_pinned_tables():
    zones.check()


def test_tables_from_before_the_change_are_refused_with_the_remedy(monkeypatch):
    # Phoenix has kept UTC-7 for decades: as Edmonton it stands for a table of 2025.
    monkeypatch.setattr(
        zones,
        "zone",
        lambda name: ZoneInfo("America/Phoenix" if name == "America/Edmonton" else name),
    )
    with pytest.raises(zones.ZoneError, match="America/Edmonton on 1 December 2026 must be UTC-6"):
        zones.check()


def test_a_search_path_in_the_environment_changes_nothing(tmp_path):
    code = (
        "from redwell.lib import zones; zones.check(); "
        "import zoneinfo; raise SystemExit(len(zoneinfo.TZPATH))"
    )
    environment = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["", "Vancouver", "America/Nowhere", "../etc/passwd", "America"])
def test_an_unknown_zone_is_refused_with_an_example(name):
    with pytest.raises(zones.ZoneError, match="such as America/Toronto"):
        zones.zone(name)


def test_72_hours_over_the_autumn_change_end_an_hour_earlier_by_the_clock():
    # Committee note of 2009 to FRCP 6(a)(2).
    start = zones.wall_time(date(2007, 11, 2), time(10, 23), "America/New_York")
    assert zones.after_hours(start, 72).isoformat() == "2007-11-05T09:23:00-05:00"


def test_hours_counted_back_over_the_spring_change_land_an_hour_earlier():
    hearing = zones.wall_time(date(2026, 3, 9), time(9, 0), "America/New_York")
    assert zones.after_hours(hearing, -48).isoformat() == "2026-03-07T08:00:00-05:00"


def test_hours_without_a_zone_are_refused():
    with pytest.raises(zones.ZoneError, match="needs the court's zone"):
        zones.after_hours(datetime.combine(date(2026, 3, 9), time(9)), 72)


def test_a_time_that_the_clocks_skipped_is_refused():
    with pytest.raises(zones.ZoneError, match="did not exist in America/New_York"):
        zones.wall_time(date(2026, 3, 8), time(2, 30), "America/New_York")


def test_a_time_that_comes_twice_means_the_first():
    twice = zones.wall_time(date(2026, 11, 1), time(1, 30, fold=1), "America/New_York")
    assert twice.astimezone(UTC) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
