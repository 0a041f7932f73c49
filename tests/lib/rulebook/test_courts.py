"""The directory of courts: every federal court once, each with a real zone and known layers."""

from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from redwell.lib import rulebook
from redwell.lib.rulebook.courts import load_courts

BOOK = rulebook.load()


def with_layer(layer: str) -> list[rulebook.Court]:
    return [court for court in BOOK.courts.values() if layer in court.layers]


def test_there_are_ninety_four_districts_and_thirteen_courts_of_appeals() -> None:
    assert len(with_layer("us.frcp")) == 94
    assert len(with_layer("us.frap")) == 13


def test_every_district_has_its_bankruptcy_court() -> None:
    ids = {court.id for court in with_layer("us.frbp")}
    assert {c.id for c in with_layer("us.frcp") if f"{c.id[:-1]}b" not in ids} == set()


def test_every_court_has_a_zone_that_exists() -> None:
    for court in BOOK.courts.values():
        assert ZoneInfo(court.zone), court.id


def test_the_larger_states_have_the_districts_that_the_code_gives_them() -> None:
    counted = Counter(court.state for court in with_layer("us.frcp"))
    assert {state: counted[state] for state in ("ny", "ca", "tx", "fl", "il", "nj")} == {
        "ny": 4, "ca": 4, "tx": 4, "fl": 3, "il": 3, "nj": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("court", "name", "zone"),
    [
        ("us-nysd", "S.D.N.Y.", "America/New_York"),
        ("us-txwd", "W.D. Tex.", "America/Chicago"),
        ("us-azd", "D. Ariz.", "America/Phoenix"),
        ("us-hid", "D. Haw.", "Pacific/Honolulu"),
        ("us-gud", "D. Guam", "Pacific/Guam"),
        ("gb-ew-high", "High Court", "Europe/London"),
        ("ca-bc-sc", "B.C.S.C.", "America/Vancouver"),
    ],
)
def test_a_court_is_named_as_lawyers_cite_it_and_keeps_its_own_clock(court, name, zone) -> None:
    found = BOOK.courts[court]
    assert (found.name, found.zone) == (name, zone)


def test_a_judgment_starts_the_appeal_in_a_district_and_rehearing_above_it() -> None:
    below = {rule.id for rule in BOOK.for_event("us-nysd", "us.judgment_entered", None)}
    above = {rule.id for rule in BOOK.for_event("us-ca2", "us.judgment_entered", None)}
    appeal_and_rehearing = {"us.frap.4.a.1.A", "us.frap.40.d"}
    assert below & appeal_and_rehearing == {"us.frap.4.a.1.A"}
    assert above & appeal_and_rehearing == {"us.frap.40.d"}


COURT = '[[group]]\nname = "g"\nlayers = ["us.frcp"]\n[[group.court]]\nid = "us-x"\nname = "X"\n'


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('title = "Court X"\n', "has no zone"),
        ('zone = "America/New_York"\n', '"title" is missing'),
        ('title = "X"\nzone = "America/New_York"\njudge = "Q"\n', "not known"),
    ],
)
def test_a_court_with_an_error_is_named_with_its_file_and_line(tmp_path: Path, more, says) -> None:
    (tmp_path / "bad.toml").write_text(COURT + more, encoding="utf-8")
    with pytest.raises(rulebook.RulebookError, match=says) as error:
        load_courts(tmp_path)
    assert str(error.value).startswith("bad.toml, line ")


def test_a_court_that_stands_twice_is_refused(tmp_path: Path) -> None:
    twice = COURT + 'title = "X"\nzone = "UTC"\n'
    (tmp_path / "bad.toml").write_text(twice + twice, encoding="utf-8")
    with pytest.raises(rulebook.RulebookError, match="stands twice"):
        load_courts(tmp_path)
