"""Reads the values of a worked case strictly: each refusal names the field and a good value."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from redwell.lib.rulebook.reading import Period

REGISTRIES = {
    "sydney": "nsw", "melbourne": "vic", "brisbane": "qld", "perth": "wa", "adelaide": "sa",
    "hobart": "tas", "darwin": "nt", "canberra": "act",
}  # fmt: skip
ANNIVERSARIES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
MONTHS = tuple(str(number) for number in range(1, 13))
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class CaseError(ValueError):
    """A case that cannot be read. `str()` says which field and what it should be."""


def registry(options: Mapping[str, Any]) -> str | None:
    """The state whose holidays apply; a registry may be named by its city."""
    name = text(options, "registry")
    return REGISTRIES.get(name.lower(), name) if name else None


def legs(chain: object) -> tuple[Period, ...]:
    """Periods that run before the counted one, written `[[10, "days"], ...]`."""
    if not isinstance(chain, list):
        return ()
    try:
        return tuple(Period(int(n), str(unit)) for n, unit in chain)
    except (OverflowError, TypeError, ValueError) as error:
        raise CaseError('chain must be pairs such as [10, "days"].') from error


def anchor(name: object) -> tuple[Period, ...]:
    """Years to an anniversary of the trigger from which the period counts."""
    if not name:
        return ()
    word = str(name).removesuffix("_anniversary")
    if word not in ANNIVERSARIES:
        raise CaseError(f"anchor is {name!r}. Use a name such as fifth_anniversary.")
    return (Period(ANNIVERSARIES.index(word) + 1, "years"),)


def service(service: object) -> tuple[str | None, str]:
    """The method and the class of document, from a text or an object."""
    if isinstance(service, Mapping):
        return text(service, "method"), text(service, "document") or "other"
    return (str(service) if service else None), "other"


def month(name: object) -> int:
    """A month from its number or its English name."""
    if str(name) in MONTHS:
        return int(str(name))
    short = str(name)[:3].lower()
    if short not in NAMES:
        raise CaseError(f"exclude_months has {name!r}. Use month numbers or English names.")
    return NAMES.index(short) + 1


def season(value: object) -> str:
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


def items(options: Mapping[str, Any], key: str) -> list[Any]:
    """A list of values; one value alone stands for a list of one."""
    value = options.get(key)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(options: Mapping[str, Any], key: str) -> str | None:
    """A text, or None when it is absent or empty."""
    value = options.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise CaseError(f"{key} is {value!r}. Give a text.")


def number(options: Mapping[str, Any], key: str) -> int | None:
    """A whole number, or None when it is absent."""
    value = options.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise CaseError(f"{key} is {value!r}. Give a whole number.")


def span(value: object) -> tuple[date, date]:
    """Closed days from first to last: "2026-12-24..2027-01-02", a pair, or one day."""
    first: object
    last: object
    if isinstance(value, list) and len(value) == 2:
        first, last = value
    else:
        first, _, last = str(value).partition("..")
    return day(first, "extra_closed"), day(last or first, "extra_closed")


def days(options: Mapping[str, Any], key: str) -> tuple[date, ...]:
    """A list of dates."""
    return tuple(day(value, key) for value in items(options, key))


def day(value: object, key: str) -> date:
    """A date written 2026-11-02."""
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CaseError(f"{key} is {value!r}. Give a date such as 2026-11-02.") from error


def hour(value: object) -> str | None:
    """An hour as "HH:MM", or None when the case has none."""
    if not value:
        return None
    try:
        return f"{time.fromisoformat(str(value)):%H:%M}"
    except ValueError as error:
        raise CaseError(f"trigger_time is {value!r}. Give an hour such as 16:30.") from error


def mapping(value: object, key: str) -> Mapping[str, Any]:
    """An object; an absent one is empty."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CaseError(f"{key} is {value!r}. Give an object.")
    return value
