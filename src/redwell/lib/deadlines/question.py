"""What is asked of the deadline engine: a trigger, a period and all that changes the count."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from redwell.lib.rulebook.calendars import Calendar
from redwell.lib.rulebook.programs import Program
from redwell.lib.rulebook.reading import UNITS, Period

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class DeadlineError(ValueError):
    """A question that the law or the calendar cannot answer. `str()` says what to change."""


class Book(Protocol):
    """The part of a rulebook that counts time: programs and calendars by id."""

    @property
    def programs(self) -> dict[str, Program]: ...
    @property
    def calendars(self) -> dict[str, Calendar]: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule, an order or the facts add to a period. Every field has the plain meaning off.

    Days: `extra_holidays` (court, county), `state_holidays`, `clerk_inaccessible`;
    `closed_ranges` are inclusive; `left_out` are yearly ranges "MM-DD..MM-DD" that do not count.
    `rolls`: None leaves it to the program. `roll`: "closer_to_trial" overrides its direction.
    `beginning`: "trigger" or "day_after" when the period begins *with* that day.
    `deem`: "service" or "filing" when the step must first be dated. Zones are IANA names.
    """

    as_of: date | None = None
    act: str | None = None
    document: str = "other"
    rule: str = ""
    service_extends: bool = True
    delivered_on_service_date: bool = False
    mail_in_court_days: bool = False
    notice: str | None = None
    service_days_before: int = 0
    extra_holidays: tuple[date, ...] = ()
    state_holidays: tuple[date, ...] = ()
    observed_friday: str | None = None
    clerk_inaccessible: tuple[date, ...] = ()
    closed_ranges: tuple[tuple[date, date], ...] = ()
    registry: str | None = None
    skip_below: int | None = None
    recess: bool = False
    left_out: tuple[str, ...] = ()
    months_out: tuple[int, ...] = ()
    legs: tuple[Period, ...] = ()
    roll: str | None = None
    rolls: bool | None = None
    at_least: bool = False
    earliest: bool = False
    beginning: str | None = None
    ends: str | None = None
    fixed: date | None = None
    deem: str | None = None
    zone: str | None = None
    sender_zone: str | None = None
    recipient_zone: str | None = None
    court_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One period under one program. `at` is "HH:MM" on the court's clock, or None.

    Without a `period` the date is only moved to an open day. Build one with `Question.of`.
    """

    program: str
    on: date
    period: Period | None = None
    at: str | None = None
    service: str | None = None
    terms: Terms = field(default_factory=Terms)

    def __post_init__(self) -> None:
        if self.at is not None and not _HOUR.fullmatch(self.at):
            raise DeadlineError(f'"{self.at}" is not an hour. Write it like "09:30".')

    @classmethod
    def of(
        cls,
        program: str,
        on: date,
        period: str | Period | None = None,
        *,
        at: str | None = None,
        service: str | None = None,
        **terms: Any,
    ) -> "Question":
        """`Question.of("us.frcp.6", date(2026, 4, 10), "30 days after", service="mail")`."""
        length = as_period(period) if isinstance(period, str) else period
        try:
            named: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in terms.items()
            }
            return cls(program, on, length, at, service, Terms(**named))
        except TypeError as error:
            raise DeadlineError(f"{error}. Use only the fields of Terms.") from error


@dataclass(frozen=True, slots=True)
class Composite:
    """The later ("latest") or earlier ("earliest") of several periods, each computed whole."""

    op: str
    parts: tuple[Question, ...]


def as_period(text: str) -> Period:
    """The period of `21 days after` or `16 court_days before`. Raises DeadlineError."""
    words = text.split()
    if len(words) in (2, 3) and words[0].isdigit():
        unit = words[1] if words[1].endswith("s") else f"{words[1]}s"
        direction = words[2] if len(words) == 3 else "after"
        if unit in UNITS and direction in ("after", "before"):
            return Period(int(words[0]), unit, direction)
    raise DeadlineError(f'"{text}" is not a period. Write it like "21 days after".')
