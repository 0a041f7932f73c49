"""Every public docket sample is read equal to its expected JSON, and nothing else is a docket."""

import json
from pathlib import Path

import pytest

from redwell.lib.docketpages import NotADocketPage, from_json, read, to_json

COUNTS = {"district": 32, "bankruptcy": 139, "appellate": 6, "special": 1}


def pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.html"))


@pytest.mark.parametrize("kind", COUNTS)
def test_every_sample_page_is_read_equal_to_its_expected_json(dockets: Path, kind: str) -> None:
    found = pages(dockets / kind)
    assert len(found) == COUNTS[kind]
    for path in found:
        expected = json.loads(path.with_suffix(".json").read_text())
        if not expected:
            with pytest.raises(NotADocketPage):
                read(path.read_bytes(), name=path.name)
            continue
        page = read(path.read_bytes(), name=path.name)
        assert to_json(page) == expected, path.name
        assert from_json(json.loads(json.dumps(to_json(page)))) == page, path.name


def test_the_court_is_found_without_the_help_of_the_file_name(dockets: Path) -> None:
    for path in [p for kind in COUNTS for p in pages(dockets / kind)]:
        expected = json.loads(path.with_suffix(".json").read_text())
        if expected:
            assert read(path.read_bytes(), name="download.html").court_id == expected["court_id"]


def test_dockets_in_json_are_read_and_written_without_loss(dockets: Path) -> None:
    found = sorted((dockets / "acms").glob("*.json"))
    assert len(found) == 3
    for path in found:
        page = read(path.read_bytes(), name=path.name)
        assert page.kind == "acms"
        assert to_json(page) == json.loads(path.read_text())


@pytest.mark.parametrize("folder", ["not_dockets", "not_appellate_dockets"])
def test_every_page_that_is_no_docket_is_refused_with_what_to_do(
    dockets: Path, folder: str
) -> None:
    for path in pages(dockets / folder):
        with pytest.raises(NotADocketPage) as caught:
            read(path.read_bytes(), name=path.name)
        assert caught.value.code in ("UNSUPPORTED", "EMPTY")
        assert "not a court's docket page" not in caught.value.sentence, path.name
        assert caught.value.sentence.count(".") >= 2, path.name


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_page_cut_off_anywhere_is_refused_as_cut_off(dockets: Path, share: float) -> None:
    for name in ("district/utd.html", "bankruptcy/mieb_2.html", "appellate/ca1.html"):
        data = (dockets / name).read_bytes()
        with pytest.raises(NotADocketPage) as caught:
            read(data[: int(len(data) * share)], name="page.html")
        assert caught.value.code == "TRUNCATED"


def test_a_bankruptcy_page_given_as_a_district_courts_is_refused_naming_its_court(
    dockets: Path,
) -> None:
    data = (dockets / "bankruptcy" / "nysb_1.html").read_bytes()
    with pytest.raises(NotADocketPage, match="nysb"):
        read(data, name="x.html", court="nysd")


def test_the_court_that_the_person_names_is_taken_where_the_page_names_none(dockets: Path) -> None:
    data = (dockets / "district" / "nvd_21855.html").read_bytes()
    assert read(data, name="x.html", court="nvd").court_id == "nvd"
    with pytest.raises(NotADocketPage, match="PACER id"):
        read(data, name="x.html", court="Nevada")
