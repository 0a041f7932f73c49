"""Counting programs: every shipped file loads, and a bad file names its line."""

from datetime import date
from pathlib import Path

import pytest

from redwell.lib.rulebook.calendars import load_calendars
from redwell.lib.rulebook.programs import load_programs
from redwell.lib.rulebook.reading import RulebookError

DATA = Path(__file__).resolve().parents[3] / "src" / "redwell" / "rulebook"


def test_every_program_loads_and_names_calendars_that_exist() -> None:
    calendars = load_calendars(DATA / "calendars")
    for program in load_programs(DATA / "programs").values():
        for name in (program.holidays, program.office):
            assert name.replace("{registry}", "nsw") in calendars, program.id


def test_an_old_matter_gets_the_program_of_its_day() -> None:
    frcp = load_programs(DATA / "programs")["us.frcp.6"]
    old = frcp.version(date(2007, 3, 5))
    assert old is not None
    assert old.skip is not None
    assert old.skip.at_most == 10


def test_before_the_first_version_there_is_no_program() -> None:
    assert load_programs(DATA / "programs")["us.frcp.6"].version(date(1970, 1, 1)) is None


def test_a_misspelt_key_names_the_file_and_the_line(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[[program]]\nid = "x"\ntitel = "X"\n', encoding="utf-8")
    with pytest.raises(RulebookError, match=r'bad\.toml, line 2: x: .*"holidays" is missing'):
        load_programs(tmp_path)


def test_a_file_that_is_not_toml_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[program]]\nid = \n", encoding="utf-8")
    with pytest.raises(RulebookError, match=r"bad\.toml, line 2: the file is not valid TOML"):
        load_programs(tmp_path)
