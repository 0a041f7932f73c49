"""The day walker's reading of the United States rules (federal, CA, NY, TX, FL, IL, DE).

Every period is walked a day at a time. Citations in comments are to the rules themselves;
"reading N" is the numbered list of the case format that tells two engines how to agree.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lib.deadlines.walker_days import DAY, MON, SAT, holds

FEDERAL = {"US-FRCP", "US-FRAP", "US-FRBP", "US-FRCRP", "US-SCOTUS", "US-STATUTE"}
POSTED = {"mail", "mail_out_of_state", "mail_foreign"}
Closed = Callable[[date], bool]


def add_months(start: date, months: int) -> date:
    """The same day of the month, else that month's last day (CPR 2.10, GCL 30, policy 2.8)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:
            day -= 1


def walk(start: date, n: int, step: int, skip: Closed) -> date:
    """The nth day after (step 1) or before (step -1) start that is not skipped."""
    day = start
    while n:
        day += DAY * step
        if not skip(day):
            n -= 1
    return day


def move(day: date, step: int, closed: Closed) -> date:
    """The day itself if open, else the first open one in the direction of step."""
    while closed(day):
        day += DAY * step
    return day


@dataclass(frozen=True)
class Case:
    """One United States case with what its options leave to the rules filled in."""

    raw: dict
    options: dict

    @property
    def where(self) -> str:
        return self.raw["jurisdiction"]

    @property
    def trigger(self) -> date:
        return date.fromisoformat(self.raw["trigger_date"])

    @property
    def backward(self) -> bool:
        return self.raw.get("direction") == "before"

    @property
    def step(self) -> int:
        return -1 if self.backward else 1

    def in_force(self, since: str) -> bool:
        """Whether a change has happened: always, unless as_of is earlier (reading 1)."""
        return self.options.get("as_of", since) >= since

    def friday_counts(self) -> bool:
        """Policy 2.1: the Friday before a Saturday holiday is closed only counting back."""
        policy = self.options.get("observed_friday")
        return self.backward if policy is None else policy == "holiday"

    def closed(self, day: date) -> bool:
        if day.weekday() >= SAT or day.isoformat() in self.options.get("extra_holidays", ()):
            return True
        if self.where in FEDERAL:
            # 6(a)(6)(C): only forward; Sup. Ct. R. 30.1 knows no state holidays.
            if not self.backward and self.where != "US-SCOTUS":
                named = self.options.get("state_holidays", ())
                if day.isoformat() in named:
                    return True
            return holds("federal", day) or self._closed_friday(day)
        return holds(self.where, day) or self._closed_friday(day)

    def _closed_friday(self, day: date) -> bool:
        """Illinois keeps "the federal list", so its Fridays are as unsettled as federal ones."""
        if self.where not in FEDERAL and self.where != "US-IL":
            return False
        fridays = "illinois-fridays" if self.where == "US-IL" else "federal-fridays"
        return self.friday_counts() and holds(fridays, day)

    def count_all(self, day: date) -> bool:
        return False

    def skip(self) -> Closed:
        """Which days a count in days passes over: none, or for short periods the closed ones."""
        n, nothing = self.raw["count"], self.count_all
        if self.raw["unit"] == "court_days":
            return self.closed
        if self.raw["unit"] != "days":
            return nothing
        below = self.options.get("exclude_intermediate_below")
        if below is None and self.where in FEDERAL and not self.in_force("2009-12-01"):
            below = {"US-FRBP": 8, "US-SCOTUS": 0}.get(self.where, 11)
        if below is None and self.where == "US-FL":
            below = 7  # 2.514(a)(3), reading 4
        if below is None and self.where == "US-TX":
            # TRCP 4: five days or less, save the three days of Rules 21 and 21a.
            exempt = n == 3 and re.search(r"TRCP\s*21a?\b", self.raw.get("rule", ""))
            below = 0 if exempt else 6
        if below is None and self.where == "US-NY":
            below = 3 if n == 2 else 0  # GCL 20: a two-day period
        # Delaware's thresholds differ by court, so only the option states one (reading 4).
        return self.closed if n < (below or 0) else nothing


def counted(case: Case, start: date) -> date:
    n, unit, step = case.raw["count"], case.raw["unit"], case.step
    # Fla. 2.514(a)(1)(A): begin with the next open day, in either direction (2.514(a)(5)).
    if case.where == "US-FL" and unit != "court_days" and case.in_force("2019-01-01"):
        while case.closed(start + DAY * step):
            start += DAY * step
    if unit in ("months", "years"):
        return add_months(start, n * step * (12 if unit == "years" else 1))
    return walk(start, n * 7 if unit == "weeks" else n, step, case.skip())


def service_days(case: Case) -> tuple[int, str]:
    """How many days the manner of service gives the served party, and of which kind."""
    how, where = case.raw.get("service"), case.where
    if how is None or case.options.get("service_extends") is False or case.backward:
        return 0, "days"
    if where == "US-CA":
        if how in POSTED and case.options.get("mail_in_court_days"):
            return 5, "court_days"  # CCP 1167(b)
        if how in ("electronic", "overnight", "fax"):
            return 2, "court_days"  # CCP 1010.6(a)(3)(B), 1013(c), (e)
        return {"mail": 5, "mail_out_of_state": 10, "mail_foreign": 20}.get(how, 0), "days"
    if where == "US-NY":
        if how == "overnight":
            return 1, "court_days"
        outside = 6 if case.in_force("2016-01-01") else 5
        return {"mail": 5, "mail_out_of_state": outside}.get(how, 0), "days"
    if where == "US-TX":
        return (3 if how in POSTED else 0), "days"
    if where == "US-FL":
        mailed = how in POSTED or (how == "electronic" and not case.in_force("2019-01-01"))
        return (5 if mailed else 0), "days"
    if where == "US-DE":
        efiled = how == "electronic" and case.options.get("court") == "supreme"
        return (3 if how in POSTED or efiled else 0), "days"
    if where in ("US-SCOTUS", "US-IL"):  # Illinois moves the trigger instead
        return 0, "days"
    extended = set(POSTED)
    if not case.in_force("2016-12-01"):
        extended.add("electronic")
    extended |= {"leave_with_clerk", "other_consented"}  # FRCP 5(b)(2)(D), (F)
    if where == "US-FRAP":
        if case.options.get("delivered_on_service_date"):
            return 0, "days"
        extended |= {"carrier", "overnight"}  # FRAP 26(c): paper not delivered that day
    return (3 if how in extended else 0), "days"


def notice_days(case: Case) -> tuple[int, str]:
    """Days counted back further for the manner of serving California motion papers."""
    how, motion = case.raw.get("service"), case.options.get("motion_notice")
    if motion is None or case.options.get("service_extends") is False:
        return 0, "days"
    if how == "electronic" or (how in ("overnight", "fax") and motion == "437c"):
        return 2, "court_days"
    days = {"mail": 5, "mail_out_of_state": 10, "mail_foreign": 20, "overnight": 2, "fax": 2}
    return days.get(how, 0), "days"


def extended(case: Case, end: date, extra: tuple[int, str]) -> date:
    """Service days from the end as it stands, rolled or not (reading 7)."""
    n, unit = extra
    return walk(end, n, case.step, case.closed if unit == "court_days" else case.count_all)


def starting_day(case: Case) -> date:
    """The trigger, moved to when service is complete, where a rule says so."""
    start = case.trigger
    # Ill. S. Ct. R. 12(c): mail is complete four days after mailing, a carrier's the third court
    # day after; the trigger moves, not the period.
    served = not case.backward and case.options.get("service_extends") is not False
    if case.where == "US-IL" and served:
        if case.raw.get("service") in POSTED:
            start += 4 * DAY
        elif case.raw.get("service") in ("carrier", "overnight"):
            start = walk(start, 3, 1, case.closed)
    for n, unit in case.options.get("chain", ()):
        if unit in ("months", "years"):
            start = add_months(start, n * (12 if unit == "years" else 1))
        else:
            skip = case.closed if unit == "court_days" else case.count_all
            start = walk(start, n * 7 if unit == "weeks" else n, 1, skip)
    return start


def rolled(case: Case, end: date) -> date:
    if case.options.get("roll") == "closer_to_trial" or not case.backward:
        return move(end, 1, case.closed)
    if case.where in ("US-CA", "US-TX"):  # reading 6; CCP 12c has no roll
        return end
    return move(end, -1, case.closed)


def accessible(case: Case, end: date) -> date:
    """6(a)(3): the first accessible open day, forward even for backward periods; filing only."""
    shut = case.options.get("clerk_inaccessible", ())
    if case.options.get("act", "file") != "file" or end.isoformat() not in shut:
        return end
    return move(end, 1, lambda day: day.isoformat() in shut or case.closed(day))


def hours_due(case: Case) -> tuple[date, str]:
    """Elapsed hours; an end on a closed day goes to the same wall time on the next open one."""
    zone = ZoneInfo(case.options.get("tz", "UTC"))
    clock = time.fromisoformat(case.raw["trigger_time"])
    begin = datetime.combine(case.trigger, clock, zone).astimezone(UTC)
    end = (begin + timedelta(hours=case.raw["count"] * case.step)).astimezone(zone)
    return accessible(case, rolled(case, end.date())), end.strftime("%H:%M")


def days_due(case: Case) -> tuple[date, str | None]:
    end = counted(case, starting_day(case))
    if case.options.get("texas_monday"):
        # TRCP 99(b): the Monday strictly after day 20, which itself is never extended.
        monday = end + DAY
        while monday.weekday() != MON:
            monday += DAY
        return accessible(case, rolled(case, monday)), "10:00"
    if case.backward:
        end = extended(case, end, notice_days(case))
        if case.where == "US-NY":
            end -= DAY * case.options.get("service_days_before", 0)
        return accessible(case, rolled(case, end)), None
    if case.where in ("US-CA", "US-NY", "US-TX", "US-IL"):  # add to the period, roll once
        end = rolled(case, extended(case, end, service_days(case)))
    else:  # FRCP 6(d), Fla. 2.514(b), Delaware: after the period would expire, then roll again
        end = rolled(case, extended(case, rolled(case, end), service_days(case)))
    return accessible(case, end), None


def others(case: Case, answer: date) -> list[date]:
    """Dates that the other side of an unsettled point would give (policies 2.1, 2.4, 2.6)."""
    found = []
    if "observed_friday" not in case.options and case.raw["unit"] != "hours":
        policy = "not_holiday" if case.friday_counts() else "holiday"
        found.append(days_due(Case(case.raw, case.options | {"observed_friday": policy}))[0])
    if case.backward and case.where == "US-CA":
        found.append(move(answer, -1, case.closed))
    if case.backward and case.where == "US-NY" and case.raw["unit"] != "hours":
        raw = counted(case, starting_day(case)) - DAY * case.options.get("service_days_before", 0)
        found.append(move(raw, 1, case.closed))
    return sorted(set(found) - {answer})


def due(raw: dict, outer: dict | None = None) -> tuple[date, str | None, list[date]]:
    """The date, its hour if the rule names one, and the dates of the readings not taken."""
    options = {**(outer or {}), **raw.get("options", {})}
    if fixed := options.get("fixed_date"):  # a date certain is never computed (2009 note)
        return date.fromisoformat(fixed), None, []
    if composite := options.pop("composite", None):
        choose = {"latest": max, "earliest": min}[composite["op"]]
        parts = [
            {k: raw[k] for k in ("jurisdiction", "rule") if k in raw} | part
            for part in composite["parts"]
        ]
        ends = [due(part, options) for part in parts]
        return choose(ends, key=lambda end: end[0])
    case = Case(raw, options)
    if raw.get("count") is None:  # reading 2: a part without count is its date
        return case.trigger, None, []
    day, clock = hours_due(case) if raw["unit"] == "hours" else days_due(case)
    return day, clock, others(case, day)
