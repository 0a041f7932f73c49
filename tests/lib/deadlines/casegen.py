"""Random but valid deadline cases in the two documented formats, the same for the same seed.

The cases carry no expected date; whoever uses them asks a judge. Points that the law leaves open
(an hour on the stroke of four in Ontario, a period beginning with the 31st) are kept out: two
honest readings may differ there, and the safe one is a matter for the rulebook's notices.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

FEDERAL = ("US-FRCP", "US-FRAP", "US-FRBP", "US-FRCRP", "US-STATUTE", "US-SCOTUS")
STATES = ("US-CA", "US-NY", "US-TX", "US-FL", "US-IL", "US-DE")
SERVICES = {
    "US-FRCP": ("personal", "electronic", "mail", "mail_foreign", "leave_with_clerk",
                "other_consented"),
    "US-FRAP": ("personal", "electronic", "mail", "carrier", "carrier"),
    "US-CA": ("personal", "electronic", "mail", "mail_out_of_state", "mail_foreign", "overnight",
              "fax"),
    "US-NY": ("personal", "electronic", "mail", "mail_out_of_state", "overnight", "fax"),
    "US-TX": ("personal", "electronic", "mail", "fax"),
    "US-IL": ("personal", "electronic", "mail", "carrier"),
}  # fmt: skip
LIMITATION = (
    {"beginning_with": True},
    {"beginning_with": "day_after"},
    {"accrual": "midnight_end_of_day"},
)
COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 20, 21, 28, 30, 35, 40, 45, 60, 75, 90)
UK_METHODS = ("first_class_post", "dx", "fax", "email", "personal", "permitted_address")


def day_in(rng: Random, first: int, last: int) -> date:
    start = date(first, 1, 1)
    return start + timedelta(rng.randrange((date(last, 12, 31) - start).days))


def near(rng: Random, day: date, reach: int) -> list[str]:
    """One to three dates within reach of a day, as a court's own closures would be."""
    return sorted(
        {
            (day + timedelta(rng.randint(-reach, reach))).isoformat()
            for _ in range(rng.randint(1, 3))
        }
    )


def us_case(rng: Random, name: str) -> dict:
    where = rng.choice(FEDERAL + STATES + STATES)
    on = day_in(rng, 2022, 2030) if rng.random() < 0.8 else day_in(rng, 2010, 2021)
    case: dict = {"id": name, "jurisdiction": where, "rule": "generated", "trigger_event": "event"}
    case |= {"trigger_date": on.isoformat(), "confidence": "high"}
    shape = rng.random()
    if shape < 0.04:
        return case | _fixed(rng, on)
    if shape < 0.12:
        return case | _composite(rng, where, on)
    if shape < 0.18 and (where in FEDERAL or where == "US-FL"):
        return case | _hours(rng, on)
    case |= _period(rng, where)
    _us_options(rng, case, on)
    return case


def _fixed(rng: Random, on: date) -> dict:
    certain = (on + timedelta(rng.randint(1, 60))).isoformat()
    return {"count": None, "unit": None, "direction": None, "options": {"fixed_date": certain}}


def _composite(rng: Random, where: str, on: date) -> dict:
    parts = []
    for _ in range(rng.randint(2, 3)):
        day = (on + timedelta(rng.randint(-20, 20))).isoformat()
        part = {"trigger_event": "event", "trigger_date": day}
        parts.append(
            part | {"count": rng.choice(COUNTS[11:]), "unit": "days", "direction": "after"}
        )
    if rng.random() < 0.3:
        parts.append({"trigger_event": "a date", "trigger_date": (on + timedelta(30)).isoformat()})
    if where == "US-CA" and rng.random() < 0.5:
        trial = (on + timedelta(100)).isoformat()
        back = {"count": 70, "unit": "days", "direction": "before"}
        part = {"trigger_event": "trial", "trigger_date": trial, **back}
        parts.append(part | {"options": {"roll": "closer_to_trial"}})
    choice = {"op": rng.choice(("latest", "earliest")), "parts": parts}
    options = {"service_extends": False, "composite": choice}
    return {"count": None, "unit": None, "direction": None, "options": options}


def _hours(rng: Random, on: date) -> dict:
    zone = rng.choice(("America/New_York", "America/Chicago", "America/Los_Angeles"))
    clock = f"{rng.randint(4, 23):02}:{rng.randrange(60):02}"
    hours = rng.choice((24, 36, 48, 72, 96, 100, 168))
    period = {"trigger_time": clock, "count": hours, "unit": "hours"}
    return period | {"direction": rng.choice(("after", "before")), "options": {"tz": zone}}


def _period(rng: Random, where: str) -> dict:
    unit = rng.choices(("days", "weeks", "months", "years", "court_days"), (70, 8, 8, 6, 8))[0]
    count = rng.choice(COUNTS) if unit == "days" else rng.randint(1, 9)
    if unit == "years":
        count = rng.randint(1, 3)
    if where == "US-FL" and unit in ("weeks", "months", "years"):
        unit = "days"
    return {"count": count, "unit": unit, "direction": rng.choice(("after", "after", "before"))}


def _us_options(rng: Random, case: dict, on: date) -> None:
    where, forward = case["jurisdiction"], case["direction"] == "after"
    in_days = case["unit"] == "days"
    options: dict = {}
    if forward and rng.random() < 0.6:
        allowed = SERVICES.get(where, SERVICES["US-FRCP"] if where in FEDERAL else ("mail",))
        case["service"] = rng.choice((*allowed, "electronic"))
        if rng.random() < 0.2:
            options["service_extends"] = False
    span = {"weeks": 7, "months": 30, "years": 365, "court_days": 1}.get(case["unit"], 1)
    end = on + timedelta(case["count"] * span * (1 if forward else -1))
    if rng.random() < 0.15:
        options["extra_holidays"] = near(rng, end, 5)
    if rng.random() < 0.15:
        options["clerk_inaccessible"] = near(rng, end, 4)
        options["act"] = rng.choice(("file", "file", "serve"))
    if where in FEDERAL:
        _federal_options(rng, case, options, end)
    elif where == "US-CA":
        _california_options(rng, case, options, forward)
    elif where == "US-NY" and not forward and rng.random() < 0.4:
        options["service_days_before"] = rng.choice((5, 6))
    elif where == "US-TX":
        if forward and in_days and rng.random() < 0.3:
            options |= {"texas_monday": True, "service_extends": False}
            case["count"] = 20
        elif case["count"] == 3 and rng.random() < 0.5:
            case["rule"] = rng.choice(("TRCP 21(b)", "TRCP 21a"))
    elif where == "US-DE":
        if rng.random() < 0.3:
            options["court"] = "supreme"
        if in_days and case["count"] < 11:
            options["exclude_intermediate_below"] = 7 if "court" in options else 11
    elif where == "US-FL" and rng.random() < 0.15:
        options["as_of"] = rng.choice(("2018-06-01", "2018-12-31", "2019-01-01"))
    if forward and where != "US-IL" and rng.random() < 0.06:
        options["chain"] = [[rng.choice((5, 10)), rng.choice(("days", "days", "court_days"))]]
    if options:
        case["options"] = options


def _federal_options(rng: Random, case: dict, options: dict, end: date) -> None:
    if rng.random() < 0.25:
        options |= {"state": "MA", "state_holidays": near(rng, end, 4)}
    if rng.random() < 0.25:
        options["observed_friday"] = rng.choice(("holiday", "not_holiday"))
    if case.get("service") == "carrier" and rng.random() < 0.5:
        options["delivered_on_service_date"] = True
    if case["jurisdiction"] != "US-SCOTUS" and rng.random() < 0.15:
        options["as_of"] = rng.choice(("2009-12-01", "2016-11-30", "2016-12-01", "2024-12-01"))
        return
    old = {"US-FRCP": 11, "US-FRBP": 8}.get(case["jurisdiction"])
    if old and case["unit"] == "days" and case["direction"] == "after" and rng.random() < 0.1:
        options |= {"as_of": "2007-03-05", "exclude_intermediate_below": old}


def _california_options(rng: Random, case: dict, options: dict, forward: bool) -> None:
    if forward:
        posted = case.get("service") == "mail" and "service_extends" not in options
        if case["unit"] == "court_days" and posted and rng.random() < 0.5:
            options["mail_in_court_days"] = True
    elif rng.random() < 0.5 and case["unit"] in ("days", "court_days"):
        options["motion_notice"] = rng.choice(("1005b", "437c"))
        if rng.random() < 0.85:
            case["service"] = rng.choice(SERVICES["US-CA"])
    elif rng.random() < 0.5:
        options["roll"] = "closer_to_trial"


COMMONWEALTH = (
    "GB-EAW", "GB-EAW", "GB-NIR", "GB", "CA-ON", "CA-ON", "CA-ON-FLR", "CA-FC", "CA-FC", "CA-BC",
    "CA", "AU-NSW", "AU-VIC", "AU-FCA", "AU-HCA", "AU-ACT",
)  # fmt: skip


def commonwealth_case(rng: Random, name: str) -> dict:
    where = rng.choice(COMMONWEALTH)
    on = day_in(rng, 2023, 2026)
    case: dict = {"id": name, "jurisdiction": where, "rule": "generated", "trigger_event": "event"}
    case |= {"trigger_date": on.isoformat(), "confidence": "high"}
    options: dict = {}
    if where in ("GB-EAW", "CA-ON", "CA-FC") and rng.random() < 0.4:
        case |= _deemed(rng, where)
        options = case.pop("options", {})
        if rng.random() < 0.3 and case["direction"] == "deemed_service":
            case |= {"count": rng.choice(COUNTS), "unit": "days", "direction": "after"}
            options |= {"chain": True, "act": rng.choice(("court_office", "service"))}
        return case | ({"options": options} if options else {})
    unit = rng.choices(("days", "weeks", "months", "years"), (78, 8, 8, 6))[0]
    case["unit"], case["direction"] = unit, rng.choice(("after", "after", "before"))
    case["count"] = rng.choice(COUNTS) if unit == "days" else rng.randint(1, 4)
    if where == "GB-EAW" and rng.random() < 0.08:
        options["court_tz"] = "Europe/London"
        case |= {"unit": "hours", "count": rng.choice((24, 48)), "trigger_time": "10:30"}
    elif where in ("CA-BC", "GB-EAW", "AU-FCA") and rng.random() < 0.15:
        case |= {"unit": "business_days", "count": rng.randint(1, 10)}
    if rng.random() < 0.03:
        case |= {"count": None, "unit": None, "direction": "after"}
    _commonwealth_options(rng, case, options, on)
    return case | ({"options": options} if options else {})


def _deemed(rng: Random, where: str) -> dict:
    clock = rng.choice(
        ("09:00", "15:59", "16:01", "16:29", "16:30", "16:31", "17:00", "17:01", "23:50")
    )
    case = {"trigger_time": clock, "count": None, "unit": None, "direction": "deemed_service"}
    if where == "GB-EAW":
        if rng.random() < 0.25:
            method = rng.choice(("email_filing", "ce_file"))
            return case | {"service": {"method": method}, "direction": "deemed_filing"}
        document = rng.choice(("claim_form", "other", "other"))
        return case | {"service": {"method": rng.choice(UK_METHODS), "document": document}}
    if where == "CA-ON":
        method = rng.choice(("email", "mail", "courier", "dx", "residence_and_mail"))
        document = "originating_process" if method == "residence_and_mail" else "other"
        return case | {"service": {"method": method, "document": document}}
    zones = ("America/Vancouver", "America/Edmonton", "America/Toronto", "America/St_Johns")
    if rng.random() < 0.4:
        options = {"sender_tz": rng.choice(zones), "court_tz": "America/Toronto"}
        case |= {"service": {"method": "electronic_filing"}, "direction": "deemed_filing"}
        return case | {"options": options}
    method = rng.choice(("electronic", "electronic", "ordinary_mail"))
    document = rng.choice(("other", "other", "originating_process"))
    case["service"] = {"method": method, "document": document}
    if method == "electronic":
        case["options"] = {"sender_tz": rng.choice(zones), "recipient_tz": rng.choice(zones)}
    return case


def _commonwealth_options(rng: Random, case: dict, options: dict, on: date) -> None:
    where, forward, unit = case["jurisdiction"], case["direction"] == "after", case["unit"]
    if rng.random() < 0.6:
        options["act"] = rng.choice(("court_office", "service", "other"))
    if where in ("AU-FCA", "AU-HCA"):
        options["registry"] = rng.choice(("NSW", "VIC"))
    if rng.random() < 0.15:
        options["end_roll"] = rng.choice((True, False))
    if unit == "hours":
        return
    if not forward and rng.random() < 0.7:
        options |= {"at_least": True, "bound": "latest"}
        if rng.random() < 0.3:
            options["clear_days"] = True
    if unit == "days" and rng.random() < 0.2:
        if where == "CA-FC":
            options["seasonal_recess_applies"] = True
        elif where in ("AU-VIC", "AU-FCA"):
            options["vacation_excluded"] = "12-24..01-09" if where == "AU-VIC" else "12-24..01-14"
    elif where == "CA-FC" and unit == "days" and case["count"] >= 10 and rng.random() < 0.2:
        options["exclude_months"] = [7, 8]
    limitation = forward and where.startswith("GB") and unit not in (None, "days")
    if forward and unit == "days" and rng.random() < 0.15:
        options |= {"bound": "earliest_event", "at_least": True}
    elif limitation and on.day < 27 and rng.random() < 0.4:
        options |= rng.choice(LIMITATION)
    if where in ("GB-EAW", "GB-NIR", "AU-NSW", "AU-VIC", "AU-HCA") and rng.random() < 0.15:
        first = on + timedelta((case["count"] or 1) * (1 if forward else -1))
        closed = [first.isoformat(), (first + timedelta(rng.randint(0, 3))).isoformat()]
        options |= {"extra_closed": ["..".join(closed)], "act": "court_office"}
    if where == "CA-ON" and not forward and rng.random() < 0.25:
        options["anchor"] = "fifth_anniversary"


def cases(count: int, seed: int = 20261124) -> Iterator[dict]:
    """As many cases as asked for, half in each format, without expected dates."""
    rng = Random(seed)
    for number in range(count):
        make = us_case if number % 2 else commonwealth_case
        yield make(rng, f"gen-{number:05}")
