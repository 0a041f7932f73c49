"""A rule's own cases, asked of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from redwell.lib.rulebook import Rule, Rulebook
from redwell.lib.rulebook.rules import RuleCase

from .asked import PlanError
from .planning import Plan, plan

NOT_COVERED, UNDATED, NOT_APPLIED = "not covered", "no day to compute", "does not apply"


def prove(book: Rulebook) -> tuple[str, ...]:
    """One sentence for each case of each rule that does not hold; empty when all hold."""
    return tuple(fault for rule in book.rules.values() for fault in faults(book, rule))


def faults(book: Rulebook, rule: Rule) -> Iterator[str]:
    """One sentence for each case of one rule that does not hold."""
    for case in rule.cases:
        got, others = _said(book, rule, case)
        if not _holds(case, got, others):
            beside = f" (or {', '.join(others)})" if others else ""
            where = f"{rule.file}, line {case.line}: {rule.id}"
            yield f"{where} on {case}; the engine says {got}{beside}."


def court_of(book: Rulebook, rule: Rule) -> str:
    """A court of the rule's layer, best one whose state has no holidays to confuse a case."""
    found = [court for court in book.courts.values() if rule.layer in court.layers]
    return min(found, key=lambda court: f"us.state.{court.state}" in book.calendars).id


def _said(book: Rulebook, rule: Rule, case: RuleCase) -> tuple[str, tuple[str, ...]]:
    """What the plan gives for a case, and the other days it shows."""
    court = case.court or court_of(book, rule)
    try:
        found = plan(
            book,
            court,
            rule.events[0],
            case.on,
            at=case.at,
            service=case.service,
            facts=case.facts,
        )
    except PlanError as error:
        return NOT_COVERED if NOT_COVERED in str(error) else str(error), ()
    for due in found.deadlines:
        if due.rule.id == rule.id:
            others = tuple(on.isoformat() for on, _, _ in due.answer.alternatives)
            return due.answer.on.isoformat(), others
    return _undated(found, rule), ()


def _undated(found: Plan, rule: Rule) -> str:
    if any(title == rule.title for title, _, _ in found.undated):
        return UNDATED
    aside = [why for title, why, _ in found.not_applied if title == rule.title]
    return NOT_COVERED if any(why.startswith(NOT_COVERED) for why in aside) else NOT_APPLIED


def _holds(case: RuleCase, got: str, others: tuple[str, ...]) -> bool:
    if case.not_covered:
        return got == NOT_COVERED
    if case.undated:
        return got == UNDATED
    if not case.applies:
        return got == NOT_APPLIED
    if case.refuses:
        return got[:2].isdigit() and got != case.refuses.isoformat()
    if case.due is None or got != case.due.isoformat():
        return False
    return case.other is None or case.other.isoformat() in others
