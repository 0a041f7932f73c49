"""Twenty people change one matter at the same time, fifty times over: no word is lost."""

from __future__ import annotations

import html
import json
import re
import threading
from collections import Counter

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cast import Cast, assemble
from core.busy_firm import crowd
from faults.forms import hidden
from redwell.core import audit
from redwell.core.actors import User
from redwell.core.audit import AuditEntry
from redwell.core.refusals import StaleEdit
from redwell.matters import actions as matters
from redwell.matters.models import Matter

EDITORS = 20
ROUNDS = 50
# Through the browser's door fewer rounds show the same; a page costs ten times an action.
PAGE_ROUNDS = 10


@pytest.fixture
def firm(committed: None) -> Cast:
    return assemble()


def people_of(firm: Cast) -> list[User]:
    return [
        User.objects.create_user(
            f"editor{n}@demo.invalid", None, name=f"Editor {n}", initials=f"E{n}"[:4], role="lead"
        )
        for n in range(EDITORS)
    ]


def editors_of(firm: Cast) -> list[Client]:
    people = people_of(firm)
    clients = [Client() for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    return clients


def stored(firm: Cast) -> Matter:
    return Matter.objects.visible_to(firm.lead).get(pk=firm.matter.pk)


def change(firm: Cast, client: Client, note: str, seen: str) -> HttpResponse:
    fields = {"title": firm.matter.title, "kind": "litigation", "stage": "opening"}
    address = reverse("matter-change", args=[firm.matter.number])
    return client.post(address, {**fields, "note": note, "seen": seen})


def kept_text(response: HttpResponse) -> str:
    """What stands in the note field of the form that came back."""
    page = response.content.decode()
    return html.unescape(
        re.search(r'<textarea name="note"[^>]*>\s*(.*?)</textarea>', page, re.S)[1]
    )


def words(turn: int, number: int) -> str:
    return f"Round {turn}, “{number}” & <b>no word</b> of it may go"


def test_of_twenty_at_one_moment_one_wins_and_the_others_are_told_both_values(firm: Cast):
    people = people_of(firm)
    together = threading.Barrier(EDITORS, timeout=60)
    won: dict[int, list[int]] = {turn: [] for turn in range(ROUNDS)}
    told: dict[int, list[tuple[str, str]]] = {turn: [] for turn in range(ROUNDS)}

    def edit(number: int) -> None:
        for turn in range(ROUNDS):
            held = Matter.objects.visible_to(people[number]).get(pk=firm.matter.pk)
            together.wait()
            try:
                matters.change(people[number], held, seen=held.version, note=words(turn, number))
                won[turn].append(number)
            except StaleEdit as refusal:
                told[turn].append(refusal.conflicts["note"])
            together.wait()

    before = stored(firm).version
    crowd(EDITORS, edit)
    assert {turn: len(winners) for turn, winners in won.items()} == dict.fromkeys(range(ROUNDS), 1)
    for turn, (winner,) in won.items():
        others = [n for n in range(EDITORS) if n != winner]
        expected = [(words(turn, winner), words(turn, n)) for n in others]
        assert sorted(told[turn]) == sorted(expected)
    assert stored(firm).version == before + ROUNDS
    said = AuditEntry.objects.filter(action="matters.change").order_by("sequence")
    notes = [json.loads(e.auditpayload.body)["rows"][0]["after"]["note"] for e in said]
    assert notes == [words(turn, winner) for turn, (winner,) in won.items()]
    assert list(audit.verify()) == []


def test_the_page_tells_each_loser_who_was_faster_and_keeps_what_was_typed(firm: Cast):
    clients = editors_of(firm)
    before = AuditEntry.objects.count()
    for turn in range(PAGE_ROUNDS):
        seen = str(stored(firm).version)
        answers: dict[int, HttpResponse] = {}

        def send(number: int, turn=turn, seen=seen, answers=answers) -> None:
            answers[number] = change(firm, clients[number], words(turn, number), seen)

        crowd(EDITORS, send)
        assert Counter(a.status_code for a in answers.values()) == {302: 1, 409: EDITORS - 1}, turn
        held = stored(firm)
        winner = next(n for n, a in answers.items() if a.status_code == 302)
        assert held.note == words(turn, winner)
        assert held.version == int(seen) + 1
        for number in set(answers) - {winner}:
            page = answers[number].content.decode()
            assert f"Meanwhile somebody else entered: {held.note}" in html.unescape(page)
            assert "Nothing of yours is lost" in page
            assert kept_text(answers[number]) == words(turn, number)
            assert hidden(page)["seen"] == str(held.version)
    assert AuditEntry.objects.count() == before + PAGE_ROUNDS
    assert list(audit.verify()) == []


def test_who_saves_again_after_a_conflict_overwrites_nothing_that_they_were_not_shown(firm: Cast):
    first, second, third, *_ = editors_of(firm)
    seen = str(stored(firm).version)
    assert change(firm, first, "Hearing moved to Thursday.", seen).status_code == 302
    refused = change(firm, second, "Clerk called.", seen)
    assert refused.status_code == 409
    shown = hidden(refused.content.decode())["seen"]

    assert change(firm, third, "Opposing counsel changed.", shown).status_code == 302
    again = change(firm, second, "Hearing moved to Thursday. Clerk called.", shown)
    assert again.status_code == 409
    assert "Opposing counsel changed." in again.content.decode()
    assert stored(firm).note == "Opposing counsel changed."

    everything = "Hearing moved to Thursday. Clerk called. Opposing counsel changed."
    shown = hidden(again.content.decode())["seen"]
    assert change(firm, second, everything, shown).status_code == 302
    assert stored(firm).note == everything
