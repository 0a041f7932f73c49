"""What is no docket page is refused with a sentence that says what it is and what to save."""

import json

import pytest

from redwell.lib.docketpages import NotADocketPage, from_json, read, read_json
from redwell.lib.docketpages.kinds import PAGE_BYTES

LOGIN = b"<html><head><title>PACER: Login</title></head><body><form name='loginForm'></form></body>"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "EMPTY", "empty"),
        (b"  \n ", "EMPTY", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "UNSUPPORTED", "a PDF"),
        (b"PK\x03\x04rest", "UNSUPPORTED", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "UNSUPPORTED", "picture"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "UNSUPPORTED", "web archive"),
        (bytes(range(256)) * 40, "UNSUPPORTED", "not a text"),
        (LOGIN, "UNSUPPORTED", "PACER login page"),
        (b"<html><title>Cooking</title><p>Soup</html>", "UNSUPPORTED", "Cooking"),
        (b"just words", "UNSUPPORTED", "not a court's docket page"),
        (b"<" * 100_000, "UNSUPPORTED", "not a court's docket page"),
        (b"{broken", "CORRUPT", "damaged"),
        (b"[1, 2]", "UNSUPPORTED", "no docket"),
        (b"[" * 200_000, "CORRUPT", "damaged"),
        (b"x" * (PAGE_BYTES + 1), "TOO_LARGE", "in parts"),
    ],
)
def test_a_stranger_file_is_refused_with_what_it_is(data: bytes, code: str, words: str) -> None:
    with pytest.raises(NotADocketPage) as caught:
        read(data, name="file.html")
    assert caught.value.code == code
    assert words in caught.value.sentence


def test_a_page_headed_like_a_docket_but_broken_inside_says_so() -> None:
    page = (
        b"<html><h3>U.S. District Court<br>Northern District of Ohio<br>"
        b"CIVIL DOCKET FOR CASE #: 1:20-cv-00001</h3></html>"
    )
    with pytest.raises(NotADocketPage) as caught:
        read(page, name="page.html")
    assert caught.value.code in ("CORRUPT", "EMPTY")


def test_a_docket_of_an_unknown_court_asks_for_the_court() -> None:
    page = b"<html><h3>CIVIL DOCKET FOR CASE #: 1:20-cv-00001</h3><table></table></html>"
    with pytest.raises(NotADocketPage, match="Choose the court"):
        read(page, name="page.html")


def exported() -> dict[str, object]:
    return {
        "court_id": "ca2",
        "pacer_case_id": "1",
        "docket_number": "23-1",
        "case_name": "A v. B",
        "date_filed": "2023-10-03",
        "appeal_from": "",
        "fee_status": "Paid",
        "case_type_information": "",
        "parties": [],
        "docket_entries": [],
    }


def test_an_exported_docket_may_be_imported_again() -> None:
    assert read_json(json.dumps(exported()).encode(), name="x.json") == exported()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date_filed", "soon", "soon"),
        ("case_name", 7, "case_name is not text"),
        ("surprise", "x", "unknown field surprise"),
        ("parties", [{"name": "no type"}], "type"),
        ("docket_entries", [{"date_filed": None}], "date_entered"),
        ("docket_entries", "x", ""),
    ],
)
def test_an_exported_docket_that_was_altered_is_refused_naming_the_field(
    field: str, value: object, words: str
) -> None:
    with pytest.raises(NotADocketPage) as caught:
        from_json(exported() | {field: value})
    assert caught.value.code == "CORRUPT"
    assert words in caught.value.sentence


def test_an_acms_docket_is_read_from_the_courts_own_json() -> None:
    details = {
        "caseId": "c1",
        "caseNumber": "23-9999",
        "name": "Example v. Sample",
        "caseOpened": "10/03/2023",
        "court": {"name": "E.D.N.Y.", "identifier": "EDNY"},
        "districtCourtName": None,
        "aNumber": None,
        "feeStatus": "Paid",
        "caseType": "Civil",
        "caseSubType": None,
        "caseSubSubType": None,
        "partyAttorneyList": "<table><tr><td>EXAMPLE, INC.<br>&nbsp;Appellant, </td>"
        "<td><div>Ann Lawyer, -<br>Email: a@example.org<br>[Retained]<br>1 Road</div></td></tr>"
        "</table>",
    }
    entry = {
        "endDateFormatted": "10/05/2023",
        "entryNumber": 1,
        "docketEntryText": "<p>NOTICE OF APPEAL. [Entered: 10/05/2023 03:56 PM]</p>",
        "docketEntryId": "e1",
        "pageCount": 2,
    }
    data = json.dumps({"caseDetails": details, "docketInfo": {"docketEntries": [entry]}}).encode()
    page = read(data, name="acms.json", court="ca2")
    assert (page.kind, page.docket_number) == ("acms", "23-9999")
    assert page.parties[0].attorneys is not None
    assert page.parties[0].attorneys[0].roles == ("Retained",)
    assert page.entries[0].date_entered is not None
    assert page.entries[0].date_entered.isoformat() == "2023-10-05T15:56:00"
