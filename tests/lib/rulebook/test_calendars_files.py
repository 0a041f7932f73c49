"""Reading calendar files: the wording of standing days, and every mistake said with its remedy."""

from datetime import date
from pathlib import Path

import pytest

from redwell.lib.rulebook._standing import day_of, easter
from redwell.lib.rulebook.calendars import Calendar, CalendarError, load_calendars

HEAD = """
id = "xx.test"
title = "A court for tests"
cite = "Rule 1"
checked_on = 2026-11-24
confidence = "settled"
known_from = 2020-01-01
known_to = 2030-12-31
weekend = ["saturday", "sunday"]
"""


def load(folder: Path, body: str, head: str = HEAD) -> Calendar:
    (folder / "xx.test.toml").write_text(head + body, encoding="utf-8")
    return load_calendars(folder)["xx.test"]


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, "1818-03-22"),  # the earliest Easter there is
        (1943, "1943-04-25"),  # the latest
        (1954, "1954-04-18"),
        (1981, "1981-04-19"),
        (2000, "2000-04-23"),
        (2008, "2008-03-23"),
        (2011, "2011-04-24"),
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2038, "2038-04-25"),
        (2049, "2049-04-18"),
    ],
)
def test_easter_falls_where_the_church_prints_it(year, day):
    assert str(easter(year)) == day


@pytest.mark.parametrize(
    ("wording", "year", "day"),
    [
        ("12-25", 2026, "2026-12-25"),
        ("first monday of june", 2026, "2026-06-01"),
        ("third monday of january", 2026, "2026-01-19"),
        ("fourth thursday of november", 2029, "2029-11-22"),
        ("last monday of may", 2027, "2027-05-31"),
        ("last sunday of december", 2028, "2028-12-31"),
        ("easter", 2026, "2026-04-05"),
        ("easter -2", 2026, "2026-04-03"),
        ("easter -47", 2026, "2026-02-17"),
        ("first monday of november +1", 2022, "2022-11-08"),
        ("monday before 05-25", 2026, "2026-05-18"),  # 25 May 2026 is itself a Monday
        ("monday before 05-25", 2027, "2027-05-24"),
        ("monday from 05-27", 2024, "2024-05-27"),  # 27 May 2024 is itself a Monday
        ("monday from 05-27", 2025, "2025-06-02"),
    ],
)
def test_a_standing_day_is_worded_as_the_law_words_it(wording, year, day):
    assert str(day_of(wording)(year)) == day


@pytest.mark.parametrize(
    "wording",
    ["", "christmas", "fifth monday of may", "frist monday of may", "02-29", "13-01", "easter-2"],
)
def test_a_wording_that_names_no_day_of_every_year_is_refused_with_the_forms(tmp_path, wording):
    with pytest.raises(CalendarError) as refusal:
        load(tmp_path, f'[[standing]]\nname = "A day"\non = "{wording}"\n')
    assert "xx.test.toml, standing[1].on" in str(refusal.value)


def test_a_calendar_that_extends_another_takes_its_days_weekend_and_years(tmp_path):
    load(tmp_path, '[[standing]]\nname = "A day"\non = "05-04"\n')
    (tmp_path / "xx.more.toml").write_text(
        'id = "xx.more"\ntitle = "More"\ncite = "Rule 2"\nchecked_on = 2026-11-24\n'
        'confidence = "needs_review"\nextends = "xx.test"\n'
        '[[struck]]\nday = 2026-05-04\nsource = "order"\n'
        '[[dated]]\nday = 2026-05-05\nname = "Moved"\nsource = "order"\n',
        encoding="utf-8",
    )
    calendars = load_calendars(tmp_path)
    more = calendars["xx.more"]
    assert [str(one.day) for one in more.holidays(2026)] == ["2026-05-05"]
    assert [str(one.day) for one in more.holidays(2027)] == ["2027-05-04"]
    assert [str(one.day) for one in calendars["xx.test"].holidays(2026)] == ["2026-05-04"]
    assert (more.known_to, more.weekend) == (date(2030, 12, 31), {5, 6})


def test_a_holiday_on_a_closed_day_is_one_row_and_a_holiday(tmp_path):
    closed = '[[dated]]\nday = 2026-05-04\nname = "Closed"\nkind = "closure"\nsource = "notice"\n'
    calendar = load(tmp_path, '[[standing]]\nname = "A day"\non = "05-04"\n' + closed)
    (row,) = calendar.holidays(2026)
    assert (row.kind, row.name, row.status) == ("holiday", "A day; Closed", "standing")


STANDING = '[[standing]]\nname = "A day"\non = "05-04"\n'


@pytest.mark.parametrize(
    ("body", "place", "remedy"),
    [
        ("[[standing]]\nname = \n", "line", "Correct the text at that place"),
        ("holidays = 3\n", "holidays", "Use one of:"),
        (STANDING + "form = 2020\n", "standing[1].form", "from"),
        (STANDING + "from = 2027\nto = 2026\n", "standing[1]", "the first not after the last"),
        (STANDING + 'from = "2027"\n', "standing[1]", "Give years"),
        (STANDING + "every = 2\n", "standing[1].every", "a from year"),
        (STANDING + "from = 2020\nevery = 0\n", "standing[1].every", "whole number"),
        (STANDING + 'kind = "bank"\n', "standing[1].kind", "holiday, observed_friday, closure"),
        (STANDING + "observe = { satuday = 1 }\n", "standing[1].observe", "signed days"),
        (STANDING + "observe = { saturday = 0 }\n", "standing[1].observe", "not 0"),
        (STANDING + "observe = 3\n", "standing[1].observe", "signed days"),
        (STANDING + "instead = { sunday = [1, 2] }\n", "standing[1].instead", "signed days"),
        ('[[standing]]\non = "05-04"\n', "standing[1].name", "Quote it"),
        ('[[standing]]\nname = "A day"\n', "standing[1].on", "Quote it"),
        ("[standing]\n", "standing", "[[standing]]"),
        ('[[dated]]\nday = 2026-05-04\nname = "A day"\n', "dated[1].source", "Quote it"),
        ('[[dated]]\nday = "2026-05-04"\nname = "A"\nsource = "B"\n', "dated[1].day", "unquoted"),
        (
            '[[dated]]\nday = 2026-05-04\nname = "A"\nsource = "B"\n' * 2,
            "dated[2].day",
            "Keep one of the two rows",
        ),
        ("[[struck]]\nday = 2026-05-04\n", "struck[1].source", "Quote it"),
        ('[[proclaimed]]\nfrom = 3\nto = 2\nsource = "A"\n', "proclaimed[1]", "Give years"),
        ('[[unlisted]]\nstart = "12-41"\nend = "12-31"\nwhy = "A"\n', "unlisted[1].start", "MM-DD"),
        (
            '[[unlisted]]\nstart = "12-24"\nend = "12-31"\nwhy = "A"\nlisted_years = 2024\n',
            "unlisted[1].listed_years",
            "[2024, 2025]",
        ),
        (STANDING + "observe = { saturday = [] }\n", "standing[1].observe", "signed days"),
        (
            '[[unlisted]]\nstart = "12-31"\nend = "12-24"\nwhy = "A"\n',
            "unlisted[1]",
            "within one year",
        ),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place_and_remedy(tmp_path, body, place, remedy):
    with pytest.raises(CalendarError) as refusal:
        load(tmp_path, body)
    assert str(refusal.value).startswith("xx.test.toml")
    assert place in str(refusal.value)
    assert remedy in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('id = "xx.test"', 'id = "xx.tset"', "id"),
        ('title = "A court for tests"', "", "title"),
        ('cite = "Rule 1"', 'cite = ""', "cite"),
        ("checked_on = 2026-11-24", 'checked_on = "yesterday"', "checked_on"),
        ('confidence = "settled"', 'confidence = "sure"', "confidence"),
        ("known_to = 2030-12-31", "known_to = 2019-12-31", "known_to"),
        ("known_from = 2020-01-01", "", "known_from"),
        ('weekend = ["saturday", "sunday"]', 'weekend = ["caturday"]', "weekend"),
        ('weekend = ["saturday", "sunday"]', "", "weekend"),
        ('cite = "Rule 1"', 'cite = "Rule 1"\nextends = "xx.none"', "extends"),
        ('cite = "Rule 1"', 'cite = "Rule 1"\nextends = "xx.test"', "extends"),
    ],
)
def test_a_head_with_a_mistake_is_refused(tmp_path, old, new, place):
    assert old in HEAD
    with pytest.raises(CalendarError) as refusal:
        load(tmp_path, "", HEAD.replace(old, new))
    assert str(refusal.value).startswith(f"xx.test.toml, {place}: ")


def test_two_calendars_that_extend_each_other_are_refused(tmp_path):
    for name, other in (("xx.test", "xx.more"), ("xx.more", "xx.test")):
        text = HEAD.replace('"xx.test"', f'"{name}"') + f'extends = "{other}"\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CalendarError, match="leads back to itself"):
        load_calendars(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "xx.test.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CalendarError, match="not readable as TOML"):
        load_calendars(tmp_path)


def test_a_folder_without_calendars_is_refused(tmp_path):
    with pytest.raises(CalendarError, match="holds no calendar"):
        load_calendars(tmp_path)
