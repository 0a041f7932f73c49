"""The audit chain: whatever is done to it shows."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from redwell.core import audit
from redwell.core.audit import AuditEntry, AuditHead, AuditPayload, AuditTouch
from redwell.core.erasure import erase
from redwell.core.refusals import Invalid, NotAllowed, Refusal
from redwell.people import actions as people

pytestmark = pytest.mark.django_db


def first_fault() -> audit.Fault | None:
    return next(audit.verify(), None)


def remove(sequence: int) -> None:
    AuditTouch.objects.filter(entry=sequence).delete()
    AuditPayload.objects.filter(entry=sequence).delete()
    AuditEntry.objects.filter(sequence=sequence)._raw_delete("default")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "matters.hide"),
        ("need", "core.see_own"),
        ("actor_id", None),
        ("matter_id", 999),
        ("session", "another"),
        ("recorded_at", timezone.now()),
        ("payload_digest", "a" * 64),
        ("previous", "b" * 64),
        ("digest", "c" * 64),
    ],
)
def test_an_altered_column_of_an_entry_is_found(cast, unguarded, column, value):
    AuditEntry.objects.filter(sequence=4).update(**{column: value})
    assert first_fault().sequence == 4


@pytest.mark.parametrize("column", ["sentence", "body", "salt"])
def test_a_rewritten_payload_is_found(cast, unguarded, column):
    AuditPayload.objects.filter(entry=4).update(**{column: "nothing happened"})
    assert first_fault() == audit.Fault(4, "What entry 4 said was altered.")


def test_a_removed_entry_is_found_and_named(cast, unguarded):
    remove(5)
    assert first_fault() == audit.Fault(5, "Entries 5 to 5 are missing.")


def test_a_removed_payload_is_found(cast, unguarded):
    AuditPayload.objects.filter(entry=5).delete()
    assert first_fault() == audit.Fault(5, "What entry 5 said is missing.")


def test_an_inserted_entry_is_found_even_with_a_digest_of_its_own(cast, unguarded):
    head = AuditHead.objects.get(pk=1)
    values = AuditEntry.objects.filter(sequence=5).values().get()
    values |= {"sequence": head.sequence + 1, "previous": head.digest}
    values["digest"] = audit.entry_digest(values)
    AuditEntry.objects.create(**values)
    AuditPayload.objects.create(entry_id=values["sequence"], salt="s", sentence="", body="")
    assert first_fault().sequence == head.sequence + 1


def test_two_entries_that_changed_places_are_found(cast, unguarded):
    names = [f.attname for f in AuditEntry._meta.concrete_fields if f.attname != "sequence"]
    four, five = (AuditEntry.objects.filter(pk=n).values(*names).get() for n in (4, 5))
    AuditEntry.objects.filter(pk=4).update(**five)
    AuditEntry.objects.filter(pk=5).update(**four)
    assert first_fault().sequence == 4


def test_a_tail_cut_off_is_found_by_the_recorded_end(cast, unguarded):
    last = AuditHead.objects.get(pk=1).sequence
    remove(last)
    assert first_fault().sequence == last


def test_a_tail_cut_off_together_with_the_recorded_end_is_found_by_an_anchor_alone(cast, unguarded):
    head = AuditHead.objects.get(pk=1)
    anchor = (head.sequence, head.digest)
    remove(head.sequence)
    before = AuditEntry.objects.get(pk=head.sequence - 1)
    AuditHead.objects.update(sequence=before.sequence, digest=before.digest)
    assert list(audit.verify()) == []
    assert next(audit.verify(anchor=anchor)).sequence == head.sequence


def test_a_chain_rewritten_whole_does_not_hold_the_exported_entry(cast, unguarded):
    entry = AuditEntry.objects.get(pk=3)
    anchor = (3, entry.digest)
    previous = AuditEntry.objects.get(pk=2).digest
    for row in AuditEntry.objects.filter(pk__gte=3).order_by("pk").values():
        row |= {"previous": previous, "session": "forged"}
        previous = row["digest"] = audit.entry_digest(row)
        AuditEntry.objects.filter(pk=row["sequence"]).update(**row)
    AuditHead.objects.update(digest=previous)
    assert list(audit.verify()) == []
    assert next(audit.verify(anchor=anchor)).sequence == 3


def test_what_an_entry_said_is_erased_with_a_reason_and_the_chain_still_holds(cast):
    erase(cast.administrator, entry=4, reason="A client asked for it")
    assert AuditPayload.objects.get(entry=4).sentence is None
    assert "erased what entry 4 said: A client asked" in AuditPayload.objects.last().sentence
    assert list(audit.verify()) == []


def test_an_erasure_that_no_entry_owns_is_found(cast):
    AuditPayload.objects.filter(entry=4).update(sentence=None, body=None, erased_at=timezone.now())
    assert [(f.sequence, f.sentence) for f in audit.verify()] == [
        (4, "What entry 4 said was erased; no entry says by whom.")
    ]


def test_an_erasure_is_refused_without_a_reason_twice_of_itself_and_to_a_coordinator(cast):
    with pytest.raises(Invalid, match="reason"):
        erase(cast.administrator, entry=4, reason=" ")
    with pytest.raises(Invalid, match="no entry"):
        erase(cast.administrator, entry=10_000_000, reason="x")
    with pytest.raises(NotAllowed):
        erase(cast.lead, entry=4, reason="x")
    erase(cast.administrator, entry=4, reason="x")
    with pytest.raises(Refusal, match="already"):
        erase(cast.administrator, entry=4, reason="x")
    with pytest.raises(Refusal, match="never erased"):
        erase(cast.administrator, entry=AuditHead.objects.get(pk=1).sequence, reason="x")


def test_two_hundred_random_tamperings_are_all_found(cast, unguarded):
    chance = random.Random(20261102)
    last = AuditHead.objects.get(pk=1).sequence
    texts = ["action", "need", "session", "payload_digest", "previous", "digest"]
    for _ in range(200):
        sequence, kind = chance.randint(1, last), chance.choice([*texts, "said", "removed"])
        with transaction.atomic():
            if kind == "removed":
                remove(sequence)
            elif kind == "said":
                AuditPayload.objects.filter(entry=sequence).update(body=str(chance.random()))
            else:
                AuditEntry.objects.filter(pk=sequence).update(**{kind: str(chance.random())})
            fault = first_fault()
            transaction.set_rollback(True)
        assert fault is not None, (sequence, kind)
        assert fault.sequence == sequence, (sequence, kind)
    assert first_fault() is None


def test_the_printed_head_serves_as_the_anchor(cast, capsys):
    call_command("audit_head")
    printed = capsys.readouterr().out.strip()
    call_command("audit_verify", anchor=printed)
    assert "The audit chain holds" in capsys.readouterr().out


def test_verifying_a_broken_chain_fails_and_names_the_first_bad_entry(cast, unguarded):
    AuditEntry.objects.filter(sequence=4).update(action="matters.hide")
    with pytest.raises(CommandError, match="first at entry 4"):
        call_command("audit_verify")


@pytest.mark.parametrize("text", ["", "7", "x:y", "7:" + "g" * 64, "-1:" + "a" * 64])
def test_an_anchor_that_is_none_is_refused_in_a_sentence(cast, text):
    with pytest.raises(CommandError, match="is no anchor"):
        call_command("audit_verify", anchor=text)


def test_a_clock_that_is_set_back_changes_nothing_in_the_order(cast):
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        people.enter(cast.lead, kind="person", name="Ida Falk")
    earlier, later = AuditEntry.objects.order_by("-sequence")[:2][::-1]
    assert later.recorded_at < earlier.recorded_at
    assert later.previous == earlier.digest
    assert list(audit.verify()) == []


def test_eight_people_on_one_matter_leave_one_chain_without_a_fork(firm):
    before = len(firm.ask("look")["digests"])
    added = firm.ask("one_matter")
    found = firm.ask("look")
    assert found["faults"] == []
    assert len(found["digests"]) == len(set(found["digests"])) == before + added
    assert found["numbers"] == found["said"]
