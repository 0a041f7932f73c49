"""A docket imported a second time, in part, by two people, or by somebody who may not."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from redwell.core.actions import last_entry, session
from redwell.core.audit import AuditEntry
from redwell.core.refusals import NotAllowed
from redwell.core.undo import take_back
from redwell.docketing import importing
from redwell.docketing.docket_json import docket_json
from redwell.docketing.importing.facts import terminated_on
from redwell.docketing.importing.finding import NotFound, matter_for
from redwell.docketing.models import EarlierText, Entry
from redwell.lib.docketpages import from_json
from redwell.matters.actions import add_counsel, add_party, wall_off
from redwell.matters.models import Counsel, Matter, Party, Proceeding


@pytest.fixture
def said(samples):
    return copy.deepcopy(
        next(
            e
            for _, _, e in samples
            if len(e["docket_entries"]) > 8
            and e.get("docket_number")
            and all(x["document_number"] for x in e["docket_entries"][:5])
        )
    )


@pytest.fixture
def blob(db, settings, tmp_path):
    from redwell.core import vault

    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    return vault.keep(b"<html>a page</html>")


def put(actor, matter, said, blob):
    return importing.import_docket(actor, matter, page=from_json(said), blob=blob, name="p.html")


def test_a_walled_colleague_neither_imports_nor_exports(cast, said, blob):
    proceeding = put(cast.lead, cast.matter, said, blob)
    with pytest.raises(NotFound):
        docket_json(cast.walled, proceeding)
    # An attorney may not import at all; a coordinator behind the wall finds no matter.
    with pytest.raises(NotAllowed):
        put(cast.walled, cast.matter, said, blob)
    wall_off(cast.lead, cast.matter, user=cast.mid, reason="Former client")
    with pytest.raises(NotFound):
        put(cast.mid, cast.matter, said, blob)


def test_a_page_of_part_of_the_docket_takes_nothing_away_and_keeps_the_order(cast, said, blob):
    proceeding = put(cast.lead, cast.other, said, blob)
    part = copy.deepcopy(said) | {"docket_entries": copy.deepcopy(said["docket_entries"][3:])}
    put(cast.lead, cast.other, part, blob)
    assert docket_json(cast.lead, proceeding) == said


def test_undoing_a_second_import_gives_back_the_first(cast, said, blob):
    proceeding = put(cast.lead, cast.other, said, blob)
    newer = copy.deepcopy(said)
    newer["docket_entries"][1]["description"] += " (corrected)"
    newer["docket_entries"].insert(
        0,
        {
            **said["docket_entries"][0],
            "document_number": "999",
            "pacer_doc_id": None,
            "pacer_seq_no": None,
        },
    )
    with session("s"):
        put(cast.lead, cast.other, newer, blob)
        take_back(cast.lead, entry=last_entry().sequence)
    assert docket_json(cast.lead, proceeding) == said
    assert not EarlierText.objects.visible_to(cast.lead).exists()


def test_a_plan_counts_and_writes_nothing(cast, said, blob):
    put(cast.lead, cast.other, said, blob)
    entries = AuditEntry.objects.count()
    newer = copy.deepcopy(said)
    newer["docket_entries"][1]["description"] += " (corrected)"
    plan = importing.plan_import(cast.lead, cast.other, page=from_json(newer))
    assert (plan.added, plan.changed) == (0, 1)
    assert plan.docket == newer
    assert AuditEntry.objects.count() == entries
    assert importing.plan_import(cast.lead, None, page=from_json(said)).changed == 0


def test_opening_a_matter_with_its_docket_is_one_entry(cast, said, blob):
    entries = AuditEntry.objects.count()
    done = importing.open_with_docket(
        cast.lead, client="Brightline Freight", page=from_json(said), blob=blob, name="p.html"
    )
    assert AuditEntry.objects.count() == entries + 1
    assert matter_for(cast.lead, from_json(said)).pk == done.matter_id
    assert Matter.objects.visible_to(cast.lead).get(pk=done.matter_id).title == said["case_name"]


def test_a_docket_of_a_thousand_entries_is_imported_whole(cast, said, blob):
    first = said["docket_entries"][0]
    said["docket_entries"] = [
        {**first, "document_number": str(n), "pacer_doc_id": None, "pacer_seq_no": None}
        for n in range(1, 1201)
    ]
    proceeding = put(cast.lead, cast.other, said, blob)
    assert Entry.objects.visible_to(cast.lead).filter(proceeding=proceeding).count() == 1200
    assert docket_json(cast.lead, proceeding) == said


def test_two_people_importing_at_once_do_not_double(committed, said, settings, tmp_path):
    from cast import assemble
    from redwell.core import vault

    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    cast, kept = assemble(), vault.keep(b"<html>a page</html>")

    def work(actor):
        try:
            return put(actor, cast.other, said, kept).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = set(pool.map(work, [cast.lead, cast.senior]))
    assert len(done) == 1
    assert Proceeding.objects.visible_to(cast.lead).filter(matter=cast.other).count() == 1
    assert Entry.objects.visible_to(cast.lead).count() == len(said["docket_entries"])


def test_counsel_that_the_page_calls_terminated_appeared_until_that_day():
    assert terminated_on(["LEAD ATTORNEY", "TERMINATED: 06/27/2008"]) == date(2008, 6, 27)
    assert terminated_on(["LEAD ATTORNEY", "ATTORNEY TO BE NOTICED"]) is None
    assert terminated_on(["TERMINATED: 13/45/2008"]) is None


def test_counsel_and_parties_entered_by_hand_are_not_ended_by_a_page(cast, said, blob):
    proceeding = put(cast.lead, cast.other, said, blob)
    party = add_party(cast.lead, proceeding, name="By Hand Ltd", role="Intervenor")
    add_counsel(cast.lead, party, name="Somebody By Hand")
    on_the_page = Party.plain.filter(proceeding=proceeding).order_by("position").first()
    add_counsel(cast.lead, on_the_page, name="Another By Hand")
    put(cast.lead, cast.other, said, blob)
    assert Party.plain.get(name="By Hand Ltd").to_on is None
    by_hand = Counsel.plain.filter(name__endswith="By Hand")
    assert set(by_hand.values_list("to_on", flat=True)) == {None}
