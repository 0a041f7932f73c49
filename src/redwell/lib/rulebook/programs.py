"""Counting programs: how a system of rules counts time, as dated and cited data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .reading import Fields, Period, RulebookError, tables

BACK = ("to_nth_day", "whole_days", "whole_days_if_said", "event_day_counts")


@dataclass(frozen=True, slots=True)
class Skip:
    """Short periods in days that leave closed days out: `at_least <= count <= at_most`.

    `days` names the set left out (`holidays` or `office`); `exempt` pairs a count with a pattern
    of citations whose periods count every day.
    """

    at_least: int
    at_most: int
    days: str
    exempt: tuple[tuple[int, re.Pattern[str]], ...]
    cite: str


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """Days a method of service adds: to the `trigger`, `before_roll` or `after_roll`.

    `doubtful` holds methods for which the text leaves open whether they add days: the answer adds
    none and shows the other date. `unless_delivered`: a paper delivered on the day stated in its
    proof of service adds none.
    """

    order: str
    methods: Mapping[str, Period]
    doubtful: Mapping[str, Period]
    unless_delivered: bool
    cite: str


@dataclass(frozen=True, slots=True)
class Deemed:
    """When a step taken by a method counts as service or filing.

    `late` is the operator at the `cutoff` ("HH:MM"): `at_or_after` or `after`. `closed` says what
    happens to a date on a closed day: `next_open` or `keep`. `clock` names whose zone reads the
    hour: `local`, `recipient` or `court`.
    """

    kind: str
    methods: tuple[str, ...]
    documents: tuple[str, ...]
    add: Period | None
    cutoff: str | None
    late: str
    closed: str
    days: str
    clock: str
    doubt_at: str | None
    cite: str


@dataclass(frozen=True, slots=True)
class NextWeekday:
    """A period that ends on the next `weekday` (0 is Monday) strictly after its last day."""

    weekday: int
    time: str
    cite: str
    notice: str


@dataclass(frozen=True, slots=True)
class Version:
    """A program as in force from `effective_from`. Field by field: README.md beside the data."""

    effective_from: date
    cite: str
    confidence: str
    first_day: str
    back: str
    skip: Skip | None
    roll_after: str
    roll_before: str
    roll_acts: str
    roll_office: str
    roll_cite: str
    other_roll_before: str
    service: ServiceDays | None
    notice_service: Mapping[str, ServiceDays]
    ends: Mapping[str, NextWeekday]
    deemed: tuple[Deemed, ...]
    recess: str | None
    recess_cite: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A counting program with its calendars and its versions, newest first.

    `office_marks` closes an office further: "saturday" or a range of dates.
    `by_registry` names the calendar, such as "au.{registry}", that a stated registry brings.
    """

    id: str
    title: str
    cases: tuple[str, ...]
    checked_on: date
    holidays: str
    office: str
    office_marks: tuple[str, ...]
    by_registry: str | None
    business_days: str
    zone: str | None
    state_days: str
    friday_policy: bool
    closure_acts: tuple[str, ...]
    closure_cite: str
    closed_ranges: str
    versions: tuple[Version, ...]

    def version(self, on: date | None) -> Version | None:
        """The version in force on a day; the newest without a day; None before the first."""
        if on is None:
            return self.versions[0]
        return next((v for v in self.versions if v.effective_from <= on), None)


def load_programs(folder: Path) -> dict[str, Program]:
    """Every program of `folder/*.toml`, by id. Raises RulebookError."""
    programs: dict[str, Program] = {}
    for path in sorted(folder.glob("*.toml")):
        listed, source = tables(path, "program")
        for table in listed:
            program = _program(Fields(table, source, str(table.get("id", "program"))))
            if program.id in programs:
                raise source.error(program.id, f"{program.id} stands twice", "rename one of them")
            programs[program.id] = program
    return programs


def _program(fields: Fields) -> Program:
    holidays = fields.text("holidays")
    program = Program(
        id=fields.text("id"),
        title=fields.text("title"),
        cases=fields.texts("cases", ()),
        checked_on=fields.day("checked_on"),
        holidays=holidays,
        office=fields.text("office", holidays),
        office_marks=fields.texts("office_marks", ()),
        by_registry=fields.text("by_registry", None),
        business_days=fields.choice("business_days", ("holidays", "office"), "holidays"),
        zone=fields.text("zone", None),
        state_days=fields.choice("state_days", ("after", "never", "always"), "always"),
        friday_policy=fields.flag("friday_policy"),
        closure_acts=fields.texts("closure_acts", ()),
        closure_cite=fields.text("closure_cite", ""),
        closed_ranges=fields.choice("closed_ranges", ("office", "everywhere"), "office"),
        versions=_versions(fields),
    )
    fields.done()
    return program


def _versions(fields: Fields) -> tuple[Version, ...]:
    name = fields.name
    found = [_version(Fields(t, fields.source, name)) for t in fields.tables("version")]
    if not found:
        raise fields.error("version", "the program has no version", "add a [[program.version]]")
    found.sort(key=lambda version: version.effective_from, reverse=True)
    return tuple(found)


def _version(fields: Fields) -> Version:
    roll = fields.table("roll")
    if roll is None:
        raise fields.error("roll", "the version does not say how it rolls", "add roll = { ... }")
    notices = fields.table("notice_service")
    ends = fields.table("ends")
    version = Version(
        effective_from=fields.day("effective_from"),
        cite=fields.text("cite"),
        confidence=fields.choice("confidence", ("settled", "needs_review"), "settled"),
        first_day=fields.choice("first_day", ("next_day", "next_open_day"), "next_day"),
        back=fields.choice("back", BACK),
        skip=_skip(fields.table("skip")),
        roll_after=roll.choice("after", ("forward", "none")),
        roll_before=roll.choice("before", ("back", "none")),
        roll_acts=roll.choice("acts", ("any", "file"), "any"),
        roll_office=roll.choice("office", ("any", "backward"), "any"),
        roll_cite=roll.text("cite"),
        other_roll_before=roll.text("other_before", ""),
        service=_service(fields.table("service")),
        notice_service=_named_services(notices),
        ends=_ends(ends),
        deemed=tuple(
            _deemed(Fields(t, fields.source, fields.name)) for t in fields.tables("deemed")
        ),
        recess=fields.text("recess", None),
        recess_cite=fields.text("recess_cite", ""),
        notes=fields.texts("notes", ()),
    )
    roll.done()
    fields.done()
    return version


def _skip(fields: Fields | None) -> Skip | None:
    if fields is None:
        return None
    exempt = fields.tables("exempt")
    fewer = fields.take("fewer_than", int, None)
    skip = Skip(
        at_least=fields.take("at_least", int, 0),
        at_most=fewer - 1 if fewer is not None else fields.take("at_most", int),
        days=fields.choice("days", ("holidays", "office"), "holidays"),
        exempt=tuple((int(t["count"]), re.compile(str(t["rules"]))) for t in exempt),
        cite=fields.text("cite"),
    )
    fields.done()
    return skip


def _service(fields: Fields | None) -> ServiceDays | None:
    if fields is None:
        return None
    service = ServiceDays(
        order=fields.choice("order", ("trigger", "before_roll", "after_roll")),
        methods=_methods(fields, "methods"),
        doubtful=_methods(fields, "doubtful"),
        unless_delivered=fields.flag("unless_delivered"),
        cite=fields.text("cite"),
    )
    fields.done()
    return service


def _methods(fields: Fields, key: str) -> dict[str, Period]:
    table = fields.take(key, dict, {})
    return {method: fields.as_period(method, str(text)) for method, text in table.items()}


def _named_services(fields: Fields | None) -> dict[str, ServiceDays]:
    found: dict[str, ServiceDays] = {}
    for name in list(fields.left) if fields else ():
        service = _service(fields.table(name)) if fields else None
        if service:
            found[name] = service
    return found


def _ends(fields: Fields | None) -> dict[str, NextWeekday]:
    found: dict[str, NextWeekday] = {}
    for name in list(fields.left) if fields else ():
        end = fields.table(name) if fields else None
        if end:
            found[name] = NextWeekday(
                end.take("weekday", int), end.text("time"), end.text("cite"), end.text("notice")
            )
            end.done()
    return found


def _deemed(fields: Fields) -> Deemed:
    deemed = Deemed(
        kind=fields.choice("kind", ("service", "filing")),
        methods=fields.texts("methods"),
        documents=fields.texts("documents", ()),
        add=fields.period("add", None),
        cutoff=fields.text("cutoff", None),
        late=fields.choice("late", ("at_or_after", "after"), "after"),
        closed=fields.choice("closed", ("next_open", "keep")),
        days=fields.choice("days", ("holidays", "office"), "holidays"),
        clock=fields.choice("clock", ("local", "recipient", "court"), "local"),
        doubt_at=fields.text("doubt_at", None),
        cite=fields.text("cite"),
    )
    fields.done()
    return deemed


__all__ = ["Deemed", "NextWeekday", "Program", "RulebookError", "ServiceDays", "Skip", "Version"]
