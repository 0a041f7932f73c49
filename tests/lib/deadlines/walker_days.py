"""Holidays for the day walker, from the statutes alone, a year at a time.

Each function answers one calendar and one year with a set of dates. Nothing here is shared with
the product: a slip in its tables cannot hide behind the same slip in the judge.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
MON, TUE, THU, FRI, SAT, SUN = 0, 1, 3, 4, 5, 6


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    moon = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - moon - c % 4) % 7
    shift = (a + 11 * moon + 22 * rest) // 451
    month, day = divmod(moon + rest - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of a month, or with n = -1 the last."""
    if n > 0:
        first = date(year, month, 1)
        return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - DAY
    return last - DAY * ((last.weekday() - weekday) % 7)


def election_day(year: int) -> date:
    """Tuesday after the first Monday of November."""
    return nth(year, 11, MON, 1) + DAY


def sunday_to_monday(days: set[date]) -> set[date]:
    return days | {d + DAY for d in days if d.weekday() == SUN}


def saturday_to_friday(days: set[date]) -> set[date]:
    return days | {d - DAY for d in days if d.weekday() == SAT}


def weekend_to_monday(days: set[date]) -> set[date]:
    """The day itself stays a holiday; the Monday after its weekend is one too."""
    return days | {d + DAY * (7 - d.weekday()) for d in days if d.weekday() >= SAT}


def federal_days(year: int) -> set[date]:
    """5 U.S.C. 6103(a), on the calendar date, before anything moves off a weekend."""
    days = {date(year, 1, 1), date(year, 7, 4), date(year, 12, 25)}
    days |= {nth(year, 2, MON, 3), nth(year, 5, MON, -1), nth(year, 9, MON, 1)}
    days |= {nth(year, 10, MON, 2), nth(year, 11, THU, 4)}
    days.add(nth(year, 10, MON, 4) if 1971 <= year <= 1977 else date(year, 11, 11))
    if year >= 1986:
        days.add(nth(year, 1, MON, 3))
    if year >= 2021:
        days.add(date(year, 6, 19))
    return days


def federal(year: int) -> set[date]:
    return sunday_to_monday(federal_days(year))


def federal_fridays(year: int) -> set[date]:
    """Fridays on which a Saturday holiday is kept for pay and leave, 6103(b)(1)."""
    return saturday_to_friday(federal_days(year)) - federal_days(year)


def california(year: int) -> set[date]:
    """CCP 135. Juneteenth from the court lists of 2023; 2022 was not verified."""
    days = {date(year, m, d) for m, d in ((1, 1), (2, 12), (3, 31), (7, 4), (11, 11), (12, 25))}
    days |= {nth(year, 1, MON, 3), nth(year, 2, MON, 3), nth(year, 5, MON, -1)}
    days |= {nth(year, 9, MON, 1), nth(year, 11, THU, 4), nth(year, 11, THU, 4) + DAY}
    days.add(nth(year, 9, FRI, 4) if year >= 2022 else nth(year, 10, MON, 2))
    if year >= 2023:
        days.add(date(year, 6, 19))
    return sunday_to_monday(days) | saturday_to_friday(days)


def new_york(year: int) -> set[date]:
    """Gen. Constr. Law 24: every general election day; Saturdays never move."""
    days = federal_days(year) | {date(year, 2, 12), election_day(year)}
    return sunday_to_monday(days) | {nth(year, 6, SUN, 2)}


def texas(year: int) -> set[date]:
    """Gov. Code 662.003(a) and (b) less December 24 and 26; no Columbus Day, no weekend moves."""
    fixed = ((1, 1), (7, 4), (11, 11), (12, 25), (1, 19), (3, 2), (4, 21), (6, 19), (8, 27))
    days = {date(year, m, d) for m, d in fixed}
    days |= {nth(year, 1, MON, 3), nth(year, 2, MON, 3), nth(year, 5, MON, -1)}
    return days | {nth(year, 9, MON, 1), nth(year, 11, THU, 4), nth(year, 11, THU, 4) + DAY}


def florida(year: int) -> set[date]:
    """Fla. Stat. 110.117: no Washington, Juneteenth or Columbus Day without a local order."""
    days = {date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)}
    days |= {nth(year, 1, MON, 3), nth(year, 5, MON, -1), nth(year, 9, MON, 1)}
    days |= {nth(year, 11, THU, 4), nth(year, 11, THU, 4) + DAY}
    return sunday_to_monday(days) | saturday_to_friday(days)


def illinois_days(year: int) -> set[date]:
    """Federal list, Lincoln's Birthday, day after Thanksgiving, even-year election day."""
    days = federal_days(year) | {date(year, 2, 12), nth(year, 11, THU, 4) + DAY}
    if year % 2 == 0:
        days.add(election_day(year))
    return days


def illinois(year: int) -> set[date]:
    return sunday_to_monday(illinois_days(year))


def illinois_fridays(year: int) -> set[date]:
    """As unsettled as the federal ones: the courts keep "the federal list"."""
    return saturday_to_friday(illinois_days(year)) - illinois_days(year)


def delaware(year: int) -> set[date]:
    """1 Del. C. 501: Good Friday in; Washington's Birthday and Columbus Day out."""
    days = {date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)}
    days |= {easter(year) - 2 * DAY, nth(year, 1, MON, 3)}
    days |= {nth(year, 5, MON, -1), nth(year, 9, MON, 1)}
    days |= {nth(year, 11, THU, 4), nth(year, 11, THU, 4) + DAY}
    if year >= 2021:
        days.add(date(year, 6, 19))
    if year % 2 == 0:
        days.add(election_day(year))
    return sunday_to_monday(days) | saturday_to_friday(days)


def easter_days(year: int) -> set[date]:
    return {easter(year) - 2 * DAY, easter(year) + DAY}


def christmas(year: int) -> set[date]:
    """25 and 26 December with a working day given back for each that falls on a weekend."""
    days = {date(year, 12, 25), date(year, 12, 26)}
    lost = sum(d.weekday() >= SAT for d in days)
    spare = date(year, 12, 27)
    while lost:
        if spare.weekday() < SAT:
            days.add(spare)
            lost -= 1
        spare += DAY
    return days


def england(year: int) -> set[date]:
    """Bank holidays of England and Wales with Good Friday and Christmas Day, one-offs included."""
    days = weekend_to_monday({date(year, 1, 1)}) | easter_days(year) | christmas(year)
    days |= {nth(year, 5, MON, 1), nth(year, 5, MON, -1), nth(year, 8, MON, -1)}
    if year == 2011:
        days.add(date(2011, 4, 29))
    if year == 2012:
        days = days - {date(2012, 5, 28)} | {date(2012, 6, 4), date(2012, 6, 5)}
    if year == 2020:
        days = days - {date(2020, 5, 4)} | {date(2020, 5, 8)}
    if year == 2022:
        jubilee = {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}
        days = days - {date(2022, 5, 30)} | jubilee
    if year == 2023:
        days.add(date(2023, 5, 8))
    return days


def northern_ireland(year: int) -> set[date]:
    return england(year) | weekend_to_monday({date(year, 3, 17), date(year, 7, 12)})


def canadian_christmas(year: int) -> set[date]:
    """Christmas on Saturday or Sunday: Monday and Tuesday as well; on Friday: Monday as well."""
    christmas_day = date(year, 12, 25)
    more = {FRI: (3,), SAT: (2, 3), SUN: (1, 2)}.get(christmas_day.weekday(), ())
    return {christmas_day} | {christmas_day + DAY * n for n in more}


def victoria_day(year: int) -> date:
    """Monday before 25 May."""
    return date(year, 5, 24) - DAY * date(year, 5, 24).weekday()


def ontario(year: int) -> set[date]:
    """R. 1.03: Easter Monday, the August civic holiday and Remembrance Day; not 30 September."""
    days = weekend_to_monday({date(year, 1, 1), date(year, 7, 1), date(year, 11, 11)})
    days |= easter_days(year) | canadian_christmas(year) | {date(year, 12, 26)}
    days |= {victoria_day(year), nth(year, 8, MON, 1), nth(year, 9, MON, 1), nth(year, 10, MON, 2)}
    return days | ({nth(year, 2, MON, 3)} if year >= 2008 else set())


def interpretation_act(year: int) -> set[date]:
    """Section 35 (Canada), Sundays apart: no Boxing Day; one Monday, Holidays Act s. 2."""
    days = easter_days(year) | {date(year, m, d) for m, d in ((1, 1), (7, 1), (11, 11), (12, 25))}
    days |= {victoria_day(year), nth(year, 9, MON, 1), nth(year, 10, MON, 2)}
    if date(year, 7, 1).weekday() == SUN:
        days.add(date(year, 7, 2))
    if year >= 2021:
        days.add(date(year, 9, 30))
    return days


def federal_courts(year: int) -> set[date]:
    """Federal Courts Rules r. 2: section 35, since 2022 with substitutes (not 30 September)."""
    if year < 2022:
        return interpretation_act(year)
    moved = weekend_to_monday({date(year, 1, 1), date(year, 7, 1), date(year, 11, 11)})
    return interpretation_act(year) | moved | canadian_christmas(year)


def british_columbia(year: int) -> set[date]:
    """Interpretation Act (BC) s. 29, Sundays apart: no substitutes; Saturday is no holiday."""
    fixed = ((1, 1), (7, 1), (11, 11), (12, 25), (12, 26))
    days = easter_days(year) | {date(year, m, d) for m, d in fixed}
    days |= {victoria_day(year), nth(year, 8, MON, 1), nth(year, 9, MON, 1), nth(year, 10, MON, 2)}
    if year >= 2013:
        days.add(nth(year, 2, MON, 3 if year >= 2019 else 2))
    if year >= 2023:
        days.add(date(year, 9, 30))
    return days


def australian(year: int) -> set[date]:
    """What every Australian registry keeps: Australia Day moves, the others give a day back."""
    australia_day = date(year, 1, 26)
    while australia_day.weekday() >= SAT:
        australia_day += DAY
    days = weekend_to_monday({date(year, 1, 1)}) | {australia_day} | easter_days(year)
    days |= christmas(year) | {date(year, 4, 25), nth(year, 6, MON, 2)}
    return days | ({date(2022, 9, 22)} if year == 2022 else set())


def new_south_wales(year: int) -> set[date]:
    extra = {2026: {date(2026, 4, 27)}, 2027: {date(2027, 4, 26)}}.get(year, set())
    return australian(year) | {nth(year, 10, MON, 1)} | extra


# Gazetted a year at a time, so nothing after 2026.
GRAND_FINAL_FRIDAYS = {
    date(2015, 10, 2), date(2016, 9, 30), date(2017, 9, 29), date(2018, 9, 28), date(2019, 9, 27),
    date(2020, 10, 23), date(2021, 9, 24), date(2022, 9, 23), date(2023, 9, 29), date(2024, 9, 27),
    date(2025, 9, 26), date(2026, 9, 25),
}  # fmt: skip


def victoria(year: int) -> set[date]:
    own = {nth(year, 3, MON, 2), nth(year, 11, TUE, 1)}
    return australian(year) | own | {d for d in GRAND_FINAL_FRIDAYS if d.year == year}


def capital_territory(year: int) -> set[date]:
    """The facts name only June's Monday; the rest is from the Holidays Act 1958 (ACT)."""
    days = australian(year) | {nth(year, 3, MON, 2), nth(year, 10, MON, 1)}
    if date(year, 4, 25).weekday() == SUN or year in (2020, 2026):
        anzac = date(year, 4, 25)
        days.add(anzac + DAY * (7 - anzac.weekday()))
    if year >= 2018:
        may = date(year, 5, 27)
        days.add(may + DAY * ((MON - may.weekday()) % 7))
    return days


CALENDARS = {
    "federal": federal, "federal-fridays": federal_fridays, "illinois-fridays": illinois_fridays,
    "US-CA": california, "US-NY": new_york, "US-TX": texas, "US-FL": florida, "US-IL": illinois,
    "US-DE": delaware, "GB-EAW": england, "GB": england, "GB-NIR": northern_ireland,
    "CA-ON": ontario, "CA-ON-FLR": ontario, "CA-FC": federal_courts, "CA": interpretation_act,
    "CA-BC": british_columbia, "NSW": new_south_wales, "VIC": victoria, "ACT": capital_territory,
}  # fmt: skip


@cache
def _table(calendar: str, year: int) -> frozenset[date]:
    return frozenset(CALENDARS[calendar](year))


def holds(calendar: str, day: date) -> bool:
    """Whether the calendar names this day; 31 December may belong to next New Year's Day."""
    return day in _table(calendar, day.year) or day in _table(calendar, day.year + 1)
