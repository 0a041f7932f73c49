"""A record that is emptied, reordered or exchanged for an older one: the first bad entry is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from cast import Cast
from core.installed import Firm
from faults.served import errand
from redwell.core import audit, triggers
from redwell.core.audit import AuditEntry, AuditHead, AuditPayload, AuditTouch


@pytest.fixture
def owner(cast: Cast) -> Iterator[Cast]:
    """Somebody with the database's own password, who has taken the triggers down."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, table, _ in triggers.wanted():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{where}")
    return cast


def sentences(anchor: tuple[int, str] | None = None) -> list[str]:
    return [fault.sentence for fault in audit.verify(anchor=anchor)]


def empty_the_record() -> None:
    AuditTouch.objects.all()._raw_delete("default")
    AuditPayload.objects.all()._raw_delete("default")
    AuditEntry.objects.all()._raw_delete("default")


def test_a_record_emptied_at_one_stroke_is_missed(owner):
    empty_the_record()
    fault = next(audit.verify())
    assert fault == audit.Fault(1, "The recorded end of the chain is not its last entry.")


def test_a_record_emptied_together_with_its_end_is_missed_by_the_exported_head(owner):
    head = AuditHead.objects.get()
    empty_the_record()
    AuditHead.objects.update(sequence=0, digest=audit.GENESIS)
    assert sentences() == []
    assert sentences((head.sequence, head.digest)) == [
        f"The chain ends before entry {head.sequence}, which was exported."
    ]


def test_an_entry_slipped_in_between_two_others_is_found_where_it_stands(owner):
    """The later entries are renumbered to make room; the newcomer has a digest that fits it."""
    place = 5
    later = list(AuditEntry.objects.filter(pk__gte=place).order_by("-pk"))
    for entry in later:
        values = {f.attname: getattr(entry, f.attname) for f in AuditEntry._meta.concrete_fields}
        moved = entry.pk + 1
        AuditEntry.objects.create(**values | {"sequence": moved})
        AuditPayload.objects.filter(entry=entry.pk).update(entry_id=moved)
        AuditTouch.objects.filter(entry=entry.pk).update(entry_id=moved)
        AuditEntry.objects.filter(pk=entry.pk)._raw_delete("default")
    before = AuditEntry.objects.get(pk=place - 1)
    salt, sentence, body = "s", "Redwell closed a matter", "{}"
    values = {
        "sequence": place,
        "recorded_at": before.recorded_at,
        "action": "matters.change",
        "need": "matters.edit",
        "actor_id": before.actor_id,
        "matter_id": None,
        "session": "",
        "payload_digest": audit.payload_digest(salt, sentence, body),
        "previous": before.digest,
    }
    AuditEntry.objects.create(**values, digest=audit.entry_digest(values))
    AuditPayload.objects.create(entry_id=place, salt=salt, sentence=sentence, body=body)
    # The newcomer itself holds together: the entry after it tells.
    assert next(audit.verify()) == audit.Fault(
        place + 1, f"Entry {place + 1} does not follow the entry before it."
    )


def test_every_pair_of_neighbours_that_changed_places_is_found(owner):
    names = [f.attname for f in AuditEntry._meta.concrete_fields if f.attname != "sequence"]
    last = AuditHead.objects.get().sequence
    for first in range(1, last):
        with transaction.atomic():
            one, two = (
                AuditEntry.objects.filter(pk=n).values(*names).get() for n in (first, first + 1)
            )
            AuditEntry.objects.filter(pk=first).update(**two)
            AuditEntry.objects.filter(pk=first + 1).update(**one)
            assert next(audit.verify()).sequence == first
            transaction.set_rollback(True)
    assert sentences() == []


def test_an_old_copy_put_in_place_of_the_record_is_caught_by_the_head_exported_since(
    house: Firm, tmp_path: Path
):
    """The old copy is whole in itself; only what was kept elsewhere can tell that it is old."""
    made = house.redwell("backup", str(tmp_path / "old.tar"))
    assert made.returncode == 0, made.stderr
    exported = errand(house, "go_on")
    back = house.redwell("restore", str(tmp_path / "old.tar"), "--replace")
    assert back.returncode == 0, back.stderr
    caught = house.redwell("audit", "verify", "--anchor", exported)
    assert caught.returncode == 1
    assert f"entry {exported.split(':')[0]}" in caught.stderr

    # Nor does it help to work on until the chain is as long as it was.
    again = errand(house, "go_on")
    assert again.split(":")[0] == exported.split(":")[0]
    caught = house.redwell("audit", "verify", "--anchor", exported)
    assert caught.returncode == 1
    assert f"Entry {exported.split(':')[0]} is not the one that was exported" in (
        caught.stdout + caught.stderr
    )
