"""A rulebook broken on purpose says which file, which line, what is wrong and what to do."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from redwell.lib import rulebook
from redwell.lib.rulebook.book import PACKAGED

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
[[rule.case]]
on = 2026-03-02
due = 2026-03-23
[[rule.case]]
on = 2026-03-03
due = 2026-03-24
[[rule.case]]
on = 2026-03-07
refuses = 2026-03-28
"""


@pytest.fixture
def loading(tmp_path: Path) -> Callable[[str], rulebook.Rulebook]:
    """Loads a copy of the packaged rulebook with one more rule file."""

    def load(text: str) -> rulebook.Rulebook:
        root = tmp_path / "rulebook"
        shutil.copytree(PACKAGED, root)
        (root / "rules" / "test.toml").write_text(text, encoding="utf-8")
        return rulebook.load(root)

    return load


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ('"us.frcp.6"', '"us.frcp.66"', 'the program "us.frcp.66" does not exist'),
        ('"us.summons_served"', '"us.summons"', 'the event "us.summons" does not exist'),
        ('layer = "us.frcp"', 'layer = "us.moon"', 'no court has the layer "us.moon"'),
        ("checked_on", 'when = { moon = "yes" }\nchecked_on', 'the fact "moon" does not exist'),
        ("checked_on", 'overrides = "us.none"\nchecked_on', 'the rule "us.none" does not exist'),
        ("checked_on", 'starts = "us.none"\nchecked_on', 'the event "us.none" does not exist'),
        ("checked_on", 'options = { legs = ["soon"] }\nchecked_on', '"legs" is "soon"'),
        ('act = "serve"', 'act = "send"', '"act" is "send"'),
        ('"21 days after"', '"three weeks"', '"period" is "three weeks"'),
        ('who = "party"', "", 'the key "who" is missing'),
        ('id = "us.test"', 'id = "us.frcp.4.m"', "stands twice"),
        ("refuses = 2026-03-28", "due = 2026-03-30", "none of its cases is negative"),
        ("refuses = 2026-03-28", 'refuses = "soon"', "'soon'"),
        ('title = "Test"', 'title = "Test', "not valid TOML"),
    ],
)
def test_a_broken_rule_is_named_with_its_line_and_its_cure(loading, good, bad, says) -> None:
    assert good in RULE
    with pytest.raises(rulebook.RulebookError, match=re.escape(says)) as error:
        loading(RULE.replace(good, bad))
    assert error.value.file in ("test.toml", "us/frcp.toml", "us/frcp-pleading.toml")
    assert error.value.line > 0
    assert error.value.fix
    assert str(error.value).endswith(f"{error.value.fix}.")


def test_the_rule_as_it_should_be_loads(loading) -> None:
    book = loading(RULE)
    assert (book.rules["us.test"].file, book.rules["us.test"].line) == ("test.toml", 3)


def test_a_rule_with_two_cases_does_not_load(loading) -> None:
    with pytest.raises(rulebook.RulebookError, match="it has 2 cases"):
        loading(RULE.replace("[[rule.case]]\non = 2026-03-03\ndue = 2026-03-24\n", ""))


def test_a_nearer_rule_replaces_the_one_it_overrides(loading) -> None:
    text = RULE.replace('"us.frcp"', '"us.frap.4"').replace(
        "checked_on", 'overrides = "us.frcp.12.a.1.A.i"\nchecked_on'
    )
    rules = {rule.id for rule in loading(text).for_event("us-nysd", "us.summons_served", None)}
    assert "us.test" in rules
    assert "us.frcp.12.a.1.A.i" not in rules
