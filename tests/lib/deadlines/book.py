"""The shipped programs and calendars, loaded once for the tests of the engine."""

from dataclasses import dataclass
from pathlib import Path

from redwell.lib.rulebook.calendars import Calendar, load_calendars
from redwell.lib.rulebook.programs import Program, load_programs

DATA = Path(__file__).resolve().parents[3] / "src" / "redwell" / "rulebook"


@dataclass(frozen=True)
class Shipped:
    programs: dict[str, Program]
    calendars: dict[str, Calendar]


BOOK = Shipped(load_programs(DATA / "programs"), load_calendars(DATA / "calendars"))
