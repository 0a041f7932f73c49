"""Reactions read what was done, at least once, and a crash loses nothing."""

from __future__ import annotations

import pytest

from redwell.core import outbox
from redwell.core.audit import AuditHead
from redwell.core.outbox import ReactionCursor
from redwell.people import actions as people


@pytest.fixture
def heard(monkeypatch):
    """Only this test's reactions; returns what they heard."""
    monkeypatch.setattr(outbox, "REACTIONS", {})
    return []


def test_a_reaction_hears_each_entry_of_its_verbs_in_order(cast, heard):
    @outbox.reacts_to("people.enter")
    def listen(entry):
        heard.append(entry.sequence)

    outbox.deliver()
    before = list(heard)
    people.enter(cast.lead, kind="person", name="Ida Falk")
    outbox.deliver()
    assert heard == sorted(heard)
    assert len(heard) == len(before) + 1
    assert heard[-1] == AuditHead.objects.get().sequence


def test_a_repeated_delivery_without_news_does_nothing(cast, heard):
    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)

    assert outbox.deliver() == AuditHead.objects.get().sequence
    assert outbox.deliver() == 0
    assert heard == list(range(1, AuditHead.objects.get().sequence + 1))


def test_more_news_than_one_delivery_carries_comes_in_the_next(cast, heard):
    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)

    while outbox.deliver(limit=3):
        pass
    assert heard == list(range(1, AuditHead.objects.get().sequence + 1))


class MachineDown(BaseException):
    """What ends a process: no reaction's own fault, so that nothing is counted."""


def test_a_crash_of_the_machine_keeps_the_place_and_the_same_is_heard_again(cast, heard):
    broken = [True]

    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)
        if entry.sequence == 3 and broken:
            raise MachineDown

    with pytest.raises(MachineDown):
        outbox.deliver()
    assert not ReactionCursor.objects.filter(sequence__gt=0).exists()
    broken.clear()
    outbox.deliver()
    assert heard[:3] == [1, 2, 3]
    assert heard[3:] == list(range(1, AuditHead.objects.get().sequence + 1))


def write_half(entry):
    people.enter(None, kind="person", name="Half Written")
    raise RuntimeError("no such court")


def half_written() -> int:
    from redwell.people.models import Contact

    return Contact.objects.for_system("test").filter(name="Half Written").count()


def test_what_a_failed_reaction_had_written_is_taken_back_with_it(cast, heard):
    outbox.reacts_to("people.enter")(write_half)
    head = AuditHead.objects.get().sequence
    outbox.deliver()
    assert half_written() == 0
    assert AuditHead.objects.get().sequence == head


def test_a_reaction_that_fails_three_times_is_parked_and_the_others_go_on(cast, heard):
    tried = []

    @outbox.reacts_to("*")
    def poison(entry):
        if entry.sequence == 3:
            tried.append(entry.sequence)
            raise ValueError("a date that does not exist")

    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)

    for _ in range(6):
        outbox.deliver()
    assert tried == [3, 3, 3]
    assert heard == list(range(1, AuditHead.objects.get().sequence + 1))
    held = outbox.parked()
    assert [(c.sequence, c.fault) for c in held] == [(2, "ValueError: a date that does not exist")]

    people.enter(cast.lead, kind="person", name="Ida Falk")
    outbox.deliver()
    assert heard[-1] == AuditHead.objects.get().sequence


def test_a_reaction_that_recovers_in_time_is_not_parked_and_hears_each_entry_once(cast, heard):
    failures = [True, True]

    @outbox.reacts_to("*")
    def shaky(entry):
        if entry.sequence in (3, 5) and failures:
            failures.pop()
            raise ConnectionError("the calendar server does not answer")
        heard.append(entry.sequence)

    for _ in range(4):
        outbox.deliver()
    assert heard == list(range(1, AuditHead.objects.get().sequence + 1))
    assert ReactionCursor.objects.get().tries == 0
    assert ReactionCursor.objects.get().fault == ""


def test_a_parked_reaction_is_asked_again_from_its_place_when_the_worker_starts(cast, heard):
    broken = [True]

    @outbox.reacts_to("*")
    def mended(entry):
        if entry.sequence == 2 and broken:
            raise ValueError("broken until the upgrade")
        heard.append(entry.sequence)

    for _ in range(4):
        outbox.deliver()
    broken.clear()
    outbox.deliver()
    assert heard == [1]
    outbox.resume()
    outbox.deliver()
    assert heard == list(range(1, AuditHead.objects.get().sequence + 1))
    assert outbox.parked() == []


def test_the_doctor_shows_an_administrator_the_parked_reaction_and_its_error(cast, heard):
    from redwell.core import doctor

    outbox.reacts_to("*")(write_half)
    assert doctor.reactions().is_ok
    for _ in range(3):
        outbox.deliver()
    finding = doctor.reactions()
    assert not finding.is_ok
    assert finding.is_required
    assert "write_half at entry 1 (RuntimeError: no such court)" in finding.sentence
    assert "restart redwell serve" in finding.sentence
    assert finding in list(doctor.examine())


def test_a_reaction_that_is_added_later_hears_the_past_too(cast, heard):
    outbox.deliver()

    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)

    outbox.deliver()
    assert heard[0] == 1
