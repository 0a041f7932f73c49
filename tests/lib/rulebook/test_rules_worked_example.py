"""The example of docs/rulebook.md is what a person would really type, so it runs."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from redwell.lib import plans, rulebook
from redwell.lib.rulebook.book import PACKAGED

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rulebook.md"
BLOCK = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.S)


def write(root: Path, inside: bool) -> None:
    """Writes the page's files into a folder: those of the harbour, or the others."""
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if name.startswith("harbour/") == inside:
            file = root / name.removeprefix("harbour/")
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            file.write_text(f"{before}\n{text}", encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> rulebook.Rulebook:
    root = tmp_path / "rulebook"
    shutil.copytree(PACKAGED, root)
    write(root, inside=False)
    return rulebook.load(root)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    write(tmp_path / "harbour", inside=True)
    return tmp_path / "harbour"


def test_the_example_of_the_page_loads_and_proves_its_cases(book: rulebook.Rulebook) -> None:
    added = book.rules.keys() - rulebook.load().rules.keys()
    assert added == {"us.usc.15.78u-4.a.3"}
    assert plans.prove(book) == ()


def test_the_added_event_starts_the_added_rule(book: rulebook.Rulebook) -> None:
    found = plans.plan(book, "us-nysd", "pslra notice", date(2026, 3, 3))
    assert [(due.title, due.answer.on) for due in found.deadlines] == [
        ("Move to be lead plaintiff", date(2026, 5, 4))
    ]


def test_the_afternoons_court_stands_alone_and_proves_its_cases(harbour: Path) -> None:
    book = rulebook.load(harbour)
    assert (len(book.courts), len(book.rules), book.problems) == (1, 4, ())
    assert plans.prove(book) == ()
    found = plans.plan(book, "pe-harbour", "writ served", date(2026, 4, 2))
    assert [(due.rule.id, due.answer.on) for due in found.deadlines] == [
        ("pe.hc.12.salvage", date(2026, 4, 10))
    ]
    assert found.notices == ("Is it a claim for salvage? Not answered: yes is assumed.",)


def test_its_defence_leads_on_to_the_reply(harbour: Path) -> None:
    book = rulebook.load(harbour)
    facts = {"pe_salvage": "no"}
    found = plans.plan(book, "pe-harbour", "pe.claim_served", date(2026, 3, 2), facts=facts)
    chained = plans.chain(book, "pe-harbour", found, facts=facts)
    assert [(one.due.rule.id, one.due.answer.on, one.depth) for one in chained] == [
        ("pe.hc.14", date(2026, 3, 26), 1)
    ]


def test_its_cases_are_proofs_a_wrong_day_and_a_wrong_program_are_found(harbour: Path) -> None:
    file = harbour / "programs" / "pe.toml"
    file.write_text(file.read_text("utf-8").replace("at_most = 5", "at_most = 4"), "utf-8")
    wrong = plans.prove(rulebook.load(harbour))
    assert len(wrong) == 3
    assert all("pe.hc.12.salvage" in fault for fault in wrong)


def test_laid_among_the_others_it_adds_its_rules_and_moves_no_date(
    harbour: Path, tmp_path: Path
) -> None:
    both = tmp_path / "both"
    shutil.copytree(PACKAGED, both)
    shutil.copytree(harbour, both, dirs_exist_ok=True)
    found = plans.compare(rulebook.load(), rulebook.load(both))
    assert found.added == ("pe.hc.12", "pe.hc.12.salvage", "pe.hc.14", "pe.hc.30")
    assert (found.removed, found.changed, found.moves) == ((), (), ())


def test_an_added_rule_changes_the_version_of_the_rulebook(book: rulebook.Rulebook) -> None:
    assert book.version != rulebook.load().version


def test_the_page_lists_every_key_of_a_rule() -> None:
    page = PAGE.read_text(encoding="utf-8")
    source = Path(rulebook.__file__).with_name("_rulefile.py").read_text(encoding="utf-8")
    body = source[source.index("def _rule(") : source.index("def _demand_cases")]
    keys = set(re.findall(r'(?:text|texts|choice|flag|day)\(\s*"(\w+)"', body))
    assert {key for key in keys if f"`{key}`" not in page} == set()
