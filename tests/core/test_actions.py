"""One door for writes: what an action keeps, refuses and takes back."""

from __future__ import annotations

import pytest

from redwell.core import audit
from redwell.core.actions import last_entry, session
from redwell.core.refusals import Later, NotAllowed, OutsideAction, StaleEdit, Unwalled
from redwell.core.undo import last_undoable, take_back
from redwell.matters import actions as matters
from redwell.matters.models import Exclusion, Matter
from redwell.people import actions as people
from redwell.people.models import Contact


def test_a_row_written_outside_an_action_is_refused(cast):
    cast.matter.title = "Renamed in passing"
    with pytest.raises(OutsideAction):
        cast.matter.save()


def test_every_verb_leaves_exactly_one_entry_with_before_and_after(cast):
    before = audit.AuditEntry.objects.count()
    matters.change(cast.lead, cast.matter, seen=None, stage="discovery")
    assert audit.AuditEntry.objects.count() == before + 1
    said = last_entry().auditpayload
    assert said.sentence == "Dana Price changed Halvorsen v. Brightline Freight"
    assert '"before":{"stage":"opening"}' in said.body
    assert last_entry().matter_id == cast.matter.pk


def test_the_chain_verifies_after_the_firm_was_made(cast):
    assert list(audit.verify()) == []


def test_a_role_without_the_need_is_refused_and_leaves_no_trace(cast):
    before = audit.AuditEntry.objects.count()
    with pytest.raises(NotAllowed):
        matters.change(cast.biller, cast.matter, seen=None, stage="trial")
    assert audit.AuditEntry.objects.count() == before


def test_a_junior_with_read_access_may_not_change_the_matter(cast):
    with pytest.raises(NotAllowed):
        people.enter(cast.biller, kind="person", name="Nobody")
    assert not cast.matter.allows(cast.junior, _need("docketing.enter"))
    assert cast.matter.allows(cast.lead, _need("docketing.enter"))


def test_the_second_of_two_editors_is_told_both_values_and_loses_nothing(cast):
    first = Matter.objects.visible_to(cast.lead).get(pk=cast.matter.pk)
    seen = first.version
    matters.change(cast.lead, first, seen=seen, title="Halvorsen v. Brightline Freight Inc.")
    second = Matter.objects.visible_to(cast.senior).get(pk=cast.matter.pk)
    with pytest.raises(StaleEdit) as refusal:
        matters.change(cast.senior, second, seen=seen, title="Halvorsen v. Brightline")
    assert refusal.value.conflicts == {
        "title": ("Halvorsen v. Brightline Freight Inc.", "Halvorsen v. Brightline")
    }


def test_a_row_changed_meanwhile_is_not_overwritten(cast):
    mine = Matter.objects.visible_to(cast.lead).get(pk=cast.matter.pk)
    theirs = Matter.objects.visible_to(cast.senior).get(pk=cast.matter.pk)
    matters.change(cast.senior, theirs, seen=None, stage="trial")
    with pytest.raises(StaleEdit):
        matters.change(cast.lead, mine, seen=None, stage="appeal")


def test_undo_takes_back_a_whole_action_and_only_once(cast):
    with session("browser-1"):
        contact = people.enter(cast.lead, kind="person", name="Emma Lindqvist")
        entry = last_undoable(cast.lead, "browser-1")
        take_back(cast.lead, entry=entry.sequence)
    assert not Contact.objects.for_system("test").filter(pk=contact.pk).exists()
    assert last_undoable(cast.lead, "browser-1") is None
    assert list(audit.verify()) == []


def test_undo_restores_the_fields_that_were_changed(cast):
    with session("browser-1"):
        matters.change(cast.lead, cast.matter, seen=None, stage="discovery")
        take_back(cast.lead, entry=last_entry().sequence)
    assert Matter.objects.visible_to(cast.lead).get(pk=cast.matter.pk).stage == "opening"


def test_undo_names_what_came_later_and_refuses(cast):
    with session("browser-1"):
        matters.change(cast.lead, cast.matter, seen=None, stage="discovery")
        entry = last_entry().sequence
    fresh = Matter.objects.visible_to(cast.senior).get(pk=cast.matter.pk)
    matters.change(cast.senior, fresh, seen=None, stage="motions")
    with pytest.raises(Later, match="Avery Lund changed"):
        take_back(cast.lead, entry=entry)


def test_a_table_cannot_be_read_before_the_wall_is_up(cast):
    for read in (
        lambda: list(Matter.objects.all()),
        lambda: Matter.objects.count(),
        lambda: Matter.objects.filter(pk=1).exists(),
        lambda: Matter.objects.aggregate(n=__import__("django.db.models").db.models.Count("pk")),
        lambda: list(
            Contact.objects.for_system("t").filter(pk__in=Matter.objects.values("client"))
        ),
        lambda: list(Matter.objects.for_system("t") | Matter.objects.all()),
        lambda: Matter.objects.raw("select 1"),
    ):
        with pytest.raises(Unwalled):
            read()


def test_update_and_delete_in_bulk_are_refused(cast):
    with pytest.raises(OutsideAction):
        Matter.objects.for_system("t").update(stage="closed")
    with pytest.raises(OutsideAction):
        Exclusion.objects.for_system("t").delete()


def test_a_walled_attorney_sees_neither_the_matter_nor_its_client(cast):
    assert not Matter.objects.visible_to(cast.walled).filter(pk=cast.matter.pk).exists()
    names = set(Contact.objects.visible_to(cast.walled).values_list("name", flat=True))
    assert "Halvorsen Tooling Inc." not in names
    assert "Ngozi Okafor" in names


def test_outside_counsel_sees_what_was_granted_and_nothing_else(cast):
    seen = Matter.objects.visible_to(cast.outside).values_list("pk", flat=True)
    assert list(seen) == [cast.matter.pk]


def _need(name):
    from redwell.core.needs import NEEDS

    return NEEDS[name]
