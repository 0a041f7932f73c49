"""Two rulebooks compared: what a reviewer of a changed rule has to see."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from redwell.lib import plans, rulebook
from redwell.lib.rulebook.book import PACKAGED

OLD = rulebook.load(PACKAGED)
INTERROGATORIES = "us.frcp.33.b.2"


@pytest.fixture
def changed(tmp_path: Path):
    """The packaged rulebook with one text of one file replaced, and another file added."""

    def change(name: str, old: str, new: str, more: str = "") -> plans.Difference:
        shutil.copytree(PACKAGED, tmp_path / "book")
        file = tmp_path / "book" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        if more:
            (tmp_path / "book" / "rules" / "more.toml").write_text(more, "utf-8")
        return plans.compare(OLD, rulebook.load(tmp_path / "book"))

    return change


def file_of(rule: str) -> tuple[str, str, str]:
    """The file of a rule, and the text from its id to the end of its first version."""
    name = f"rules/{OLD.rules[rule].file}"
    text = (PACKAGED / name).read_text("utf-8")
    head = text.index(f'id = "{rule}"')
    return name, text[head : text.index("[[rule.case]]", head)], text


def test_a_rulebook_does_not_differ_from_itself(tmp_path: Path) -> None:
    shutil.copytree(PACKAGED, tmp_path / "book")
    found = plans.compare(OLD, rulebook.load(tmp_path / "book"))
    assert found == plans.Difference((), (), (), (), ())


def test_a_shorter_period_is_named_with_every_date_it_moves(changed) -> None:
    name, text, _ = file_of(INTERROGATORIES)
    found = changed(name, text, text.replace("30 days after", "28 days after"))
    assert [(c.of, c.old, c.new) for c in found.changed] == [
        (INTERROGATORIES, "30 days after", "28 days after")
    ]
    assert {move.rule for move in found.moves} == {INTERROGATORIES}
    move = next(move for move in found.moves if move.on == date(2026, 8, 19))
    assert (move.old[:10], move.new[:10], move.days) == ("2026-09-18", "2026-09-16", -2)


def test_another_citation_is_told_and_moves_nothing(changed) -> None:
    name, text, _ = file_of(INTERROGATORIES)
    cite = OLD.rules[INTERROGATORIES].cite
    found = changed(name, text, text.replace(f'cite = "{cite}"', 'cite = "Rule 33"'))
    assert [(c.what, c.old, c.new) for c in found.changed] == [("cite", cite, "Rule 33")]
    assert found.moves == ()


def test_a_holiday_added_to_a_calendar_shows_the_dates_that_run_on(changed) -> None:
    found = changed(
        "calendars/us.federal.toml",
        '[[standing]]\nname = "Christmas',
        '[[standing]]\nname = "Founding Day"\non = "09-18"\n[[standing]]\nname = "Christmas',
    )
    assert ("us.federal", "calendar, 2026-09-18") in [(c.of, c.what) for c in found.other]
    move = next(m for m in found.moves if m.rule == INTERROGATORIES and m.on == date(2026, 8, 19))
    assert (move.new[:10], move.days) == ("2026-09-21", 3)
    assert found.changed == ()


def test_a_program_that_no_longer_rolls_is_named_and_its_dates_move(changed) -> None:
    text = (PACKAGED / "programs" / "us-federal.toml").read_text("utf-8")
    roll = next(line for line in text.splitlines() if line.startswith('roll = { after = "forward"'))
    found = changed("programs/us-federal.toml", roll, roll.replace("forward", "none"))
    assert [c.what for c in found.other] == ["program, versions"]
    assert all((move.days or 0) <= 0 for move in found.moves)
    assert len({move.rule for move in found.moves}) > 20


def test_rules_that_come_and_go_are_listed_and_move_no_date(changed) -> None:
    name, _, whole = file_of("us.frcp.4.m")
    head = whole.index("[[rule]]", whole.index('id = "us.frcp.4.m"') - 20)
    end = whole.find("\n[[rule]]", head + 1)
    rule = whole[head : end if end > 0 else None]
    found = changed(name, rule, "", rule.replace('"us.frcp.4.m"', '"us.frcp.4.n"'))
    assert (found.added, found.removed) == (("us.frcp.4.n",), ("us.frcp.4.m",))
    assert found.moves == ()
