"""The judge's holidays, written from the statutes, against the product's tables, day by day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import redwell
from lib.deadlines.walker_days import holds
from redwell.lib.rulebook.calendars import load_calendars

TABLES = Path(redwell.__file__).parent / "rulebook" / "calendars"
PAIRS = {
    "us.federal": "federal", "us.ca": "US-CA", "us.ny": "US-NY", "us.tx": "US-TX",
    "us.fl": "US-FL", "us.il": "US-IL", "us.de": "US-DE", "gb.eaw": "GB-EAW", "gb.nir": "GB-NIR",
    "ca": "CA", "ca.on": "CA-ON", "ca.fc": "CA-FC", "ca.bc": "CA-BC", "au.nsw": "NSW",
    "au.vic": "VIC", "au.act": "ACT",
}  # fmt: skip
KNOWN = {
    # Federal Courts r. 2 took its Monday substitutes on 13 January 2022, after this Monday.
    ("ca.fc", date(2022, 1, 3)),
    # Canberra's Family and Community Day, gazetted to 2017; the facts do not mention it.
    *(
        ("au.act", date(y, m, d))
        for y, m, d in [
            (2011, 10, 10), (2012, 10, 8), (2013, 9, 30), (2014, 9, 29), (2015, 9, 28),
            (2016, 9, 26), (2017, 9, 25),
        ]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_weekday_is_a_holiday_in_both_or_in_neither(name: str) -> None:
    calendar = load_calendars(TABLES)[name]
    day, apart = date(2011, 1, 1), set()
    while day < date(2032, 1, 1):
        row = calendar.row(day)
        theirs = row is not None and row.kind == "holiday"
        if day.weekday() < 5 and theirs != holds(PAIRS[name], day):
            apart.add((name, day))
        day += timedelta(1)
    assert apart == {known for known in KNOWN if known[0] == name}


def test_the_fridays_before_saturday_holidays_are_marked_as_a_policy_not_as_holidays() -> None:
    calendar = load_calendars(TABLES)["us.federal"]
    fridays = [date(1992, 1, 3) + timedelta(7 * week) for week in range(2080)]
    marked = {d for d in fridays if (row := calendar.row(d)) and row.kind == "observed_friday"}
    assert marked == {d for d in fridays if holds("federal-fridays", d)}
