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


@pytest.fixture
def book(tmp_path: Path) -> rulebook.Rulebook:
    root = tmp_path / "rulebook"
    shutil.copytree(PACKAGED, root)
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        file = root / name
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{before}\n{text}", encoding="utf-8")
    return rulebook.load(root)


def test_the_example_of_the_page_loads_and_proves_its_cases(book: rulebook.Rulebook) -> None:
    assert "us.frcp.26.a.1.D" in book.rules
    assert plans.prove(book) == ()


def test_the_added_event_starts_the_added_rule(book: rulebook.Rulebook) -> None:
    found = plans.plan(book, "us-nysd", "later party joined", date(2026, 3, 5))
    assert [(due.title, due.answer.on) for due in found.deadlines] == [
        ("Initial disclosures of a later party", date(2026, 4, 6))
    ]


def test_an_added_rule_changes_the_version_of_the_rulebook(book: rulebook.Rulebook) -> None:
    assert book.version != rulebook.load().version


def test_the_page_lists_every_key_of_a_rule() -> None:
    page = PAGE.read_text(encoding="utf-8")
    source = Path(rulebook.__file__).with_name("_rulefile.py").read_text(encoding="utf-8")
    body = source[source.index("def _rule(") : source.index("def _demand_cases")]
    keys = set(re.findall(r'(?:text|texts|choice|flag|day)\(\s*"(\w+)"', body))
    assert {key for key in keys if f"`{key}`" not in page} == set()
