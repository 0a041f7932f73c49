"""The day walker's reading of England & Wales, Northern Ireland, Canada and Australia."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lib.deadlines.walker_days import DAY, SAT, SUN, holds
from lib.deadlines.walker_us import add_months, move, walk

GB = {"GB", "GB-EAW", "GB-NIR"}
# Days a period may have and still leave holidays out: "5 or less", "less than 7", and so on.
SHORT = {
    "GB-EAW": 5, "GB-NIR": 7, "CA-ON": 7, "CA-ON-FLR": 6, "CA-FC": 6, "CA-BC": 6,
    "AU-NSW": 5, "AU-VIC": 5, "AU-FCA": 5, "AU-ACT": 5,
}  # fmt: skip
# Instruments that speak of the registry being shut rather than of holidays.
REGISTRY_RULES = {"AU-NSW", "AU-VIC", "AU-ACT", "AU-HCA", "CA-ON-FLR"}
SUNDAYS_ONLY = {"CA", "CA-BC"}  # there Saturday is no holiday
HMCTS_CLOSED = {date(2018, 12, 24), date(2021, 12, 24), date(2024, 12, 27), date(2025, 12, 24)}
HIGH_COURT_CLOSED = (date(2025, 12, 25), date(2026, 1, 1))


def span(text: str | list[str]) -> tuple[date, date]:
    """An inclusive range, written "from..to", [from, to] or as a single day."""
    ends = text.split("..") if isinstance(text, str) else text
    return date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])


@dataclass(frozen=True)
class Court:
    """Which days a court's instrument calls holidays, and on which its office is shut."""

    where: str
    options: dict

    @property
    def calendar(self) -> str:
        if self.where.startswith("AU-"):
            home = {"AU-NSW": "NSW", "AU-VIC": "VIC", "AU-FCA": "NSW"}.get(self.where, "ACT")
            return self.options.get("registry", home).removeprefix("AU-")
        return self.where

    @property
    def at_office(self) -> bool:
        return self.options.get("act") == "court_office"

    def holiday(self, day: date) -> bool:
        weekend = (SUN,) if self.where in SUNDAYS_ONLY else (SAT, SUN)
        return day.weekday() in weekend or holds(self.calendar, day)

    def shut(self, day: date) -> bool:
        if self.holiday(day) or day.weekday() >= SAT:
            return True
        if self.where in ("GB", "GB-EAW") and day in HMCTS_CLOSED:
            return True
        if self.where == "AU-HCA" and HIGH_COURT_CLOSED[0] <= day <= HIGH_COURT_CLOSED[1]:
            return True
        ranges = [span(r) for r in self.options.get("extra_closed", ())]
        return any(first <= day <= last for first, last in ranges)

    def business(self, day: date) -> bool:
        """CPR 6.2(b) looks at bank holidays alone; elsewhere a business day is an open one."""
        return not (self.holiday(day) if self.where in GB else self.shut(day))

    def not_counted(self, day: date) -> bool:
        """Days that no period of this case counts: recess, vacation, whole months."""
        mark = day.strftime("%m-%d")
        outside = []
        if self.options.get("seasonal_recess_applies"):
            outside.append(("12-21", "01-07"))
        if vacation := self.options.get("vacation_excluded"):
            outside.append(tuple(vacation.split("..")))
        for first, last in outside:
            inside = first <= mark <= last if first <= last else mark >= first or mark <= last
            if inside:
                return True
        return day.month in map(int, self.options.get("exclude_months", ()))

    def skip(self, n: int, unit: str, day: date) -> bool:
        if unit in ("business_days", "court_days"):
            return not self.business(day) or self.not_counted(day)
        if unit == "days" and n <= SHORT.get(self.where, 0):
            drops = self.shut if self.where in REGISTRY_RULES else self.holiday
            return drops(day) or self.not_counted(day)
        return self.not_counted(day)

    def count(self, start: date, n: int, unit: str, step: int) -> date:
        if unit in ("months", "years"):
            return add_months(start, n * step * (12 if unit == "years" else 1))
        days = n * 7 if unit == "weeks" else n
        return walk(start, days, step, lambda day: self.skip(n, unit, day))

    def roll(self, day: date) -> date:
        """Forward to where the instrument lets the act be done (reading 2)."""
        wanted = self.options.get("end_roll")
        if wanted is None:
            wanted = self.at_office or not (self.where in GB or self.where == "AU-VIC")
        if not wanted:
            return day
        # Section 26 (Canada) knows holidays only, so a Saturday ends a period there.
        by_office = (
            (self.at_office and self.where != "CA")
            or self.where in GB
            or self.where in REGISTRY_RULES
        )
        return move(day, 1, self.shut if by_office else self.holiday)


def whole_days(court: Court) -> bool:
    """Whether both ends drop out: every CPR period, never in Ontario (rule 3.01, reading 3)."""
    if court.where in GB:
        return True
    if court.where in ("CA-ON", "CA-ON-FLR"):
        return False
    return bool(court.options.get("at_least") or court.options.get("clear_days"))


def before(court: Court, event: date, n: int, unit: str) -> tuple[date, list[date]]:
    """The last day on which the act is good; beside a Saturday, the business day before it."""
    whole = whole_days(court)
    if unit in ("days", "business_days", "court_days"):
        # N whole counted days lie between act and event; else the event day is the first of N.
        raw = court.count(event if whole else event + DAY, n, unit, -1) - DAY
    else:
        raw = court.count(event, n, unit, -1) - (DAY if whole else 0 * DAY)
    if court.options.get("end_roll") is False:
        return raw, []
    by_office = court.at_office or court.where in REGISTRY_RULES
    last = move(raw, -1, court.shut if by_office else court.holiday)
    # "Last business day" and "last non-holiday" part company only where Saturday is no holiday.
    return last, [last - DAY] if last.weekday() == SAT and not court.holiday(last - DAY) else []


def after(court: Court, start: date, n: int, unit: str) -> date:
    first = court.options.get("beginning_with")
    midnight = court.options.get("accrual") == "midnight_end_of_day"
    if court.options.get("bound") == "earliest_event":  # reading 4: never rolled
        return court.count(start, n, unit, 1) + (DAY if whole_days(court) else 0 * DAY)
    if not first and not midnight:
        return court.roll(court.count(start, n, unit, 1))
    day_one = start + DAY if first == "day_after" or midnight else start
    if unit in ("months", "years"):
        # Trow v Ind Coope: the period ends the day before the corresponding date. Where there is
        # no such date it is clamped first, which gives the earlier, safe end.
        return court.roll(court.count(day_one, n, unit, 1) - DAY)
    return court.roll(court.count(day_one - DAY, n, unit, 1))


def local(case: dict, zone: str | None) -> datetime:
    """The sender's wall time, told in another zone where both are known."""
    clock = time.fromisoformat(case.get("trigger_time") or "00:00")
    told = datetime.combine(date.fromisoformat(case["trigger_date"]), clock)
    sender = case.get("options", {}).get("sender_tz")
    if not zone or not sender:
        return told
    return told.replace(tzinfo=ZoneInfo(sender)).astimezone(ZoneInfo(zone))


def deemed_in_england(court: Court, case: dict, method: str, document: str) -> date:
    told = local(case, None)
    day, clock = told.date(), told.time()
    if method == "ce_file":  # PD 5C: any time before midnight
        return day
    if method == "email_filing":  # PD 5B 4.2: "at or after" 4 p.m.
        return move(day + DAY if clock >= time(16) else day, 1, court.shut)
    if document == "claim_form":  # CPR 6.14: no cut-off, any day
        return walk(day, 2, 1, court.holiday)
    if method in ("first_class_post", "dx"):  # CPR 6.26
        return move(day + 2 * DAY, 1, court.holiday)
    return move(day + DAY if clock >= time(16, 30) else day, 1, court.holiday)


def deemed_in_ontario(court: Court, case: dict, method: str, document: str) -> date:
    told = local(case, court.options.get("recipient_tz"))
    day, late = told.date(), told.time() > time(16)
    originating = document in ("originating_process", "claim_form")
    if method == "residence_and_mail":  # 16.03(5): no holiday shift
        return day + 5 * DAY
    if method == "mail":  # 16.06(2); 3.01(1)(d) moves any other document off a holiday
        return day + 5 * DAY if originating else move(day + 5 * DAY, 1, court.holiday)
    if method == "courier":  # 16.06.2
        return move(day + 2 * DAY, 1, court.holiday)
    if method == "dx":  # 16.05(2)
        return move(day + DAY, 1, court.holiday)
    if originating:
        return day
    return move(day + DAY if late else day, 1, court.holiday)


def deemed_in_federal_courts(court: Court, case: dict, method: str, document: str) -> date:
    if method == "electronic_filing":  # r. 71.1(2): received on Eastern time
        told = local(case, court.options.get("court_tz", "America/Toronto"))
        return move(told.date(), 1, court.holiday)
    told = local(case, court.options.get("recipient_tz"))
    originating = document in ("originating_process", "claim_form")
    day = told.date()
    if method == "ordinary_mail":  # r. 143: tenth day
        return day + 10 * DAY if originating else move(day + 10 * DAY, 1, court.holiday)
    if originating:
        return day
    return move(day + DAY if told.time() > time(17) else day, 1, court.holiday)


def deemed(court: Court, case: dict) -> date:
    service = case["service"]
    method, document = service["method"], service.get("document", "other")
    if court.where in GB:
        return deemed_in_england(court, case, method, document)
    if court.where.startswith("CA-ON"):
        return deemed_in_ontario(court, case, method, document)
    if court.where == "CA-FC":
        return deemed_in_federal_courts(court, case, method, document)
    raise LookupError(f"The facts give no deemed service for {court.where}.")


def hours_due(court: Court, case: dict) -> tuple[date, str, list[date]]:
    """Elapsed hours; counted back, an end on a closed day goes to the same hour on an open one."""
    zone, back = ZoneInfo(court.options.get("court_tz", "UTC")), case["direction"] == "before"
    begin = local(case, None).replace(tzinfo=zone).astimezone(UTC)
    end = (begin + timedelta(hours=case["count"] * (-1 if back else 1))).astimezone(zone)
    day, clock = end.date(), end.strftime("%H:%M")
    if not back:
        return court.roll(day), clock, []
    if court.options.get("end_roll") is False:
        return day, clock, []
    return move(day, -1, court.shut if court.at_office else court.holiday), clock, []


def due(case: dict) -> tuple[date, str | None, list[date]]:
    """The date, its hour if the case names one, and the dates of the readings not taken."""
    options = case.get("options", {})
    court = Court(case["jurisdiction"], options)
    start, n, unit = date.fromisoformat(case["trigger_date"]), case.get("count"), case.get("unit")
    if case["direction"].startswith("deemed_"):
        return deemed(court, case), None, []
    if options.get("anchor") == "fifth_anniversary":
        start = add_months(start, 60)
    if options.get("chain"):
        start = deemed(court, case)
    if unit == "hours":
        return hours_due(court, case)
    if case["direction"] == "before":
        if n is None:
            last = move(start, -1, court.shut if court.at_office else court.holiday)
            return last, case.get("trigger_time"), []
        last, earlier = before(court, start, n, unit)
        return last, case.get("trigger_time"), earlier
    if n is None:  # reading 1: only the roll is asked
        return court.roll(start), None, []
    return after(court, start, n, unit), None, []
