"""What must hold of every rule on consecutive days, and where the law itself breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from redwell.lib import rulebook
from redwell.lib.deadlines import Answer, DeadlineError, replay
from redwell.lib.plans.asked import asked
from redwell.lib.plans.byrule import by_rule
from redwell.lib.plans.proving import court_of
from redwell.lib.rulebook import Rule

BOOK = rulebook.load()
ONE = timedelta(days=1)
WALK = [
    *(date(2026, 12, 23) + n * ONE for n in range(14)),
    *(date(2028, 2, 27) + n * ONE for n in range(4)),
]
# A later trigger that is due earlier: the law was shortened on that day.
SHORTENED = {
    ("us.frcp.4.m", date(2015, 12, 1)): "service of the complaint: 120 days became 90",
    ("us.ca.ccp.437c.a.2", date(2025, 1, 1)): "AB 2049: notice of 75 days became 81",
    ("us.ca.ccp.437c.b.2", date(2025, 1, 1)): "AB 2049: opposition 14 days before became 20",
    ("us.ca.ccp.437c.b.4", date(2025, 1, 1)): "AB 2049: reply 5 days before became 11",
}


def dated(rule: Rule, days: Sequence[date], service: str | None) -> Iterator[tuple[date, Answer]]:
    """The rule's own answer for each of the days on which it has one."""
    court = court_of(BOOK, rule)
    for on in days:
        version = rule.version(on)
        if version is None or version.says:
            continue
        facts = {name: rule.when.get(name, "2027-02-01") for name in rule.asks}
        given = asked(BOOK, court, rule.events[0], on, "16:30", service, facts)
        try:
            yield on, by_rule(given, rule)
        except DeadlineError as error:
            if "is not covered before" not in str(error):
                raise


def methods(rule: Rule) -> tuple[str | None, ...]:
    event = BOOK.events[rule.events[0]]
    return (None, *(event.services if rule.service != "no" or event.deems else ()))


def falls_back(found: Iterator[tuple[date, Answer]]) -> Iterator[date]:
    """Each day whose date lies before that of the day before."""
    for (_, before), (on, after) in pairwise(found):
        if after.on < before.on:
            yield on


def test_who_is_served_or_heard_later_is_due_no_earlier() -> None:
    for rule in BOOK.rules.values():
        for service in methods(rule):
            days = WALK if service is None else WALK[1:8]
            assert list(falls_back(dated(rule, days, service))) == [], (rule.id, service)


def test_where_a_version_begins_only_a_law_that_was_shortened_brings_a_date_forward() -> None:
    found = set()
    for rule in BOOK.rules.values():
        versions = (*rule.versions[:-1], *BOOK.programs[rule.program].versions[:-1])
        for turn in {version.effective_from for version in versions}:
            days = [turn - ONE, turn]
            found |= {(rule.id, on) for on in falls_back(dated(rule, days, None))}
    assert found == set(SHORTENED)


def test_service_by_a_slower_way_never_brings_a_date_forward() -> None:
    for rule in (rule for rule in BOOK.rules.values() if rule.service == "yes"):
        backward = any(
            version.period.direction == "before" for version in rule.versions if version.period
        )
        for service in methods(rule):
            by = zip(dated(rule, WALK[:8], None), dated(rule, WALK[:8], service), strict=True)
            for (_, own), (on, other) in by:
                moved = other.on <= own.on if backward else other.on >= own.on
                assert moved, (rule.id, service, on)


def test_every_date_and_its_proof_agree_and_every_other_date_differs() -> None:
    for rule in BOOK.rules.values():
        for on, answer in dated(rule, WALK[2:5], None):
            assert replay(answer.steps, BOOK) == answer.on, (rule.id, on)
            assert answer.on not in {other for other, _, _ in answer.alternatives}
            assert answer.status != "firm" or not answer.alternatives
