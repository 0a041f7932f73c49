"""Every row of the law library that this rulebook was written from stands in a rule's citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from redwell.lib import rulebook

BOOK = rulebook.load(rulebook.book.PACKAGED)
US, COMMONWEALTH = "deadlines-us.md", "deadlines-commonwealth.md"
PROVISION = re.compile(r"(?<![\w.])\d+[A-Za-z]*(?:[.:-]\d*[A-Za-z]*)*(?:\([^()]*\))*")
FURTHER = re.compile(r"(?<=[\s,/-])(?:\([^()]+\))+")
# What stands in a cell beside provisions: years, marks of the source, lengths of time.
BESIDE = re.compile(
    r"\((?:19|20)\d\d\)|(?:from|before|since) (?:19|20)\d\d(?:-\d\d-\d\d)?|Act, 2002|\[.*?\]"
    r"|\(\d+ [dym]\b[^)]*\)|\d+(?:/\d+)* [dym]\b"
)


@dataclass(frozen=True)
class Section:
    """One section's table: the rows' column, the layers whose rules carry it, its size."""

    file: str
    head: str
    column: str
    layers: tuple[str, ...]
    rows: int

    def __str__(self) -> str:
        return f"{self.file} {self.head}"


SECTIONS = (
    Section(US, "## 3.", "Rule", ("us.",), 199),
    Section(US, "### 4.1", "Rule", ("us.ca",), 33),
    Section(US, "### 4.2", "Rule", ("us.ny",), 20),
    Section(US, "### 4.3", "Rule", ("us.tx",), 16),
    Section(US, "### 4.4", "Rule", ("us.fl",), 11),
    Section(COMMONWEALTH, "### 3.3", "Rule", ("gb.ew",), 73),
    Section(COMMONWEALTH, "### 4.1", "Rule", ("ca.on",), 42),
    Section(COMMONWEALTH, "### 4.2", "Provision", ("ca.fc",), 26),
    Section(COMMONWEALTH, "### 5.1", "UCPR", ("au.nsw",), 16),
    Section(COMMONWEALTH, "### 5.2", "FCR 2011", ("au.fca",), 11),
)
# The federal section has one table for each set of rules.
BLOCKS = {
    "FRCP": ("us.frcp",),
    "Statutes": ("us.",),
    "FRAP": ("us.frap",),
    "Supreme Court": ("us.scotus",),
    "FRBP": ("us.frbp", "us.frcp.adversary"),
    "FRCrP": ("us.frcrp",),
}
# Rows whose first column names no provision, by the citation that carries them.
IN_WORDS = {
    "notices": "Municipal Act, 2001",
    "Limitation Act 1969": "Limitation Act 1969",
    "trial bundle (formerly 39.5)": "trial bundle",
}


def provisions(text: str) -> list[set[str]]:
    """Each provision of a citation, as the ways in which it may be read.

    "437c(a)(2), (b)" goes on with 437c(b) or 437c(a)(b): only a reader of the rule knows.
    """
    found: list[set[str]] = []
    stem: tuple[str, ...] = ()
    for mark in re.finditer(f"{PROVISION.pattern}|{FURTHER.pattern}", BESIDE.sub(" ", text)):
        said = mark[0].rstrip(".:-")
        if said.startswith("("):
            found.append({"".join(stem[:n]) + said for n in range(1, len(stem) + 1)})
        else:
            found.append({said})
            stem = (re.match(r"[^(]*", said)[0], *re.findall(r"\([^()]*\)", said))  # type: ignore[index]
    return found


def cited(layers: tuple[str, ...]) -> set[str]:
    return {
        way
        for rule in BOOK.rules.values()
        if rule.layer.startswith(layers)
        for cite in (rule.cite, *(version.cite for version in rule.versions))
        for ways in provisions(cite)
        for way in ways
    }


def text_of(shared: Path, file: str, head: str) -> str:
    text = (shared / "facts" / file).read_text("utf-8")
    start = text.index(f"\n{head}")
    level = head.split(" ")[0]
    end = re.search(rf"\n#{{1,{len(level)}}} ", text[start + len(head) + 1 :])
    return text[start : start + len(head) + 1 + end.start()] if end else text[start:]


def rows(text: str, column: str) -> Iterator[tuple[str, str]]:
    """The cells under `column` of every table that has it and is no table of service."""
    block, place = "", None
    columns: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            block, columns = line.strip("* ") if line.startswith("**") else block, []
        elif not columns:
            columns = cells
            place = (
                columns.index(column) if column in columns and "Service" not in columns else None
            )
        elif place is not None and not set(cells[0]) <= {"-"}:
            yield block, cells[place]


def missing(cell: str, known: set[str]) -> bool:
    """Whether one of the provisions of a row stands in no citation, itself or a part of it."""
    found = provisions(cell)
    return not found or any(
        not any(
            one == way or one.startswith((f"{way}(", f"{way}.")) for way in ways for one in known
        )
        for ways in found
    )


@pytest.mark.parametrize("section", SECTIONS, ids=str)
def test_every_row_of_the_section_stands_in_a_rule_of_its_layer(shared, section) -> None:
    found = list(rows(text_of(shared, section.file, section.head), section.column))
    assert len(found) == section.rows
    lost = []
    for block, cell in found:
        layers = next((own for name, own in BLOCKS.items() if block.startswith(name)), None)
        if section.head != "## 3.":
            layers = section.layers
        assert layers, f"no layer for the table {block!r}"
        if cell in IN_WORDS:
            said = IN_WORDS[cell]
            carried = [
                r for r in BOOK.rules.values() if said in r.cite and r.layer.startswith(layers)
            ]
            lost += [] if carried else [cell]
        elif missing(cell, cited(layers)):
            lost.append(cell)
    assert lost == []


@pytest.mark.parametrize(
    ("head", "layers", "count"), [("### 4.5", ("us.il",), 8), ("### 4.6", ("us.de",), 5)]
)
def test_every_row_told_in_words_stands_in_a_rule(shared, head, layers, count) -> None:
    text = text_of(shared, US, head)
    listed = text[text.index("Rows:") + len("Rows:") :].strip().rstrip(".").split(";")
    assert len(listed) == count
    known = cited(layers)
    assert [row for row in listed if missing(row, known)] == []


def test_the_rulebook_holds_more_rules_than_the_library_has_rows(shared) -> None:
    assert len(BOOK.rules) >= 430
    assert sum(section.rows for section in SECTIONS) + 8 + 5 >= 430


def test_a_row_that_no_rule_carries_is_found() -> None:
    known = cited(("us.frcp",))
    assert not missing("4(m)", known)
    assert missing("4(z)", known)
    assert missing("4(m), 99(a)", known)
    assert missing("see the notes", known)
    assert provisions("50(b), (d)") == [{"50(b)"}, {"50(d)", "50(b)(d)"}]
