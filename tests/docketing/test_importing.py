"""Court docket pages into our own tables, and out of them again without loss."""

from __future__ import annotations

import copy

import pytest
from django.urls import reverse

from redwell.core import vault
from redwell.core.refusals import Invalid, NotAllowed
from redwell.docketing import importing
from redwell.docketing.docket_json import docket_json
from redwell.docketing.models import EarlierText, Entry
from redwell.lib.docketpages import from_json
from redwell.matters.models import Counsel, Party, Proceeding


@pytest.fixture
def blob(db, settings, tmp_path):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    return vault.keep(b"<html>a page</html>")


def put(cast, said, blob):
    return importing.import_docket(
        cast.lead, cast.other, page=from_json(said), blob=blob, name="p.html"
    )


def test_every_sample_comes_out_of_our_tables_as_it_stood_on_the_page(cast, samples, reader, blob):
    assert len(samples) == 180
    for name, data, expected in samples:
        outcome = reader.run(data, {"name": name, "court": None})
        assert outcome.refusal is None, (name, outcome.refusal)
        proceeding = put(cast, outcome.value, blob)
        fresh = Proceeding.objects.visible_to(cast.lead).get(pk=proceeding.pk)
        assert docket_json(cast.lead, fresh) == expected, name


def test_importing_the_same_page_again_adds_and_changes_nothing(cast, samples, blob):
    for name, _, expected in samples[:40]:
        first = put(cast, expected, blob)
        before = Entry.objects.visible_to(cast.lead).filter(proceeding=first).count()
        people = Party.objects.visible_to(cast.lead).filter(proceeding=first).count()
        second = put(cast, expected, blob)
        assert second.pk == first.pk, name
        assert Entry.objects.visible_to(cast.lead).filter(proceeding=first).count() == before
        assert Party.objects.visible_to(cast.lead).filter(proceeding=first).count() == people
        assert docket_json(cast.lead, second) == expected, name
    assert not EarlierText.objects.visible_to(cast.lead).exists()


@pytest.fixture
def page(samples):
    """A district docket with several entries and counsel."""
    return copy.deepcopy(
        next(
            e
            for _, _, e in samples
            if len(e["docket_entries"]) > 5
            and any(p.get("attorneys") for p in e["parties"])
            and e["docket_entries"][0].get("document_number")
        )
    )


def test_a_changed_entry_keeps_what_it_said_before(cast, page, blob):
    proceeding = put(cast, page, blob)
    was = page["docket_entries"][2]["description"]
    page["docket_entries"][2]["description"] = was + " (corrected by the clerk)"
    put(cast, page, blob)
    old = EarlierText.objects.visible_to(cast.lead).get()
    assert old.text == was
    assert old.entry.text.endswith("(corrected by the clerk)")
    assert (
        docket_json(cast.lead, Proceeding.objects.visible_to(cast.lead).get(pk=proceeding.pk))
        == page
    )


def test_new_entries_are_added_wherever_the_court_puts_them(cast, page, blob):
    put(cast, page, blob)
    more = copy.deepcopy(page["docket_entries"][0])
    more |= {
        "document_number": "9999",
        "pacer_doc_id": None,
        "pacer_seq_no": None,
        "description": "NOTICE of appearance",
    }
    page["docket_entries"].insert(1, more)
    proceeding = put(cast, page, blob)
    assert (
        docket_json(cast.lead, Proceeding.objects.visible_to(cast.lead).get(pk=proceeding.pk))
        == page
    )
    assert not EarlierText.objects.visible_to(cast.lead).exists()


def test_counsel_who_left_the_page_stay_with_their_last_day(cast, page, blob):
    proceeding = put(cast, page, blob)
    party = next(p for p in page["parties"] if p.get("attorneys"))
    gone = party["attorneys"].pop()["name"]
    put(cast, page, blob)
    row = Counsel.objects.visible_to(cast.lead).filter(
        party__proceeding=proceeding, name=gone, to_on__isnull=False
    )
    assert row.exists()


def test_one_undo_takes_the_whole_import_back(cast, page, blob):
    from redwell.core.actions import last_entry, session
    from redwell.core.undo import take_back

    with session("s"):
        put(cast, page, blob)
        take_back(cast.lead, entry=last_entry().sequence)
    assert not Proceeding.objects.visible_to(cast.lead).filter(matter=cast.other).exists()
    assert not Entry.objects.visible_to(cast.lead).exists()


def test_a_biller_imports_nothing(cast, page, blob):
    with pytest.raises(NotAllowed):
        importing.import_docket(cast.biller, cast.other, page=from_json(page), blob=blob, name="p")


def test_a_junior_who_may_only_read_imports_nothing(cast, page, blob):
    with pytest.raises(NotAllowed):
        importing.import_docket(cast.junior, cast.matter, page=from_json(page), blob=blob, name="p")


@pytest.mark.parametrize("data", [b"", b"<html><body>hello</body></html>", b"%PDF-1.7 x"])
def test_a_file_that_is_no_docket_is_refused_with_what_to_do(data):
    with pytest.raises(Invalid) as refusal:
        importing.read(data, name="download.html")
    assert len(refusal.value.sentence) > 30


def test_a_refused_upload_says_so_on_the_form_and_changes_nothing(client, cast, blob):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(cast.lead)
    response = client.post(
        reverse("docket-import", args=[cast.matter.number]),
        {"files": SimpleUploadedFile("page.html", b"<html><body>hello</body></html>")},
    )
    assert response.status_code == 422
    assert not Entry.objects.visible_to(cast.lead).exists()


def test_a_walled_colleague_finds_no_docket_to_import_into(client, cast):
    client.force_login(cast.walled)
    assert client.get(reverse("docket-import", args=[cast.matter.number])).status_code == 404


def test_entries_propose_what_to_record_and_record_nothing(cast, blob):
    from datetime import date

    from redwell.docketing import actions
    from redwell.docketing.models import Trigger

    actions.docket_entry(
        cast.lead,
        cast.proceeding,
        filed_on=date(2026, 3, 6),
        number="7",
        text="SUMMONS Returned Executed. Brightline served on 3/4/2026, answer due 3/25/2026.",
    )
    found = importing.proposals(cast.lead, cast.proceeding)
    assert [(p.event, p.happened_on) for p in found] == [("us.summons_served", date(2026, 3, 4))]
    assert "Returned Executed" in found[0].words
    assert not Trigger.objects.visible_to(cast.lead).exists()
