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


def test_a_reaction_that_crashes_keeps_its_place_and_hears_the_same_again(cast, heard):
    broken = [True]

    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)
        if entry.sequence == 3 and broken:
            raise RuntimeError("the machine went down")

    with pytest.raises(RuntimeError):
        outbox.deliver()
    assert not ReactionCursor.objects.filter(sequence__gt=0).exists()
    broken.clear()
    outbox.deliver()
    assert heard[:3] == [1, 2, 3]
    assert heard[3:] == list(range(1, AuditHead.objects.get().sequence + 1))


def test_what_a_crashed_reaction_had_written_is_taken_back_with_it(cast, heard):
    from redwell.people.models import Contact

    @outbox.reacts_to("people.enter")
    def write(entry):
        people.enter(cast.lead, kind="person", name="Half Written")
        raise RuntimeError("the machine went down")

    with pytest.raises(RuntimeError):
        outbox.deliver()
    assert not Contact.objects.for_system("test").filter(name="Half Written").exists()


def test_a_reaction_that_is_added_later_hears_the_past_too(cast, heard):
    outbox.deliver()

    @outbox.reacts_to("*")
    def listen(entry):
        heard.append(entry.sequence)

    outbox.deliver()
    assert heard[0] == 1
