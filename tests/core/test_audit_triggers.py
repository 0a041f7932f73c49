"""The database itself refuses to change what was recorded."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from redwell.core import triggers
from redwell.core.audit import AuditEntry, AuditHead, AuditPayload, AuditTouch, Undone


def test_an_installation_has_every_trigger(db):
    assert triggers.missing() == []


@pytest.mark.parametrize("model", [AuditEntry, AuditPayload, AuditTouch, AuditHead])
def test_no_audit_row_can_be_removed(cast, model):
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        # Past Django's own protection of rows that are pointed at.
        model.objects.all()._raw_delete("default")


@pytest.mark.parametrize("model", [AuditEntry, AuditPayload, AuditTouch, AuditHead, Undone])
def test_no_audit_table_can_be_emptied_at_one_stroke(cast, model):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE: its DELETE without WHERE runs the row triggers")
    table = model._meta.db_table
    # PostgreSQL itself refuses while foreign keys of this transaction wait for their check.
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")
    assert AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (AuditEntry, {"action": "matters.hide"}),
        (AuditTouch, {"label": "nothing"}),
        (AuditPayload, {"body": "rewritten"}),
        (AuditPayload, {"body": None, "sentence": "rewritten"}),
        (AuditPayload, {"body": None, "sentence": None, "salt": "other"}),
    ],
)
def test_no_audit_row_can_be_rewritten(cast, model, change):
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        model.objects.update(**change)


def test_a_payload_can_be_erased_as_a_whole(cast):
    erased = AuditPayload.objects.filter(entry=2)
    erased.update(body=None, sentence=None, erased_at=timezone.now())
    assert erased.get().body is None


def test_a_trigger_that_was_taken_down_is_missed_and_put_back(db):
    name, table, _ = triggers.wanted()[0]
    where = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{where}")
    assert triggers.missing() == [name]
    triggers.install()
    triggers.install()
    assert triggers.missing() == []


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_committing_test_leaves_tables_empty_and_triggers_standing(committed, turn):
    from cast import assemble

    assert AuditEntry.objects.count() == 0
    assert triggers.missing() == []
    assemble()
    assert AuditEntry.objects.count() > 0
