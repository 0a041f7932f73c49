"""Every rule of the packaged rulebook proves its own cases, and the layers over it behave."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from redwell.lib import rulebook
from redwell.lib.deadlines import replay
from redwell.lib.plans import Layer, PlanError, plan, proving
from redwell.lib.rulebook import RulebookError

BOOK = rulebook.load()
SERVED = date(2026, 11, 2)
ANSWER = "us.frcp.12.a.1.A.i"


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_every_case_beside_a_rule_holds(rule):
    assert list(proving.faults(BOOK, rule)) == []


def test_the_proof_of_every_rule_replays_to_its_date():
    for rule in BOOK.rules.values():
        case = next(case for case in rule.cases if not case.not_covered)
        found = plan(
            BOOK,
            case.court or proving.court_of(BOOK, rule),
            rule.events[0],
            case.on,
            service=case.service,
            facts=case.facts,
        )
        for due in found.deadlines:
            assert replay(due.answer.steps, BOOK) == due.answer.on


STANDARD = """
[[rule]]
id = "us.test.promptly"
title = "Tell the court"
layer = "us.frcp"
events = ["us.summons_served"]
who = "party"
act = "file"
program = "us.frcp.6"
cite = "Rule 0"
checked_on = 2026-11-23
[[rule.version]]
effective_from = 2009-12-01
says = "promptly"
"""


def test_the_first_rule_set_is_there():
    american = [r for r in BOOK.rules.values() if r.layer in ("us.frcp", "us.frap")]
    english = [r for r in BOOK.rules.values() if r.layer == "gb.ew.cpr"]
    assert len(american) >= 40
    assert len(english) >= 15


def test_every_district_of_the_united_states_is_in_the_directory():
    districts = [c for c in BOOK.courts.values() if "us.frcp" in c.layers]
    assert len(districts) == 94


def written_into_a_copy(folder: Path, text: str):
    """The rulebook with one more file of rules."""
    shutil.copytree(rulebook.book.PACKAGED, folder / "book")
    (folder / "book" / "rules" / "us" / "more.toml").write_text(text)
    return rulebook.load(folder / "book")


def due_of(layers):
    found = plan(BOOK, "us-nysd", "us.summons_served", SERVED, service="personal", layers=layers)
    return next(due for due in found.deadlines if due.rule.id == ANSWER)


def test_the_rule_alone_gives_twenty_one_days():
    due = due_of(())
    assert (due.answer.on, due.layer) == (date(2026, 11, 23), None)


def test_an_order_overrides_the_rule_and_is_shown_as_such():
    order = Layer(
        "order",
        ANSWER,
        "Order of 4 November 2026",
        date(2026, 11, 4),
        date_certain=date(2026, 12, 5),
    )
    due = due_of((order,))
    assert (due.answer.on, due.layer) == (date(2026, 12, 5), "order")  # a Saturday, never moved
    assert any("overridden" in why for _, why, _ in due.answer.not_applied)


def test_taking_the_top_layer_away_shows_the_next():
    policy = Layer("policy", ANSWER, "Firm policy", SERVED, period="14 days after")
    order = Layer("order", ANSWER, "Order", SERVED, date_certain=date(2026, 12, 4))
    assert due_of((policy, order)).layer == "order"
    assert due_of((policy,)).answer.on == date(2026, 11, 16)


def test_two_clashing_orders_leave_the_earlier_date_disputed_with_both_named():
    first = Layer("order", ANSWER, "Order A", SERVED, date_certain=date(2026, 12, 4))
    second = Layer("stipulation", ANSWER, "Stipulation B", SERVED, date_certain=date(2026, 12, 11))
    due = due_of((first, second))
    assert (due.answer.on, due.answer.status) == (date(2026, 12, 4), "disputed")
    assert [cite for _, _, cite in due.answer.alternatives] == ["Stipulation B"]


def test_a_debated_mail_period_keeps_the_earlier_date_and_shows_the_other():
    found = plan(BOOK, "us-flsd", "us.expert_disclosure_made", date(2026, 3, 2), service="mail")
    answer = found.deadlines[0].answer
    assert answer.on == date(2026, 4, 1)
    assert date(2026, 4, 6) in [on for on, _, _ in answer.alternatives]


@pytest.mark.parametrize(
    ("court", "event", "on", "service", "says"),
    [
        ("us-nowhere", "us.summons_served", SERVED, None, "knows no court"),
        ("us-nysd", "moon landing", SERVED, None, "knows no event"),
        ("us-nysd", "us.summons_served", SERVED, "pigeon", "knows no service"),
        ("us-nysd", "us.summons_served", date(1950, 1, 2), None, "not covered"),
        ("gb-ew-high", "us.summons_served", SERVED, None, "No rule"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(court, event, on, service, says):
    with pytest.raises(PlanError, match=says):
        plan(BOOK, court, event, on, service=service)


def test_an_event_may_be_named_by_its_words():
    found = plan(BOOK, "us-nysd", "summons and complaint served", SERVED, service="personal")
    assert found.deadlines[0].answer.on == date(2026, 11, 23)


def test_a_standard_without_a_period_is_listed_without_a_day(tmp_path: Path):
    book = written_into_a_copy(
        tmp_path, STANDARD + "[[rule.case]]\non = 2026-03-02\nundated = true\n" * 3
    )
    found = plan(book, "us-nysd", "us.summons_served", SERVED)
    assert ("Tell the court", "promptly", "Rule 0") in found.undated
    assert list(proving.faults(book, book.rules["us.test.promptly"])) == []


RULE = """
[[rule]]
id = "us.test"
title = "Test"
layer = "us.frcp"
events = ["us.summons_served"]
who = "party"
act = "serve"
program = "us.frcp.6"
cite = "none"
checked_on = 2026-11-23
[[rule.version]]
effective_from = 2009-12-01
period = "21 days after"
"""


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("", "0 cases"),
        ("[[rule.case]]\non = 2026-03-02\ndue = 2026-03-23\n" * 3, "negative"),
        ('[[rule.version]]\neffective_from = 2009-12-01\nperiod = "3 days after"\n', "one day"),
        ("colour = 'red'\n", "not known"),
        ("[[rule.case]]\non = 2026-03-02\n", "more or less than one thing"),
    ],
)
def test_a_rule_file_with_an_error_is_named_with_its_line_and_cure(tmp_path: Path, more, says):
    from redwell.lib.rulebook._rulefile import load_rules

    (tmp_path / "broken.toml").write_text(RULE + more)
    with pytest.raises(RulebookError, match=says) as error:
        load_rules(tmp_path)
    assert str(error.value).startswith("broken.toml, line ")
