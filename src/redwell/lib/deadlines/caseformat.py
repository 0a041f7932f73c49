"""Reads one worked case of either documented format into a question for the engine."""

from collections.abc import Mapping
from typing import Any

from redwell.lib.rulebook.reading import UNITS, Period

from . import casevalues as read
from .casevalues import CaseError
from .question import Book, Composite, Question, Terms

ACTS = {"court_office": "file", "file": "file", "service": "serve", "serve": "serve"}
# Every option of the two formats. One that is not read would be a case answered without its facts.
OPTIONS = {
    "accrual", "act", "agreed_extension_days", "anchor", "as_of", "at_least", "beginning_with",
    "bound", "chain", "clear_days", "clerk_inaccessible", "composite", "court", "court_tz",
    "delivered_on_service_date", "end_roll", "exclude_intermediate_below", "exclude_months",
    "extra_closed", "extra_holidays", "fixed_date", "mail_in_court_days", "motion_notice",
    "notice_of_intent", "observed_friday", "recipient_tz", "registry", "roll",
    "seasonal_recess_applies", "sender_tz", "service_days_before", "service_extends", "state",
    "state_holidays", "texas_monday", "tz", "vacation_excluded",
}  # fmt: skip
DEEMED = {"deemed_service": "service", "deemed_filing": "filing"}


def read_case(case: Mapping[str, Any], book: Book) -> Question | Composite:
    """The question that a case asks. Raises CaseError or DeadlineError."""
    options = read.mapping(case.get("options"), "options")
    composite = options.get("composite")
    if composite is None:
        return _question(case, options, book)
    table = read.mapping(composite, "composite")
    outer = {key: value for key, value in options.items() if key != "composite"}
    parts = table.get("parts")
    if not isinstance(parts, list) or not parts:
        raise CaseError("composite has no parts. Give a list of periods.")
    return Composite(
        read.text(table, "op") or "",
        tuple(_part(read.mapping(p, "part"), case, outer, book) for p in parts),
    )


def _part(
    part: Mapping[str, Any], case: Mapping[str, Any], outer: dict[str, Any], book: Book
) -> Question:
    own = dict(part)
    options = outer | dict(read.mapping(part.get("options"), "options"))
    for key in ("jurisdiction", "rule", "trigger_date", "trigger_time", "service"):
        if key in case:
            own.setdefault(key, case[key])
    if own.get("count") is None:
        options["fixed_date"] = (
            options.get("fixed_date") or own.get("date") or own.get("trigger_date")
        )
    return _question(own, options, book)


def _question(case: Mapping[str, Any], options: Mapping[str, Any], book: Book) -> Question:
    unknown = sorted(set(options) - OPTIONS)
    if unknown:
        raise CaseError(
            f"option {unknown[0]!r} is not known. Use one of {', '.join(sorted(OPTIONS))}."
        )
    where = str(case.get("jurisdiction", ""))
    program = _program(where, options, book)
    on = read.day(case.get("trigger_date"), "trigger_date")
    service, document = read.service(case.get("service"))
    fields = _common(options) | (_us(options) if where.startswith("US-") else _other(options))
    direction = read.text(case, "direction")
    period = _period(case, direction)
    if direction in DEEMED:
        fields["deem"] = DEEMED[direction]
        period = None
    elif options.get("chain") and service and not where.startswith("US-"):
        fields["deem"] = "service"
    if period is None and direction == "before":
        fields["roll"] = "back"
    fields["document"] = document
    fields["rule"] = str(case.get("rule", ""))
    return Question(
        program, on, period, read.hour(case.get("trigger_time")), service, Terms(**fields)
    )


def _program(where: str, options: Mapping[str, Any], book: Book) -> str:
    court = f"{where}/{options.get('court')}"
    for name in (court, where):
        for program in book.programs.values():
            if name in program.cases:
                return program.id
    known = sorted({name for program in book.programs.values() for name in program.cases})
    raise CaseError(f"jurisdiction {where!r} is not known. Use one of {', '.join(known)}.")


def _period(case: Mapping[str, Any], direction: object) -> Period | None:
    count, unit = case.get("count"), case.get("unit")
    if count is None or direction in DEEMED:
        return None
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise CaseError(f"count is {count!r}. Give a whole number that is not negative.")
    if unit not in UNITS:
        raise CaseError(f"unit is {unit!r}. Use one of {', '.join(UNITS)}.")
    if direction not in ("after", "before"):
        raise CaseError(f"direction is {direction!r}. Use after, before or deemed_service.")
    return Period(count, unit, str(direction))


def _common(options: Mapping[str, Any]) -> dict[str, Any]:
    act = read.text(options, "act")
    found: dict[str, Any] = {
        "act": ACTS.get(act, act) if act else None,
        "extra_holidays": read.days(options, "extra_holidays"),
        "legs": read.anchor(options.get("anchor")) + read.legs(options.get("chain")),
        "rolls": None if options.get("end_roll") is None else bool(options["end_roll"]),
        "at_least": bool(options.get("at_least") or options.get("clear_days")),
        "earliest": options.get("bound") == "earliest_event",
        "zone": read.text(options, "tz"),
        "sender_zone": read.text(options, "sender_tz"),
        "recipient_zone": read.text(options, "recipient_tz"),
        "court_zone": read.text(options, "court_tz"),
    }
    if options.get("as_of"):
        found["as_of"] = read.day(options["as_of"], "as_of")
    if options.get("fixed_date"):
        found["fixed"] = read.day(options["fixed_date"], "fixed_date")
    return found


def _us(options: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "service_extends": bool(options.get("service_extends", True)),
        "state_holidays": read.days(options, "state_holidays"),
        "clerk_inaccessible": read.days(options, "clerk_inaccessible"),
        "observed_friday": read.text(options, "observed_friday"),
        "delivered_on_service_date": bool(options.get("delivered_on_service_date")),
        "skip_below": read.number(options, "exclude_intermediate_below"),
        "notice": read.text(options, "motion_notice"),
        "mail_in_court_days": bool(options.get("mail_in_court_days")),
        "service_days_before": read.number(options, "service_days_before") or 0,
        "roll": read.text(options, "roll"),
        "ends": "monday" if options.get("texas_monday") else None,
    }


def _other(options: Mapping[str, Any]) -> dict[str, Any]:
    beginning = options.get("beginning_with")
    if options.get("accrual") == "midnight_end_of_day" or beginning == "day_after":
        begins: str | None = "day_after"
    else:
        begins = "trigger" if beginning else None
    left_out = tuple(read.season(value) for value in read.items(options, "vacation_excluded"))
    found: dict[str, Any] = {
        "beginning": begins,
        "recess": bool(options.get("seasonal_recess_applies")) and not left_out,
        "left_out": left_out,
        "months_out": tuple(read.month(name) for name in read.items(options, "exclude_months")),
        "closed_ranges": tuple(read.span(value) for value in read.items(options, "extra_closed")),
        "registry": read.registry(options),
    }
    return found
