"""``redwell deadlines`` and ``redwell rules`` as a coordinator types them."""

from __future__ import annotations

import json
from datetime import date

import icalendar
import pytest
from django.core.management import CommandError, call_command

ASKED = [
    "--court",
    "us-nysd",
    "--event",
    "summons and complaint served",
    "--on",
    "2026-11-02",
    "--service",
    "personal",
]


def test_the_table_shows_each_date_with_its_reasons_and_that_it_is_no_advice(capsys):
    call_command("deadlines", *ASKED)
    said = capsys.readouterr().out
    assert "Mon 23 Nov 2026  Answer the complaint" in said
    assert "FRCP 6(a)" in said
    assert "not legal advice" in said


def test_machines_get_the_same_as_json_and_calendars_as_whole_days(capsys):
    call_command("deadlines", *ASKED, "--json")
    told = json.loads(capsys.readouterr().out)
    assert {due["on"] for due in told["deadlines"]} == {"2026-11-23"}
    call_command("deadlines", *ASKED, "--ics")
    events = icalendar.Calendar.from_ical(capsys.readouterr().out).walk("VEVENT")
    assert {event.decoded("dtstart") for event in events} == {date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("place", "word", "says"),
    [(1, "us-nowhere", "no court"), (3, "moon landing", "no event"), (5, "2026-02-30", "no day")],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(place, word, says):
    asked = [*ASKED]
    asked[place] = word
    with pytest.raises(CommandError, match=says):
        call_command("deadlines", *asked)


def test_the_rulebook_is_browsed_in_the_terminal(capsys):
    call_command("rules_list", "--json")
    rules = json.loads(capsys.readouterr().out)
    assert all(rule["cite"] and rule["versions"] and rule["cases"] >= 3 for rule in rules)
    call_command("rules_show", "us.frcp.33.b.2")
    assert "30 days after" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no rule"):
        call_command("rules_show", "us.frcp.999")


def test_every_public_case_passes_and_a_wrong_one_fails_with_the_proof(shared, tmp_path, capsys):
    call_command("rules_check", *map(str, sorted((shared / "cases").glob("*.jsonl"))))
    assert capsys.readouterr().out.rstrip().endswith("83 passed, 0 failed")
    first = (shared / "cases" / "deadlines-us-examples.jsonl").read_text().splitlines()[0]
    wrong = json.loads(first) | {"expected_date": "2007-09-03"}
    (tmp_path / "wrong.jsonl").write_text(json.dumps(wrong))
    with pytest.raises(SystemExit) as ended:
        call_command("rules_check", str(tmp_path / "wrong.jsonl"))
    assert ended.value.code == 1
    assert capsys.readouterr().out.rstrip().endswith("0 passed, 1 failed")
