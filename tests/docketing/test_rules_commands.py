"""``redwell rules`` as the keeper of a rulebook types it, and where a broken one shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from redwell.core import doctor
from redwell.lib import rulebook
from redwell.lib.rulebook.book import PACKAGED

RULE = "us.frcp.33.b.2"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """An export of the repository that holds the packaged rulebook."""
    shutil.copytree(PACKAGED, tmp_path / "export" / "src" / "redwell" / "rulebook")
    return tmp_path / "export"


def shorten(copy: Path, to: str = "28 days after") -> None:
    """Gives interrogatories another period, and leaves the cases as they were."""
    held = rulebook.load().rules[RULE]
    file = copy / "src/redwell/rulebook/rules" / held.file
    text = file.read_text("utf-8")
    head = text.index("[[rule.version]]", text.index(f'id = "{RULE}"'))
    end = text.index("[[rule.case]]", head)
    file.write_text(text[:head] + text[head:end].replace("30 days after", to) + text[end:], "utf-8")


def test_check_without_files_proves_the_rulebooks_own_cases(capsys):
    call_command("rules_check")
    cases = sum(len(rule.cases) for rule in rulebook.load().rules.values())
    assert capsys.readouterr().out == f"{cases} passed, 0 failed\n"


def test_a_case_that_contradicts_its_rule_fails_the_check_with_its_line(copy, capsys):
    shorten(copy)
    with pytest.raises(SystemExit) as ended:
        call_command("rules_check", "--book", str(copy))
    assert ended.value.code == 1
    *faults, last = capsys.readouterr().out.splitlines()
    assert all(f": {RULE} on " in fault and ", line " in fault for fault in faults)
    assert last.endswith(f" passed, {len(faults)} failed")
    assert faults


def test_a_broken_book_is_named_in_a_sentence_and_not_checked(copy):
    (copy / "src/redwell/rulebook/rules/new.toml").write_text("[[rule]]\nid = 3\n")
    with pytest.raises(CommandError, match=r"new\.toml, line \d: ") as error:
        call_command("rules_check", "--book", str(copy))
    assert error.value.returncode == 2


def test_cases_from_files_are_not_run_against_another_book(copy, tmp_path):
    with pytest.raises(CommandError, match="packaged rulebook only"):
        call_command("rules_check", str(tmp_path / "cases.jsonl"), "--book", str(copy))


def test_the_list_gives_machines_every_rule_with_its_courts_and_versions(capsys):
    call_command("rules_list", "--json")
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    book = rulebook.load()
    assert set(rows) == set(book.rules)
    assert all(
        set(row)
        == {
            *("id", "cite", "title", "layer", "courts"),
            *("versions", "cases", "confidence", "checked_on"),
        }
        for row in rows.values()
    )
    assert all(row["courts"] and row["checked_on"] and row["cases"] >= 3 for row in rows.values())
    assert all(v["period"] for row in rows.values() for v in row["versions"])
    assert "us-nysd" in rows[RULE]["courts"]
    assert rows[RULE]["versions"][0] == {"effective_from": "2009-12-01", "period": "30 days after"}
    assert rows["us.frcp.16.b.2"]["versions"][0]["period"].startswith("earliest of 90 days")


def test_two_rulebooks_that_agree_move_nothing(copy, capsys):
    call_command("rules_diff", "packaged", str(copy))
    assert "No date of the matrix moves." in capsys.readouterr().out


def test_a_shorter_period_is_shown_with_each_date_and_ends_with_one(copy, capsys):
    shorten(copy)
    with pytest.raises(SystemExit) as ended:
        call_command("rules_diff", "packaged", str(copy / "src" / "redwell" / "rulebook"))
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert "Rules changed (1)" in said
    assert "version of 2009-12-01: 30 days after -> 28 days after" in said
    assert "2026-08-19 (a Wednesday): 2026-09-18" in said
    assert "2 days earlier" in said


def test_machines_get_the_difference_as_json(copy, capsys):
    shorten(copy, "31 days after")
    with pytest.raises(SystemExit):
        call_command("rules_diff", "packaged", str(copy), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["removed"], told["other"]) == ([], [], [])
    assert {move["rule"] for move in told["moves"]} == {RULE}
    assert all(isinstance(move["days"], int) for move in told["moves"])


def test_a_folder_without_a_rulebook_is_refused(tmp_path):
    with pytest.raises(CommandError, match="holds no rulebook") as error:
        call_command("rules_diff", "packaged", str(tmp_path))
    assert error.value.returncode == 2


def test_the_matrix_is_written_and_from_then_on_compared(tmp_path, capsys):
    file = tmp_path / "matrix.txt"
    call_command("rules_snapshot", "--write", "--file", str(file))
    assert "new or changed" in capsys.readouterr().out
    call_command("rules_snapshot", "--file", str(file))
    assert "all as committed" in capsys.readouterr().out
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0].split(" -> ")[0] + " -> 1999-01-01", *lines[2:]]))
    with pytest.raises(SystemExit):
        call_command("rules_snapshot", "--file", str(file))
    said = capsys.readouterr().out.splitlines()
    assert said[0].split(": ")[1].startswith("1999-01-01 -> ")
    assert "not there -> " in said[1]
    assert said[-1] == "2 lines differ; accept with rules snapshot --write"
    file.write_text("cut")
    with pytest.raises(CommandError, match="line 1 of the matrix"):
        call_command("rules_snapshot", "--file", str(file))


def test_the_matrix_is_written_only_where_its_folder_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("rules_snapshot", "--write")


def test_the_chain_shows_what_would_follow_and_says_that_nothing_is_saved(capsys):
    asked = ["--court", "us-nysd", "--event", "us.complaint_filed", "--on", "2026-11-02"]
    call_command("deadlines", *asked)
    assert "Projected" not in capsys.readouterr().out
    call_command("deadlines", *asked, "--chain")
    said = capsys.readouterr().out
    assert "Projected, if each act is done on its last day (nothing of this is saved):" in said
    assert "  Mon 22 Feb 2027  Answer the complaint" in said
    call_command("deadlines", *asked, "--chain", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {"after": "us.frcp.4.m", "depth": 1}.items() <= told["projected"][0].items()
    assert {due["rule"] for due in told["deadlines"]} == {"us.frcp.4.m"}


@pytest.fixture
def partly(monkeypatch) -> rulebook.Rulebook:
    """The packaged rulebook as it is when a file of rules was left out."""
    from dataclasses import replace

    book = replace(
        rulebook.load(), problems=("us/frcp.toml, line 7: something is wrong; mend it.",)
    )
    monkeypatch.setattr(rulebook, "load", lambda: book)
    return book


def test_the_doctor_counts_the_rules_and_finds_what_was_left_out(partly, monkeypatch):
    finding = doctor.law()
    assert not finding.is_ok
    assert finding.sentence.endswith(partly.problems[0])
    monkeypatch.undo()
    assert doctor.law().sentence.startswith(f"{len(rulebook.load().rules)} rules")


def test_the_doctor_says_when_no_date_can_be_computed(monkeypatch):
    def refuse() -> rulebook.Rulebook:
        raise rulebook.RulebookError("us.toml", 3, "it is broken", "mend it")

    monkeypatch.setattr(rulebook, "load", refuse)
    assert doctor.law() == doctor.Finding(
        "Rulebook", False, "no date can be computed: us.toml, line 3: it is broken; mend it."
    )


@pytest.mark.django_db
def test_the_rulebooks_page_says_what_is_missing_from_every_plan(client, cast, partly):
    client.force_login(cast.lead)
    page = client.get(reverse("rulebook")).content.decode()
    assert 'role="alert"' in page
    assert partly.problems[0] in page
