"""The matrix: every rule of a rulebook on a fixed set of days, one line for each rule and day.

A line reads `rule day -> date`, then what service by other methods changes:

    us.frcp.33.b.2 2026-05-15 -> 2026-06-15; mail 2026-06-18
    us.frcp.23.f 2026-12-31 -> 2027-01-14 or 2027-01-15 disputed

It is committed, so that a change of the law's data or of the engine shows every date that it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from redwell.lib.rulebook import Rule, Rulebook

from .asked import PlanError
from .planning import Due, Plan, plan
from .proving import court_of

# What a day of the calendar can do to a count.
DAYS: Mapping[date, str] = {
    date(2024, 2, 29): "29 February",
    date(2026, 3, 6): "a Friday before the clocks change in America",
    date(2026, 5, 15): "a Friday",
    date(2026, 8, 19): "a Wednesday",
    date(2026, 10, 24): "a Saturday before the clocks change in Britain",
    date(2026, 11, 25): "the eve of Thanksgiving",
    date(2026, 12, 31): "the last day of the year",
}
HOUR = "16:30"
NOTHING, EARLY, REFUSED, STANDARD = "none", "not covered", "refused", "no day to compute"


def matrix(
    book: Rulebook, days: Mapping[str, Iterable[date]] | None = None
) -> dict[tuple[str, date], str]:
    """What each rule gives on each of its days, by rule and day, in order.

    The days are those of `days_of`, or `days` by rule id. Every question of the rule is answered so
    that it applies; a day asked for is ten days after the trigger.
    """
    return {
        (rule.id, on): _line(book, rule, on)
        for rule in sorted(book.rules.values(), key=lambda rule: rule.id)
        for on in (days_of(rule) if days is None else sorted(days.get(rule.id, ())))
    }


def days_of(rule: Rule) -> tuple[date, ...]:
    """The trigger days on which the matrix asks a rule.

    They are `DAYS` and, of a rule with several versions, each one's first day and the day before.
    """
    turns = [version.effective_from for version in rule.versions if len(rule.versions) > 1]
    return tuple(sorted({*DAYS, *turns, *(on - timedelta(days=1) for on in turns)}))


def written(lines: Mapping[tuple[str, date], str]) -> str:
    """The matrix as the text of a file."""
    return "".join(f"{rule} {on} -> {said}\n" for (rule, on), said in lines.items())


def read(text: str) -> dict[tuple[str, date], str]:
    """The matrix out of a file's text. Raises ValueError for a line that is none."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        key, _, said = line.partition(" -> ")
        rule, _, day = key.partition(" ")
        try:
            on = date.fromisoformat(day)
        except ValueError:
            on = None
        if on is None or not said:
            raise ValueError(f"line {number} of the matrix reads {line!r}; write it anew")
        found[rule, on] = said
    return found


def changes(old: Mapping[tuple[str, date], str], new: Mapping[tuple[str, date], str]) -> list[str]:
    """One line for each rule and day on which two matrices differ, in order."""
    return [
        f"{rule} {on}: {old.get((rule, on), 'not there')} -> {new.get((rule, on), 'gone')}"
        for rule, on in sorted({*old, *new})
        if old.get((rule, on)) != new.get((rule, on))
    ]


def _line(book: Rulebook, rule: Rule, on: date) -> str:
    own = _said(book, rule, on, None)
    by: dict[str, list[str]] = {}
    for service in _services(book, rule):
        said = _said(book, rule, on, service)
        if said != own:
            by.setdefault(said, []).append(service)
    return "; ".join([own, *(f"{','.join(names)} {said}" for said, names in by.items())])


def _services(book: Rulebook, rule: Rule) -> tuple[str, ...]:
    event = book.events[rule.events[0]]
    return event.services if rule.service != "no" or event.deems else ()


def _said(book: Rulebook, rule: Rule, on: date, service: str | None) -> str:
    facts = {
        name: rule.when.get(name) or (on + timedelta(days=10)).isoformat() for name in rule.asks
    }
    period = getattr(rule.version(on), "period", None)
    at = HOUR if period is not None and period.unit == "hours" else None
    try:
        found = plan(
            book, court_of(book, rule), rule.events[0], on, at=at, service=service, facts=facts
        )
    except PlanError as error:
        return EARLY if EARLY in str(error) else f"{REFUSED}: {error}"
    return next(
        (_date(due) for due in found.deadlines if due.rule.id == rule.id), _other(found, rule)
    )


def _date(due: Due) -> str:
    answer = due.answer
    at = f"T{answer.at}" if answer.at else ""
    others = sorted({other.isoformat() for other, _, _ in answer.alternatives})
    return " ".join(
        [
            f"{answer.on}{at}",
            *(f"or {other}" for other in others),
            *([answer.status] if answer.status != "firm" else ()),
        ]
    )


def _other(found: Plan, rule: Rule) -> str:
    if any(title == rule.title for title, _, _ in found.undated):
        return STANDARD
    aside = (why for title, why, _ in found.not_applied if title == rule.title)
    return EARLY if any(why.startswith(EARLY) for why in aside) else NOTHING
