"""The vault keeps every file under its own hash, once, and notices any change."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from redwell.core import vault
from redwell.core.refusals import Refusal
from redwell.core.vault import Blob

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(settings, tmp_path):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path})
    return tmp_path / "vault"


def test_a_file_lies_under_its_hash_and_reads_back(shelf):
    blob = vault.keep(b"summons")
    digest = hashlib.sha256(b"summons").hexdigest()
    assert blob.sha256 == digest
    assert blob.size == 7
    assert blob.path == shelf / digest[:2] / digest[2:4] / digest
    assert blob.read() == b"summons"
    assert blob.path.stat().st_mode & 0o777 == 0o440


def test_the_same_bytes_are_kept_once(shelf):
    assert vault.keep(b"summons") == vault.keep(b"summons")
    assert Blob.objects.count() == 1
    assert len([p for p in shelf.rglob("*") if p.is_file()]) == 1


def test_an_empty_file_is_a_file(shelf):
    assert vault.keep(b"").read() == b""


def test_a_file_that_was_tampered_with_is_found(shelf):
    kept, altered = vault.keep(b"summons"), vault.keep(b"complaint")
    altered.path.chmod(0o600)
    altered.path.write_bytes(b"complainT")
    assert list(vault.verify()) == [f"{altered.sha256}: the file was altered."]
    assert kept.read() == b"summons"


def test_a_file_that_was_removed_is_found(shelf):
    blob = vault.keep(b"summons")
    blob.path.unlink()
    assert list(vault.verify()) == [f"{blob.sha256}: the file is missing from the vault."]


def test_the_command_fails_when_a_file_is_not_as_it_was_kept(shelf, capsys):
    vault.keep(b"summons")
    call_command("vault_verify")
    assert "All 1 files are as they were kept." in capsys.readouterr().out
    Blob.objects.get().path.unlink()
    with pytest.raises(CommandError, match="1 files of the vault"):
        call_command("vault_verify")


def test_a_file_is_refused_when_it_would_use_up_the_reserve(shelf, monkeypatch):
    almost_full = SimpleNamespace(f_bavail=200, f_frsize=1024 * 1024)
    monkeypatch.setattr("redwell.core.vault.os.statvfs", lambda _: almost_full)
    with pytest.raises(Refusal, match="almost full"):
        vault.keep(b"summons")
    assert Blob.objects.count() == 0
    assert [p for p in shelf.rglob("*") if p.is_file()] == []


def test_a_write_that_fails_leaves_neither_file_nor_row(shelf, monkeypatch):
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("redwell.core.vault.os.fsync", fail)
    with pytest.raises(OSError):
        vault.keep(b"summons")
    assert Blob.objects.count() == 0
    assert [p for p in shelf.rglob("*") if p.is_file()] == []


def test_what_an_interrupted_write_left_is_swept_and_nothing_else(shelf):
    blob = vault.keep(b"summons")
    (blob.path.parent / ".incoming-abc").write_bytes(b"half")
    assert vault.sweep_incoming() == 1
    assert blob.read() == b"summons"
