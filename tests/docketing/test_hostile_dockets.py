"""A docket file as somebody may have written it by hand: taken, or refused with a sentence."""

from __future__ import annotations

import json

import pytest

from redwell.core import vault
from redwell.core.refusals import Refusal
from redwell.docketing.importing import import_docket
from redwell.docketing.models import Entry
from redwell.lib.docketpages import DocketPage, NotADocketPage, from_json, to_json
from redwell.lib.docketpages.reading import read_json
from redwell.matters.models import Counsel, Proceeding

ENTRY = {
    "date_filed": "2026-01-02",
    "date_entered": None,
    "document_number": "1",
    "pacer_doc_id": None,
    "description": "Complaint",
    "pacer_seq_no": None,
}
EMPTY = DocketPage("district", "nysd", "1:26-cv-00001", "A v. B", None)


def party(**more):
    return {"parties": [{"name": "A", "type": "Plaintiff"} | more]}


def attorney(**more):
    return party(attorneys=[{"name": "Q. Reed", "contact": "", "roles": []} | more])


@pytest.mark.parametrize(
    "wrong",
    [
        {"case_name": "A \ud800 B"},
        {"case_name": "A \x00 B"},
        {"case_name": None},
        {"court_id": "x" * 400},
        {"court_id": "nysd' OR"},
        {"docket_entries": [ENTRY | {"description": None}]},
        {"docket_entries": [ENTRY | {"description": "a\x00b"}]},
        {"docket_entries": [ENTRY | {"document_number": "9" * 500}]},
        {"docket_entries": [ENTRY | {"document_number": 10**30}]},
        {"docket_entries": [ENTRY | {"pacer_seq_no": "z" * 500}]},
        {"docket_entries": [ENTRY | {"date_filed": "0001-01-01"}]},
        {"docket_entries": [ENTRY] * 3},
        party(type=None),
        party(name=None),
        party(name="\udfff"),
        attorney(name=None),
        attorney(roles=None),
        attorney(roles=["TERMINATED: 02/31/2020"]),
        attorney(roles=["TERMINATED: 01/01/0000"]),
    ],
    ids=lambda wrong: json.dumps(wrong)[:60],
)
def test_a_docket_file_is_taken_or_refused_with_a_sentence(cast, wrong):
    data = json.dumps(to_json(EMPTY) | wrong).encode()
    try:
        value = read_json(data, name="docket.json")
        page = from_json(value)
        import_docket(cast.lead, cast.matter, page=page, blob=vault.keep(data), name="docket.json")
    except (Refusal, NotADocketPage):
        assert not Entry.plain.exists()
    else:
        assert Proceeding.plain.filter(title=page.case_name or "").exists()


def test_a_day_that_does_not_exist_ends_no_counsel(cast):
    said = to_json(EMPTY) | attorney(roles=["TERMINATED: 02/31/2020"])
    data = json.dumps(said).encode()
    page = from_json(read_json(data, name="docket.json"))
    import_docket(cast.lead, cast.matter, page=page, blob=vault.keep(data), name="docket.json")
    assert Counsel.plain.get(name="Q. Reed").to_on is None
