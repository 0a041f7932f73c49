"""Every date that the packaged rules give is committed, so that no change moves one unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from redwell.lib import rulebook
from redwell.lib.plans import matrix

FILE = Path(__file__).with_name("snapshot") / "matrix.txt"
BOOK = rulebook.load(rulebook.book.PACKAGED)


def test_every_rule_gives_the_dates_that_somebody_accepted() -> None:
    changed = matrix.changes(matrix.read(FILE.read_text("utf-8")), matrix.matrix(BOOK))
    if changed:
        more = f"\n… and {len(changed) - 60} more" if len(changed) > 60 else ""
        pytest.fail(
            "These lines of the matrix changed:\n  "
            + "\n  ".join(changed[:60])
            + f"{more}\nCheck each against its source, then accept them: redwell rules snapshot --write",
            pytrace=False,
        )


def test_the_file_is_sorted_and_small_enough_to_be_read_in_a_review() -> None:
    lines = FILE.read_text("utf-8").splitlines()
    assert lines == sorted(lines, key=lambda line: line.split(" ")[:2])
    assert FILE.stat().st_size < 600_000


def test_no_rule_is_refused_and_each_version_of_each_rule_is_asked() -> None:
    found = matrix.read(FILE.read_text("utf-8"))
    assert [key for key, said in found.items() if matrix.REFUSED in said] == []
    for rule in BOOK.rules.values():
        asked = {on for name, on in found if name == rule.id}
        reached = {rule.version(on) for on in asked}
        assert set(rule.versions) <= reached, rule.id


def test_the_days_hold_what_a_calendar_can_do_to_a_count() -> None:
    assert {on.weekday() for on in matrix.DAYS} >= {2, 4, 5}
    assert date(2024, 2, 29) in matrix.DAYS
    assert date(2026, 12, 31) in matrix.DAYS
    calendar = BOOK.calendars["us.federal"]
    assert any(calendar.row(date.fromordinal(on.toordinal() + 1)) for on in matrix.DAYS)


def test_a_line_says_the_day_then_what_service_and_the_other_reading_change() -> None:
    found = matrix.matrix(BOOK, {"us.frcp.72.a": [date(2024, 2, 29)]})
    assert matrix.written(found) == (
        "us.frcp.72.a 2024-02-29 -> 2024-03-14; "
        "mail,leave_with_clerk,other_consented 2024-03-18; "
        "carrier 2024-03-14 or 2024-03-18 disputed\n"
    )
    assert matrix.read(matrix.written(found)) == found


def test_the_list_of_changes_names_what_is_new_gone_or_moved() -> None:
    on = date(2026, 5, 15)
    old = {("a", on): "2026-06-01", ("b", on): "2026-06-02", ("c", on): "none"}
    new = {("a", on): "2026-06-03", ("c", on): "none", ("d", on): "2026-06-04"}
    assert matrix.changes(old, new) == [
        "a 2026-05-15: 2026-06-01 -> 2026-06-03",
        "b 2026-05-15: 2026-06-02 -> gone",
        "d 2026-05-15: not there -> 2026-06-04",
    ]


def test_a_line_that_was_cut_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="line 2 of the matrix"):
        matrix.read("us.x 2026-05-15 -> 2026-06-01\nus.x 2026-\n")
    with pytest.raises(ValueError, match="line 1 of the matrix"):
        matrix.read("us.x 2026- -> 2026-06-01\n")
