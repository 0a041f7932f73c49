"""What the parts of a rulebook owe one another: names that exist, and chains that end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .reading import RulebookError
from .rules import Rule

if TYPE_CHECKING:
    from .book import Rulebook


def faults(book: Rulebook) -> Iterator[RulebookError]:
    """An error for each rule that names what is missing, or that leads back to itself."""
    layers = {layer for court in book.courts.values() for layer in court.layers}
    for rule in book.rules.values():
        yield from _missing(rule, book)
        if rule.layer not in layers:
            what = f'no court has the layer "{rule.layer}"'
            yield _at(rule, what, "add the layer to a court of courts/")
    yield from _overriding_in_a_ring(book.rules)
    yield from _starting_in_a_ring(book)


def _missing(rule: Rule, book: Rulebook) -> Iterator[RulebookError]:
    courts = tuple(dict.fromkeys(case.court for case in rule.cases if case.court))
    named = (
        ("program", (rule.program,), book.programs, "name a program of programs/"),
        ("event", rule.events, book.events, "add it to events/ or correct its spelling"),
        ("event", _one(rule.starts), book.events, "add it to events/"),
        ("fact", rule.asks, book.facts, "add it to facts/ or correct its spelling"),
        ("rule", _one(rule.overrides), book.rules, "name a rule that exists"),
        ("court", courts, book.courts, "name a court of courts/ in its cases"),
    )
    for kind, ids, known, fix in named:
        for missing in (one for one in ids if one not in known):
            yield _at(rule, f'the {kind} "{missing}" does not exist', fix)


def _overriding_in_a_ring(rules: Mapping[str, Rule]) -> Iterator[RulebookError]:
    for rule in rules.values():
        passed = [rule.id]
        above = rules.get(rule.overrides or "")
        while above is not None and above.id not in passed:
            passed.append(above.id)
            above = rules.get(above.overrides or "")
        if above is not None and above.id == rule.id:
            what = f"it overrides itself ({' -> '.join([*passed, rule.id])})"
            yield _at(rule, what, "let the rule of the nearer layer override the other only")


def _starting_in_a_ring(book: Rulebook) -> Iterator[RulebookError]:
    """Rules that start one another for ever under the assumed answers.

    Two rules may follow each other in either order where a fact decides which comes first (CPR 7.4
    and 58.5: particulars before or after the acknowledgment): the answers break such a ring.
    """
    told: set[str] = set()
    for layers in sorted({court.layers for court in book.courts.values()}):
        chained = [
            rule
            for rule in book.rules.values()
            if rule.starts and rule.layer in layers and _is_assumed(rule, book)
        ]
        for rule in chained:
            ring = _ring(rule, chained)
            if ring and rule.id not in told:
                told.update(one.id for one in ring)
                names = " -> ".join(one.id for one in (*ring, rule))
                what = f"its act starts a chain that comes back to it ({names})"
                yield _at(rule, what, "remove starts from one of them, or make it rest on a fact")


def _ring(first: Rule, rules: list[Rule]) -> tuple[Rule, ...]:
    """The shortest way from a rule along `starts` back to its own events; empty without one."""
    ways: list[tuple[Rule, ...]] = [(first,)]
    seen = {first.id}
    while ways:
        way = ways.pop(0)
        if way[-1].starts in first.events:
            return way
        for rule in rules:
            if way[-1].starts in rule.events and rule.id not in seen:
                seen.add(rule.id)
                ways.append((*way, rule))
    return ()


def _is_assumed(rule: Rule, book: Rulebook) -> bool:
    return all(
        name in book.facts and book.facts[name].assumed == wanted
        for name, wanted in rule.when.items()
    )


def _one(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _at(rule: Rule, what: str, fix: str) -> RulebookError:
    return RulebookError(rule.file, rule.line, f"{rule.id}: {what}", fix)
