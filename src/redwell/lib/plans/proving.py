"""A rule's own cases, asked of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from redwell.lib.rulebook import Rule, Rulebook
from redwell.lib.rulebook.rules import RuleCase

from .asked import PlanError
from .planning import plan


def prove(book: Rulebook) -> tuple[str, ...]:
    """One sentence for each case of each rule that does not hold; empty when all hold."""
    return tuple(fault for rule in book.rules.values() for fault in _faults(book, rule))


def _faults(book: Rulebook, rule: Rule) -> Iterator[str]:
    court = _court(book, rule)
    for case in rule.cases:
        got = _date(book, rule, case, court)
        if not _holds(case, got):
            yield f"{rule.file}, line {rule.line}: {rule.id} on {case}; the engine says {got}."


def _court(book: Rulebook, rule: Rule) -> str:
    """A court of the rule's layer, best one whose state has no holidays to confuse a case."""
    found = [court for court in book.courts.values() if rule.layer in court.layers]
    return min(found, key=lambda court: f"us.state.{court.state}" in book.calendars).id


def _date(book: Rulebook, rule: Rule, case: RuleCase, court: str) -> str:
    try:
        found = plan(book, court, rule.events[0], case.on, service=case.service, facts=case.facts)
    except PlanError as error:
        return "not covered" if "not covered" in str(error) else str(error)
    for due in found.deadlines:
        if due.rule.id == rule.id:
            return due.answer.on.isoformat()
    early = any(why.startswith("not covered") for title, why, _ in found.not_applied
                if title == rule.title)  # fmt: skip
    return "not covered" if early else "does not apply"


def _holds(case: RuleCase, got: str) -> bool:
    if case.not_covered:
        return got == "not covered"
    if not case.applies:
        return got == "does not apply"
    if case.refuses:
        return got[:2].isdigit() and got != case.refuses.isoformat()
    return case.due is not None and got == case.due.isoformat()
