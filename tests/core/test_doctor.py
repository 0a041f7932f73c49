"""The doctor says what is missing and how to get it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from installed import Firm

from redwell.core import doctor, triggers
from redwell.core.supervised import SupervisorFault
from redwell.lib import zones


@pytest.fixture
def house(settings, tmp_path):
    """Settings with a data folder of this test's own."""

    def change(**values):
        settings.REDWELL = settings.REDWELL.model_copy(update=values)
        return settings.REDWELL

    change(data=tmp_path, secret_key="", mail="", disk_reserve_mb=1)
    return change


def refuse(error: Exception):
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it


def test_a_firm_that_was_set_up_lacks_nothing_required(firm: Firm):
    said = firm.redwell("doctor")
    assert said.returncode == 0, said.stdout + said.stderr
    assert not [line for line in said.stdout.splitlines() if line.startswith("missing")]


def test_an_empty_installation_is_told_to_run_setup_and_fails(firm: Firm, tmp_path: Path):
    if firm.database:
        pytest.skip("an empty PostgreSQL is a database of its own; SQLite shows the same")
    said = Firm(tmp_path / "empty", "").redwell("doctor")
    assert said.returncode == 1
    assert "redwell setup" in said.stdout
    assert "Traceback" not in said.stderr


def test_each_line_says_ok_missing_or_optional():
    finding = doctor.Finding("Disk", False, "it is full.")
    assert str(finding) == "missing  Disk: it is full."
    assert str(doctor.Finding("Mail", False, "no.", False)).startswith("optional Mail")
    assert str(doctor.Finding("Disk", True, "5 MB free")).startswith("ok ")


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 11, 2))
    assert not doctor.python().is_ok


def test_old_time_zones_are_found(monkeypatch):
    monkeypatch.setattr(doctor.zones, "check", refuse(zones.ZoneError("The tables are too old.")))
    assert doctor.time_zones() == doctor.Finding("Time zones", False, "The tables are too old.")


def test_a_database_that_is_gone_ends_the_questions_to_it_and_the_rest_goes_on(
    db, house, monkeypatch
):
    with monkeypatch.context() as gone:
        gone.setattr(connection, "ensure_connection", refuse(OperationalError("refused")))
        found = {finding.name: finding for finding in doctor.examine()}
    assert not found["Database"].is_ok
    assert "REDWELL_DATABASE" in found["Database"].sentence
    assert "Migrations" not in found
    assert "Disk" in found


def test_a_pending_migration_is_found(db):
    from django.db.migrations.recorder import MigrationRecorder

    assert doctor.migrations().is_ok
    MigrationRecorder.Migration.objects.filter(app="core").delete()
    assert "redwell setup" in doctor.migrations().sentence


def test_a_database_of_a_newer_redwell_is_found(db):
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_applied("core", "9999_from_the_future")
    assert "newer Redwell (core.9999_from_the_future)" in doctor.migrations().sentence


def test_a_missing_trigger_is_named(unguarded):
    finding = doctor.audit_triggers()
    assert not finding.is_ok
    assert triggers.wanted()[0][0] in finding.sentence


def test_a_missing_cache_table_is_found(db, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "nowhere"}}
    assert not doctor.cache_table().is_ok


def test_browser_files_that_were_not_built_are_found(monkeypatch):
    monkeypatch.setattr(doctor.finders, "find", lambda _: None)
    assert "redwell assets" in doctor.assets().sentence


def test_a_disk_within_its_reserve_is_found(house, monkeypatch):
    assert doctor.disk().is_ok
    full = SimpleNamespace(f_bavail=1, f_frsize=1024)
    monkeypatch.setattr(doctor.os, "statvfs", lambda _: full)
    assert "REDWELL_DISK_RESERVE_MB" in doctor.disk().sentence


def test_a_vault_that_cannot_be_written_is_found(house, monkeypatch):
    assert doctor.vault().is_ok
    monkeypatch.setattr(
        doctor.tempfile, "TemporaryFile", refuse(PermissionError(13, "Permission denied"))
    )
    assert "Permission denied" in doctor.vault().sentence


class Reader:
    """Stands in for the supervised child: what holds it, or a fault."""

    guarded = "limits"

    def __init__(self, target: str) -> None:
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_a_reader_held_by_limits_alone_is_advised_but_not_refused(monkeypatch):
    monkeypatch.setattr(doctor, "Supervisor", Reader)
    finding = doctor.reader()
    assert not finding.is_ok
    assert not finding.is_required


def test_a_reader_that_does_not_start_is_found(monkeypatch):
    monkeypatch.setattr(doctor, "Supervisor", refuse(SupervisorFault("no child")))
    assert doctor.reader().is_required
    assert not doctor.reader().is_ok


def test_a_secret_key_that_others_can_read_is_found(house, tmp_path):
    assert not doctor.secret_key().is_ok
    file = tmp_path / "secret-key"
    file.write_text("key")
    file.chmod(0o644)
    assert f"chmod 600 {file}" in doctor.secret_key().sentence
    file.chmod(0o600)
    assert doctor.secret_key().is_ok
    house(secret_key="given")
    assert doctor.secret_key().is_ok


def test_mail_without_a_server_is_optional(house):
    assert not doctor.mail().is_required
    house(mail="smtp://localhost:25")
    assert doctor.mail().is_ok


def test_a_program_that_is_missing_comes_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    finding = doctor.program(
        "pg_dump", "redwell backup needs it", "apt-get install postgresql-client"
    )
    assert "apt-get install postgresql-client" in finding.sentence


def test_the_command_fails_when_something_required_is_missing(monkeypatch, capsys):
    lacking = [doctor.Finding("Disk", False, "full."), doctor.Finding("Mail", False, "no.", False)]
    monkeypatch.setattr(doctor, "examine", lambda: iter(lacking))
    with pytest.raises(CommandError, match="1 required"):
        call_command("doctor")
    assert "missing  Disk: full." in capsys.readouterr().out
