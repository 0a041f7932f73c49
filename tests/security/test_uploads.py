"""A docket page from a stranger: whatever it says and whatever it is called, it stays text."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from redwell.documents.models import DocumentVersion
from security.harm import in_answer, in_ics
from security.payloads import SETS, packed

NAMES = (
    "../../../../etc/cron.d/rwx.json",
    "..\\..\\rwx.json",
    "/etc/passwd",
    '"><img data-rwx src=x onerror=rwx(3)>.json',
    "<script data-rwx>rwx(1)</script>.json",
    "=cmd|'/c calc'!A0.json",
    "x\r\nSet-Cookie: rwx=1.json",
    "x\u202enosj.exe",
    "a" * 400 + ".json",
    "{{71993*8317}}.json",
)


def _page(said: str, number: int) -> bytes:
    """A docket as Redwell exports it, with the same words wherever a court writes words."""
    entry = {
        "date_filed": "2026-11-02",
        "date_entered": "2026-11-02",
        "document_number": 1,
        "pacer_doc_id": "",
        "description_html": said,
        "page_count": 1,
        "description": f"COMPLAINT served {said}",
    }
    return json.dumps(
        {
            "court_id": "ca2",
            "pacer_case_id": "1",
            "docket_number": f"23-{number}",
            "case_name": said[:250],
            "date_filed": "2026-11-02",
            "appeal_from": said[:200],
            "fee_status": said[:200],
            "case_type_information": said[:200],
            "parties": [],
            "docket_entries": [entry],
        }
    ).encode()


def test_a_strangers_docket_and_its_file_name_stay_text(firm, settings, tmp_path):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    number = firm.values["number"]
    client, wrong, statuses = firm.client(), [], []
    sayings = [*packed(1200), SETS["ICS"][0]]
    for at, name in enumerate(NAMES):
        file = SimpleUploadedFile("x.json", _page(sayings[at % len(sayings)], at), "text/html")
        # The browser's own name, which Django shortens to its last part.
        file._name = name
        answer = client.post(f"/matters/{number}/docket/import/", {"files": file})
        statuses.append(answer.status_code)
        wrong += [f"{name!r}: {w}" for w in in_answer(answer)]
    for address in (
        f"/matters/{number}/",
        f"/matters/{number}/docket/",
        f"/matters/{number}/parties/",
        f"/matters/{number}/history/",
        "/matters/",
        "/deadlines/",
    ):
        wrong += [f"{address}: {w}" for w in in_answer(client.get(address))]
    assert wrong == []
    assert statuses.count(302) >= 5, statuses
    kept = DocumentVersion.objects.visible_to(firm.lead).values_list("file_name", flat=True)
    assert not [name for name in kept if "/" in name or "\\" in name or "\n" in name]
    assert {p.name for p in tmp_path.iterdir()} <= {"vault", "secret-key", "incoming"}
    events = client.get("/deadlines/export.ics").content.count(b"\r\nBEGIN:VEVENT\r\n")
    assert in_ics(client.get("/deadlines/export.ics").content, events) == []
