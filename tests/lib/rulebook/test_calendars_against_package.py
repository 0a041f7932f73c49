"""Every calendar against the ``holidays`` package on weekdays of 2015 to 2030.

The package knows what employers keep, not what a court leaves out, so it is a check and not the
authority. A difference that is not in the table below, or that is gone, fails.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays
import pytest

import redwell
from redwell.lib.rulebook.calendars import load_calendars

CALENDARS = load_calendars(Path(redwell.__file__).parent / "rulebook" / "calendars")
YEARS = range(2015, 2031)

EASTER_MONDAYS = """
2015-04-06 2016-03-28 2017-04-17 2018-04-02 2019-04-22 2020-04-13 2021-04-05 2022-04-18
2023-04-10 2024-04-01 2025-04-21 2026-04-06 2027-03-29 2028-04-17 2029-04-02 2030-04-22
"""

# calendar: (country, subdivision, categories of the package)
PACKAGE = {
    "us.ca": ("US", "CA", ("public",)),
    "us.ny": ("US", "NY", ("public",)),
    "us.tx": ("US", "TX", ("public",)),
    "us.fl": ("US", "FL", ("public",)),
    "us.il": ("US", "IL", ("public",)),
    "us.de": ("US", "DE", ("public",)),
    "gb.eaw": ("GB", "ENG", ("public",)),
    "gb.nir": ("GB", "NIR", ("public",)),
    "gb.sct": ("GB", "SCT", ("public",)),
    "ca": ("CA", None, ("public", "government")),
    "ca.fc": ("CA", None, ("public", "government")),
    "ca.on": ("CA", "ON", ("public", "optional")),
    "ca.bc": ("CA", "BC", ("public",)),
    "ca.ab": ("CA", "AB", ("public",)),
    "au.nsw": ("AU", "NSW", ("public",)),
    "au.vic": ("AU", "VIC", ("public",)),
    "au.act": ("AU", "ACT", ("public",)),
    "au.qld": ("AU", "QLD", ("public",)),
    "au.wa": ("AU", "WA", ("public",)),
    "au.sa": ("AU", "SA", ("public",)),
    "au.tas": ("AU", "TAS", ("public",)),
    "au.nt": ("AU", "NT", ("public",)),
}

# Days that the package lacks: (calendar, why the law has them, the days).
LACKS = [
    (
        "us.ca",
        "A judicial holiday (CCP 135), not one for state employees",
        """
        2015-02-12 2016-02-12 2018-02-12 2019-02-12 2020-02-12 2021-02-12 2024-02-12
        2025-02-12 2026-02-12 2027-02-12 2029-02-12 2030-02-12
        """,
    ),
    (
        "us.ca",
        "A judicial holiday until 2021",
        "2015-10-12 2016-10-10 2017-10-09 2018-10-08 2019-10-14 2020-10-12 2021-10-11",
    ),
    (
        "us.ca",
        "The same: Saturday to Friday, Sunday to Monday",
        "2017-02-13 2022-02-11 2023-02-13 2028-02-11",
    ),
    (
        "us.ca",
        "Saturday to Friday, as the Judicial Council designates",
        "2018-03-30 2029-03-30",
    ),
    (
        "us.ca",
        "In place of Columbus Day since 2022 (AB 855)",
        """
        2022-09-23 2023-09-22 2024-09-27 2025-09-26 2026-09-25 2027-09-24 2028-09-22
        2029-09-28 2030-09-27
        """,
    ),
    (
        "us.il",
        "In the courts' lists",
        """
        2015-11-27 2016-11-25 2017-11-24 2018-11-23 2019-11-29 2020-11-27 2021-11-26
        2022-11-25 2023-11-24 2024-11-29 2025-11-28 2026-11-27 2027-11-26 2028-11-24
        2029-11-23 2030-11-29
        """,
    ),
    ("ca", "A holiday of the law, none for most employers", EASTER_MONDAYS),
    ("ca.fc", "A holiday of the law, none for most employers", EASTER_MONDAYS),
    (
        "ca.on",
        "r. 1.03 adds the Monday; the library leaves it out",
        "2017-07-03 2018-07-02 2023-07-03 2028-07-03 2029-07-02",
    ),
    ("ca.bc", "A holiday of the law, none for most employers", EASTER_MONDAYS),
    (
        "ca.bc",
        "A holiday of the Act, s. 29",
        """
        2017-12-26 2018-12-26 2019-12-26 2023-12-26 2024-12-26 2025-12-26 2028-12-26
        2029-12-26 2030-12-26
        """,
    ),
    ("ca.ab", "A holiday of the law, none for most employers", EASTER_MONDAYS),
    (
        "ca.ab",
        "26 December on a Monday is kept on the 27th",
        "2016-12-27 2022-12-27",
    ),
    (
        "ca.ab",
        "A holiday of the Act, s. 28",
        """
        2017-12-26 2018-12-26 2019-12-26 2023-12-26 2024-12-26 2025-12-26 2028-12-26
        2029-12-26 2030-12-26
        """,
    ),
]

# Days that the package adds: (calendar, why the law does not have them, the days).
ADDS = [
    (
        "us.ca",
        "A day of remembrance on which courts sit",
        """
        2017-02-15 2018-02-15 2019-02-15 2022-02-15 2023-02-15 2024-02-15 2028-02-15
        2029-02-15 2030-02-15
        """,
    ),
    (
        "us.ca",
        "The courts' lists have it from 2023",
        "2021-06-18 2022-06-20",
    ),
    (
        "us.ca",
        "A state holiday from 2026 that the courts' lists do not have",
        "2027-10-29 2028-10-17 2029-11-05",
    ),
    (
        "us.ny",
        "GCL 24 moves Sunday, never Saturday",
        """
        2015-07-03 2017-11-10 2020-07-03 2021-06-18 2021-12-24 2021-12-31 2022-02-11
        2023-11-10 2026-07-03 2027-06-18 2027-12-24 2027-12-31 2028-02-11 2028-11-10
        """,
    ),
    (
        "us.ny",
        "A day of remembrance, not in GCL 24",
        """
        2017-02-15 2018-02-15 2019-02-15 2022-02-15 2023-02-15 2024-02-15 2028-02-15
        2029-02-15 2030-02-15
        """,
    ),
    (
        "us.tx",
        "An optional holiday of 662.013, not a legal holiday",
        """
        2015-03-31 2016-03-31 2017-03-31 2020-03-31 2021-03-31 2022-03-31 2023-03-31
        2025-03-31 2026-03-31 2027-03-31 2028-03-31
        """,
    ),
    (
        "us.tx",
        "An optional holiday of 662.003(c), not a legal holiday",
        """
        2015-04-03 2016-03-25 2017-04-14 2018-03-30 2019-04-19 2020-04-10 2021-04-02
        2022-04-15 2023-04-07 2024-03-29 2025-04-18 2026-04-03 2027-03-26 2028-04-14
        2029-03-30 2030-04-19
        """,
    ),
    (
        "us.tx",
        "The statute moves no holiday off a weekend",
        """
        2015-07-03 2016-12-23 2016-12-26 2017-01-02 2017-11-10 2017-12-22 2018-11-12
        2020-07-03 2021-06-18 2021-07-05 2021-12-23 2021-12-24 2021-12-31 2022-06-20
        2022-12-23 2022-12-26 2023-01-02 2023-11-10 2023-12-22 2026-07-03 2027-06-18
        2027-07-05 2027-12-23 2027-12-24 2027-12-31 2028-11-10 2028-12-22 2029-11-12
        """,
    ),
    (
        "us.tx",
        "662.003(b), but not among the days taken as legal holidays",
        """
        2015-12-24 2017-12-26 2018-12-24 2018-12-26 2019-12-24 2019-12-26 2020-12-24
        2023-12-26 2024-12-24 2024-12-26 2025-12-24 2025-12-26 2026-12-24 2028-12-26
        2029-12-24 2029-12-26 2030-12-24 2030-12-26
        """,
    ),
    (
        "us.fl",
        "Not in s. 110.117",
        """
        2016-02-15 2017-02-15 2018-02-15 2019-02-15 2021-02-15 2022-02-15 2023-02-15
        2024-02-15 2027-02-15 2028-02-15 2029-02-15 2030-02-15
        """,
    ),
    (
        "us.fl",
        "Not in s. 110.117; a circuit may add it",
        """
        2021-06-18 2022-06-20 2023-06-19 2024-06-19 2025-06-19 2026-06-19 2027-06-18
        2028-06-19 2029-06-19 2030-06-19
        """,
    ),
    (
        "us.il",
        "A school holiday, not in the courts' lists",
        """
        2015-03-02 2016-03-07 2017-03-06 2018-03-05 2019-03-04 2020-03-02 2021-03-01
        2022-03-07 2023-03-06 2024-03-04 2025-03-03 2026-03-02 2027-03-01 2028-03-06
        2029-03-05 2030-03-04
        """,
    ),
    (
        "us.il",
        "The Friday has the kind of the unsettled federal Friday",
        """
        2015-07-03 2017-11-10 2020-07-03 2021-06-18 2021-12-24 2021-12-31 2022-02-11
        2023-11-10 2026-07-03 2027-06-18 2027-12-24 2027-12-31 2028-02-11 2028-11-10
        """,
    ),
    (
        "ca",
        "26 December is no holiday of the Act",
        """
        2015-12-28 2016-12-26 2017-12-26 2018-12-26 2019-12-26 2020-12-28 2021-12-28
        2022-12-26 2023-12-26 2024-12-26 2025-12-26 2026-12-28 2027-12-28 2028-12-26
        2029-12-26 2030-12-26
        """,
    ),
    (
        "ca",
        "The Act has no substitutes but 2 July",
        """
        2016-12-27 2017-01-02 2017-07-03 2017-11-13 2018-11-12 2021-12-27 2022-01-03
        2022-12-27 2023-01-02 2023-07-03 2023-11-13 2027-12-27 2028-01-03 2028-07-03
        2028-11-13 2029-11-12
        """,
    ),
    (
        "ca",
        "30 September has no substitute",
        "2023-10-02 2028-10-02 2029-10-01",
    ),
    (
        "ca.fc",
        "26 December is no holiday of the Act",
        """
        2015-12-28 2016-12-26 2017-12-26 2018-12-26 2019-12-26 2020-12-28 2021-12-28
        2023-12-26 2024-12-26 2025-12-26 2028-12-26 2029-12-26 2030-12-26
        """,
    ),
    (
        "ca.fc",
        "r. 2 has substitutes only since 13 January 2022",
        "2016-12-27 2017-01-02 2017-07-03 2017-11-13 2018-11-12 2021-12-27 2022-01-03",
    ),
    (
        "ca.fc",
        "30 September has no substitute",
        "2023-10-02 2028-10-02 2029-10-01",
    ),
    (
        "ca.bc",
        "The Act has no substitutes",
        """
        2017-01-02 2018-07-02 2021-12-27 2022-01-03 2023-01-02 2023-10-02 2027-12-27
        2028-01-03 2028-10-02 2029-07-02 2029-10-01
        """,
    ),
    (
        "ca.bc",
        "Kept by public employers; no holiday of the Act",
        "2022-09-19",
    ),
    (
        "ca.ab",
        "The Act has no substitutes",
        """
        2016-12-26 2017-01-02 2017-11-13 2018-07-02 2018-11-12 2022-01-03 2022-12-26
        2023-01-02 2023-11-13 2028-01-03 2028-11-13 2029-07-02 2029-11-12
        """,
    ),
    (
        "au.vic",
        "Predicted by the library, not gazetted",
        "2027-09-24 2028-09-29 2029-09-28 2030-09-27",
    ),
]


def days(table: list[tuple[str, str, str]], calendar: str) -> set[date]:
    return {
        date.fromisoformat(day)
        for name, _why, listed in table
        if name == calendar
        for day in listed.split()
    }


def working(found: Iterator[date]) -> set[date]:
    return {day for day in found if day.weekday() < 5 and day.year in YEARS}


@pytest.mark.parametrize("calendar", PACKAGE)
def test_a_calendar_differs_from_the_package_only_where_the_law_does(calendar):
    country, subdivision, categories = PACKAGE[calendar]
    package = working(
        iter(
            holidays.country_holidays(
                country, subdiv=subdivision, years=YEARS, categories=categories
            )
        )
    )
    ours = working(
        row.day
        for year in YEARS
        for row in CALENDARS[calendar].holidays(year)
        if row.kind == "holiday"
    )
    assert ours - package == days(LACKS, calendar)
    assert package - ours == days(ADDS, calendar)


def test_the_federal_table_with_its_fridays_equals_the_package_from_1990_to_2035():
    years = range(1990, 2036)
    package = holidays.US(years=years)
    ours = {
        row.day
        for year in years
        for row in CALENDARS["us.federal"].holidays(year)
        if row.kind in ("holiday", "observed_friday")
    }
    assert {day for day in ours if day.weekday() < 5 and day.year in years} == {
        day for day in package if day.weekday() < 5 and day.year in years
    }


def test_the_federal_closures_are_the_whole_days_the_package_has_and_one_of_1994():
    years = range(1992, 2027)
    closings = set(holidays.US(years=years, categories="government"))
    closings -= set(holidays.US(years=years))
    closures = {
        row.day
        for year in years
        for row in CALENDARS["us.federal"].holidays(year)
        if row.kind == "closure"
    }
    half_days = {"2002-12-24", "2009-12-24", "2015-12-24"}
    nixon = {"1994-04-27"}
    assert {str(day) for day in closures} == {str(day) for day in closings} - half_days | nixon
