"""Reads one worked case of either documented format into a question for the engine."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from redwell.lib.rulebook.reading import UNITS, Period

from .question import Book, Composite, Question, Terms

ACTS = {"court_office": "file", "file": "file", "service": "serve", "serve": "serve"}
DEEMED = {"deemed_service": "service", "deemed_filing": "filing"}
REGISTRIES = {
    "sydney": "nsw", "melbourne": "vic", "brisbane": "qld", "perth": "wa", "adelaide": "sa",
    "hobart": "tas", "darwin": "nt", "canberra": "act",
}  # fmt: skip
ANNIVERSARIES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
MONTHS = tuple(str(number) for number in range(1, 13))
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class CaseError(ValueError):
    """A case that cannot be read. `str()` says which field and what it should be."""


def read_case(case: Mapping[str, Any], book: Book) -> Question | Composite:
    """The question that a case asks. Raises CaseError or DeadlineError."""
    options = _mapping(case.get("options"), "options")
    composite = options.get("composite")
    if composite is None:
        return _question(case, options, book)
    table = _mapping(composite, "composite")
    outer = {key: value for key, value in options.items() if key != "composite"}
    parts = table.get("parts")
    if not isinstance(parts, list) or not parts:
        raise CaseError("composite has no parts. Give a list of periods.")
    return Composite(
        _text(table, "op") or "",
        tuple(_part(_mapping(p, "part"), case, outer, book) for p in parts),
    )


def _part(
    part: Mapping[str, Any], case: Mapping[str, Any], outer: dict[str, Any], book: Book
) -> Question:
    own = dict(part)
    options = outer | dict(_mapping(part.get("options"), "options"))
    for key in ("jurisdiction", "rule", "trigger_date", "trigger_time", "service"):
        if key in case:
            own.setdefault(key, case[key])
    if own.get("count") is None:
        options["fixed_date"] = (
            options.get("fixed_date") or own.get("date") or own.get("trigger_date")
        )
    return _question(own, options, book)


def _question(case: Mapping[str, Any], options: Mapping[str, Any], book: Book) -> Question:
    where = str(case.get("jurisdiction", ""))
    program = _program(where, options, book)
    on = _day(case.get("trigger_date"), "trigger_date")
    service, document = _service(case.get("service"))
    fields = _common(options) | (_us(options) if where.startswith("US-") else _other(options))
    direction = _text(case, "direction")
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
    return Question(program, on, period, _hour(case.get("trigger_time")), service, Terms(**fields))


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
    act = _text(options, "act")
    found: dict[str, Any] = {
        "act": ACTS.get(act, act) if act else None,
        "extra_holidays": _days(options, "extra_holidays"),
        "legs": _anchor(options.get("anchor")) + _legs(options.get("chain")),
        "rolls": None if options.get("end_roll") is None else bool(options["end_roll"]),
        "at_least": bool(options.get("at_least") or options.get("clear_days")),
        "earliest": options.get("bound") == "earliest_event",
        "zone": _text(options, "tz"),
        "sender_zone": _text(options, "sender_tz"),
        "recipient_zone": _text(options, "recipient_tz"),
        "court_zone": _text(options, "court_tz"),
    }
    if options.get("as_of"):
        found["as_of"] = _day(options["as_of"], "as_of")
    if options.get("fixed_date"):
        found["fixed"] = _day(options["fixed_date"], "fixed_date")
    return found


def _us(options: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "service_extends": bool(options.get("service_extends", True)),
        "state_holidays": _days(options, "state_holidays"),
        "clerk_inaccessible": _days(options, "clerk_inaccessible"),
        "observed_friday": _text(options, "observed_friday"),
        "delivered_on_service_date": bool(options.get("delivered_on_service_date")),
        "skip_below": _number(options, "exclude_intermediate_below"),
        "notice": _text(options, "motion_notice"),
        "mail_in_court_days": bool(options.get("mail_in_court_days")),
        "service_days_before": _number(options, "service_days_before") or 0,
        "roll": _text(options, "roll"),
        "ends": "monday" if options.get("texas_monday") else None,
    }


def _other(options: Mapping[str, Any]) -> dict[str, Any]:
    beginning = options.get("beginning_with")
    if options.get("accrual") == "midnight_end_of_day" or beginning == "day_after":
        begins: str | None = "day_after"
    else:
        begins = "trigger" if beginning else None
    left_out = tuple(_season(value) for value in _list(options, "vacation_excluded"))
    found: dict[str, Any] = {
        "beginning": begins,
        "recess": bool(options.get("seasonal_recess_applies")) and not left_out,
        "left_out": left_out,
        "months_out": tuple(_month(name) for name in _list(options, "exclude_months")),
        "closed_ranges": tuple(_range(value) for value in _list(options, "extra_closed")),
        "registry": _registry(options),
    }
    return found


def _registry(options: Mapping[str, Any]) -> str | None:
    """The state whose holidays apply; a registry may be named by its city."""
    name = _text(options, "registry")
    return REGISTRIES.get(name.lower(), name) if name else None


def _legs(chain: object) -> tuple[Period, ...]:
    if not isinstance(chain, list):
        return ()
    try:
        return tuple(Period(int(n), str(unit)) for n, unit in chain)
    except (OverflowError, TypeError, ValueError) as error:
        raise CaseError('chain must be pairs such as [10, "days"].') from error


def _anchor(anchor: object) -> tuple[Period, ...]:
    """Years to an anniversary of the trigger from which the period counts."""
    if not anchor:
        return ()
    word = str(anchor).removesuffix("_anniversary")
    if word not in ANNIVERSARIES:
        raise CaseError(f"anchor is {anchor!r}. Use a name such as fifth_anniversary.")
    return (Period(ANNIVERSARIES.index(word) + 1, "years"),)


def _service(service: object) -> tuple[str | None, str]:
    if isinstance(service, Mapping):
        return _text(service, "method"), _text(service, "document") or "other"
    return (str(service) if service else None), "other"


def _month(name: object) -> int:
    if str(name) in MONTHS:
        return int(str(name))
    short = str(name)[:3].lower()
    if short not in NAMES:
        raise CaseError(f"exclude_months has {name!r}. Use month numbers or English names.")
    return NAMES.index(short) + 1


def _season(value: object) -> str:
    """A range of every year, "MM-DD..MM-DD"."""
    try:
        first, last = str(value).split("..")
        for end in (first, last):
            if len(end) != 5:
                raise ValueError(end)
            date.fromisoformat(f"2024-{end}")
    except ValueError as error:
        raise CaseError(f"vacation_excluded has {value!r}. Write 12-24..01-09.") from error
    return str(value)


def _list(options: Mapping[str, Any], key: str) -> list[Any]:
    """A list of values; one value alone stands for a list of one."""
    value = options.get(key)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(options: Mapping[str, Any], key: str) -> str | None:
    value = options.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise CaseError(f"{key} is {value!r}. Give a text.")


def _number(options: Mapping[str, Any], key: str) -> int | None:
    value = options.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise CaseError(f"{key} is {value!r}. Give a whole number.")


def _range(value: object) -> tuple[date, date]:
    first: object
    last: object
    if isinstance(value, list) and len(value) == 2:
        first, last = value
    else:
        first, _, last = str(value).partition("..")
    return _day(first, "extra_closed"), _day(last or first, "extra_closed")


def _days(options: Mapping[str, Any], key: str) -> tuple[date, ...]:
    return tuple(_day(value, key) for value in _list(options, key))


def _day(value: object, key: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CaseError(f"{key} is {value!r}. Give a date such as 2026-11-02.") from error


def _hour(value: object) -> str | None:
    if not value:
        return None
    try:
        return f"{time.fromisoformat(str(value)):%H:%M}"
    except ValueError as error:
        raise CaseError(f"trigger_time is {value!r}. Give an hour such as 16:30.") from error


def _mapping(value: object, key: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CaseError(f"{key} is {value!r}. Give an object.")
    return value
