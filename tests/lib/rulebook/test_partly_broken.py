"""A file of rules that cannot be used: what still loads, what is refused, and who is told."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from lib.rulebook.test_rules_refusals import RULE
from redwell.lib import plans, rulebook
from redwell.lib.rulebook.book import PACKAGED
from redwell.lib.rulebook.reading import LIMIT

CHAINED = RULE.replace("checked_on", 'starts = "us.summons_served"\nchecked_on')
BACK = RULE.replace('"us.test"', '"us.test.back"')
LATER = """[[rule.version]]
effective_from = 2030-01-01
period = "28 days after"
[[rule.case]]"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGED, tmp_path / "rulebook")
    return tmp_path / "rulebook"


def overriding(rule: str, other: str) -> str:
    text = RULE.replace('"us.test"', f'"{rule}"').replace('"us.frcp"', '"us.frap.4"')
    return text.replace("checked_on", f'overrides = "{other}"\nchecked_on')


def test_the_packaged_rulebook_loads_strictly_and_whole() -> None:
    assert rulebook.load(PACKAGED).problems == ()
    assert rulebook.load().problems == ()


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (RULE.encode() + b'notes = "caf\xe9"\n', 24, "the byte 0xe9 is not UTF-8; save the file"),
        (RULE.encode("utf-16"), 1, "the byte 0xff is not UTF-8"),
        (b"x = " + b"[" * 100_000, 1, "brackets lie too deep"),
        (b"#" * (LIMIT + 1), 1, "2,000,001 bytes"),
        (RULE.encode() + b'colour = "red"\n[[rule.case]]\n', 21, 'the key "colour"'),
        (b'# one\n[[rules]]\nid = "us.test"\n', 2, 'the key "rules" is not known'),
        (RULE.replace("[[rule.case]]", LATER, 1).encode(), 3, "of 2030-01-01 has no case"),
        (RULE.replace("[[rule.case]]", LATER.replace("2030", "2009").replace("01-01", "12-01"), 1)
         .encode(), 3, "two versions begin on one day, 2009-12-01"),
        (RULE.replace('period = "21 days after"', "").encode(), 3, "neither a period nor a"),
        (RULE.replace("due = 2026-03-24", "").encode(), 18, "more or less than one thing"),
        (RULE.replace("checked_on", 'composite = "latest"\nchecked_on').encode(), 3, "needs parts"),
        (RULE.encode() * 2, 26, "us.test stands twice"),
        (CHAINED.encode(), 3, "comes back to it (us.test -> us.test)"),
        (overriding("us.test", "us.test").encode(), 3, "it overrides itself"),
        (RULE.replace("[[rule.case]]", '[[rule.case]]\ncourt = "us-moon"', 1).encode(), 3,
         'the court "us-moon" does not exist'),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_a_sentence_with_its_line(folder, data, line, says) -> None:
    (folder / "rules" / "test.toml").write_bytes(data)
    with pytest.raises(rulebook.RulebookError, match=re.escape(says)) as error:
        rulebook.load(folder)
    assert str(error.value).startswith(f"test.toml, line {line}: ")
    assert "\n" not in str(error.value)


def test_a_file_saved_by_a_windows_editor_with_its_mark_loads(folder) -> None:
    text = RULE.replace("\n", "\r\n")
    (folder / "rules" / "test.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert rulebook.load(folder).rules["us.test"].line == 3


def test_an_id_in_two_files_names_both_and_is_refused_even_tolerantly(folder) -> None:
    (folder / "rules" / "one.toml").write_text(RULE)
    (folder / "rules" / "two.toml").write_text("\n" + RULE)
    for tolerant in (False, True):
        with pytest.raises(rulebook.RulebookError, match=r"also in one\.toml, line 3") as error:
            rulebook.load(folder, tolerant=tolerant)
        assert str(error.value).startswith("two.toml, line 4: ")


def test_two_rules_that_override_each_other_are_refused_with_the_ring(folder) -> None:
    text = overriding("us.test", "us.test.back") + overriding("us.test.back", "us.test")
    (folder / "rules" / "test.toml").write_text(text)
    with pytest.raises(rulebook.RulebookError, match=r"us\.test -> us\.test\.back -> us\.test"):
        rulebook.load(folder)


def test_a_chain_of_two_rules_that_comes_back_is_refused_unless_a_fact_breaks_it(folder) -> None:
    there = RULE.replace("checked_on", 'starts = "us.moot"\nchecked_on')
    back = BACK.replace('["us.summons_served"]', '["us.moot"]')
    back = back.replace("checked_on", 'starts = "us.summons_served"\nchecked_on')
    (folder / "events" / "test.toml").write_text('[[event]]\nid = "us.moot"\ntitle = "Moot"\n')
    file = folder / "rules" / "test.toml"
    file.write_text(there + back)
    with pytest.raises(rulebook.RulebookError, match=r"\(us\.test -> us\.test\.back -> us\.test"):
        rulebook.load(folder)
    fact = next(f for f in rulebook.load().facts.values() if f.choices)
    other = next(choice for choice in fact.choices if choice != fact.assumed)
    when = f'when = {{ {fact.id} = "{other}" }}\nchecked_on'
    again = folder.with_name("again")
    shutil.copytree(folder, again)
    (again / "rules" / "test.toml").write_text(there + back.replace("checked_on", when))
    assert "us.test.back" in rulebook.load(again).rules


def test_a_case_that_contradicts_its_rule_is_told_with_the_line_of_the_case(folder) -> None:
    text = RULE.replace("due = 2026-03-24", "due = 2026-03-25")
    (folder / "rules" / "test.toml").write_text(text)
    book = rulebook.load(folder)
    assert list(plans.proving.faults(book, book.rules["us.test"])) == [
        "test.toml, line 18: us.test on 2026-03-03: 2026-03-25; the engine says 2026-03-24."
    ]


def test_a_tolerant_book_keeps_the_rest_and_every_plan_says_what_may_be_missing(folder) -> None:
    (folder / "rules" / "test.toml").write_text(RULE.replace("refuses = 2026-03-28", "refuses = 3"))
    with pytest.raises(rulebook.RulebookError):
        rulebook.load(folder)
    book = rulebook.load(folder, tolerant=True)
    assert set(book.rules) == set(rulebook.load().rules)
    assert len(book.problems) == 1
    assert book.problems[0].startswith("test.toml, line 21: ")
    found = plans.plan(book, "us-nysd", "us.summons_served", date(2026, 11, 2))
    assert f"Rules may be missing here: {book.problems[0]}" in found.notices


def test_a_file_whose_rule_names_a_missing_event_is_left_out_whole(folder) -> None:
    text = RULE + BACK.replace('["us.summons_served"]', '["us.summons"]')
    (folder / "rules" / "test.toml").write_text(text)
    book = rulebook.load(folder, tolerant=True)
    assert "us.test" not in book.rules
    assert 'the event "us.summons" does not exist' in book.problems[0]


def test_a_broken_file_whose_rules_are_overridden_elsewhere_is_refused(folder) -> None:
    (folder / "rules" / "child.toml").write_text(overriding("us.child", "us.test"))
    (folder / "rules" / "test.toml").write_text(RULE + "broken")
    with pytest.raises(rulebook.RulebookError, match=r"child\.toml, line 3, depends on this file"):
        rulebook.load(folder, tolerant=True)


def test_a_broken_file_that_overrides_is_refused_since_the_replaced_rule_would_apply(folder):
    text = overriding("us.test", "us.frcp.12.a.1.A.i") + "broken"
    (folder / "rules" / "test.toml").write_text(text)
    with pytest.raises(rulebook.RulebookError, match="would apply again without it"):
        rulebook.load(folder, tolerant=True)


@pytest.mark.parametrize(
    "name",
    [
        "calendars/us.federal.toml",
        "programs/us-federal.toml",
        "events/us-federal.toml",
        "facts/us-federal.toml",
        "courts/us.toml",
    ],
)
def test_outside_the_rules_nothing_may_be_broken(folder: Path, name: str) -> None:
    file = folder / name
    lines = file.read_text(encoding="utf-8").count("\n")
    file.write_text(file.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    with pytest.raises(rulebook.RulebookError) as error:
        rulebook.load(folder, tolerant=True)
    assert (error.value.file, error.value.line) == (file.name, lines + 1)


@pytest.mark.parametrize(
    ("name", "good", "bad", "says"),
    [
        ("programs/us-federal.toml", 'holidays = "us.federal"', 'holidays = "us.moon"',
         'us.frcp.6: the calendar "us.moon" does not exist'),
        ("courts/us.toml", 'zone = "America/New_York"', 'zone = "America/Moon"',
         '"America/Moon" is no zone'),
        ("courts/us.toml", 'zone = "America/New_York"', 'zone = "/etc/passwd"', "is no zone"),
        ("events/us-federal.toml", "[[event]]", "[[events]]", 'the key "events" is not known'),
    ],
)  # fmt: skip
def test_what_every_date_would_stand_on_is_checked_before_the_first(
    folder: Path, name: str, good: str, bad: str, says: str
) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(rulebook.RulebookError, match=re.escape(says)) as error:
        rulebook.load(folder, tolerant=True)
    assert error.value.file == file.name


def test_a_fault_in_a_holiday_is_told_with_its_line(folder: Path) -> None:
    file = folder / "calendars" / "us.federal.toml"
    text = file.read_text(encoding="utf-8")
    head = text.index("\n[[standing]]", text.index("\n[[standing]]") + 1) + 1
    name = text.index("name =", head)
    file.write_text(text[:name] + "colour = 1\n" + text[name:], encoding="utf-8")

    with pytest.raises(rulebook.RulebookError, match=r"standing\[2\]\.colour is no key") as error:
        rulebook.load(folder)
    assert error.value.line == text.count("\n", 0, head) + 1
