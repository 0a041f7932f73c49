"""Backup and restore: one moment, every byte proved, nothing half restored."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from installed import Firm, spare_database

from redwell.core import backup
from redwell.core.backup import Damaged, Installation
from redwell.core.backup.archive import MANIFEST, SEAL
from redwell.core.refusals import Refusal

KEPT = [b"summons" * 300, b"complaint" * 77, b""]


@pytest.fixture
def small(tmp_path: Path) -> Installation:
    """The smallest installation: a chain of no entries, three files, a key, a settings file."""
    import hashlib

    data = tmp_path / "data"
    data.mkdir()
    with closing(sqlite3.connect(data / "redwell.sqlite3")) as held:
        held.execute("CREATE TABLE core_audithead (id INTEGER, sequence INTEGER, digest TEXT)")
        held.execute("INSERT INTO core_audithead VALUES (1, 0, ?)", ["0" * 64])
        held.execute("CREATE TABLE core_blob (sha256 TEXT, size INTEGER)")
        for content in KEPT:
            sha256 = hashlib.sha256(content).hexdigest()
            held.execute("INSERT INTO core_blob VALUES (?, ?)", [sha256, len(content)])
            path = data / "vault" / sha256[:2] / sha256[2:4] / sha256
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        held.commit()
    (data / "secret-key").write_text("key of this installation")
    (tmp_path / "redwell.env").write_text("REDWELL_WORKERS=3\n")
    return Installation(data, env_file=tmp_path / "redwell.env")


@pytest.fixture
def copy(small: Installation, tmp_path: Path) -> Path:
    backup.create(small, tmp_path / "copy.tar")
    return tmp_path / "copy.tar"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.suffix != ".sqlite3"
    }


def leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


def test_a_restored_installation_has_the_same_files_key_and_settings(small, copy, tmp_path):
    report = backup.restore(Installation(tmp_path / "new"), copy)
    restored = files_of(tmp_path / "new")
    assert restored.pop("restored.env") == b"REDWELL_WORKERS=3\n"
    assert restored == files_of(small.data)
    assert report.faults == ()
    assert report.aside is None
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert leftovers(tmp_path) == []


def test_a_backup_is_readable_by_its_owner_alone_and_by_any_tar(copy):
    import tarfile

    assert copy.stat().st_mode & 0o777 == 0o600
    with tarfile.open(copy) as tar:
        assert tar.getnames()[:3] == [SEAL, MANIFEST, "database.sqlite3"]


def test_a_backup_never_overwrites_a_file(small, copy):
    before = copy.read_bytes()
    with pytest.raises(Refusal, match="exists already"):
        backup.create(small, copy)
    assert copy.read_bytes() == before


def test_an_empty_folder_has_nothing_to_back_up(tmp_path):
    with pytest.raises(Refusal, match="redwell setup"):
        backup.create(Installation(tmp_path / "nothing"), tmp_path / "copy.tar")
    assert not (tmp_path / "copy.tar").exists()


def test_a_file_missing_from_the_vault_is_said_and_the_rest_is_kept(small, tmp_path):
    victim = next(p for p in small.vault.rglob("*") if p.is_file())
    victim.unlink()
    report = backup.create(small, tmp_path / "copy.tar")
    assert report.faults == (f"{victim.name}: the file is missing from the vault.",)
    assert backup.restore(Installation(tmp_path / "new"), tmp_path / "copy.tar").faults


def test_a_single_flipped_bit_anywhere_is_refused_with_the_member_named(copy, tmp_path):
    whole, chance = copy.read_bytes(), random.Random(8)
    positions = [*range(0, 3 * 512, 7), *(chance.randrange(len(whole)) for _ in range(300))]
    for position in positions:
        bent = bytearray(whole)
        bent[position] ^= 1 << chance.randrange(8)
        damaged = tmp_path / "damaged.tar"
        damaged.write_bytes(bent)
        with pytest.raises(Damaged) as refusal:
            backup.restore(Installation(tmp_path / "new"), damaged)
        assert refusal.value.member in (member_at(whole, position), MANIFEST), position
        assert refusal.value.member in refusal.value.sentence
        assert not (tmp_path / "new").exists()
    assert leftovers(tmp_path) == []


def member_at(whole: bytes, position: int) -> str:
    """The member whose header, bytes or padding hold ``position``, read from the tar itself."""
    at = 0
    while whole[at : at + 512].strip(b"\0"):
        name = whole[at : at + 100].rstrip(b"\0").decode()
        size = int(whole[at + 124 : at + 135], 8)
        end = at + 512 + size + -size % 512
        if position < end:
            return name
        at = end
    return "the end of the file"


def test_a_cut_off_backup_is_refused_wherever_it_was_cut(copy, tmp_path):
    whole = copy.read_bytes()
    cut = tmp_path / "cut.tar"
    for length in [0, 1, 511, 512, 600, 1024, 1500, *range(2048, len(whole), 1999), len(whole) - 1]:
        cut.write_bytes(whole[:length])
        with pytest.raises(Damaged):
            backup.restore(Installation(tmp_path / "new"), cut)
    assert not (tmp_path / "new").exists()


def test_something_hung_on_behind_the_end_is_refused(copy, tmp_path):
    copy.write_bytes(copy.read_bytes() + b"\0")
    with pytest.raises(Damaged, match="after its end"):
        backup.restore(Installation(tmp_path / "new"), copy)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"\0" * 4096, b"x" * 4096])
def test_a_foreign_file_is_said_to_be_no_backup(tmp_path, content):
    (tmp_path / "foreign").write_bytes(content)
    with pytest.raises(Damaged, match="no backup of Redwell"):
        backup.restore(Installation(tmp_path / "new"), tmp_path / "foreign")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Damaged, match="cannot be read"):
        backup.restore(Installation(tmp_path / "new"), tmp_path / "nowhere.tar")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "vault/../../outside", "other"])
def test_a_crafted_member_cannot_leave_the_folder(tmp_path, name):
    from redwell.core.backup import archive

    (tmp_path / "evil").write_bytes(b"evil")
    (tmp_path / "db").write_bytes(b"")
    members = [
        (archive.describe("database.sqlite3", tmp_path / "db"), tmp_path / "db"),
        (archive.describe(name, tmp_path / "evil"), tmp_path / "evil"),
    ]
    with (tmp_path / "copy.tar").open("wb") as out:
        archive.write(out, {"version": "1", "faults": []}, members)
    with pytest.raises(Damaged, match="none of Redwell's files"):
        backup.restore(Installation(tmp_path / "deep" / "new"), tmp_path / "copy.tar")
    assert not (tmp_path / "outside").exists()


def test_an_installation_in_use_is_not_overwritten_unless_asked_and_then_kept(
    small, copy, tmp_path
):
    (small.data / "note").write_text("made after the backup")
    before = files_of(small.data)
    with pytest.raises(Refusal, match="holds an installation already"):
        backup.restore(small, copy)
    assert files_of(small.data) == before
    report = backup.restore(small, copy, replace=True)
    assert files_of(report.aside) == before
    assert not (small.data / "note").exists()


def test_a_damaged_backup_leaves_the_replaced_installation_untouched(small, copy):
    before = files_of(small.data)
    copy.write_bytes(copy.read_bytes()[:-600])
    with pytest.raises(Damaged):
        backup.restore(small, copy, replace=True)
    assert files_of(small.data) == before


def test_a_backup_of_sqlite_is_refused_where_postgresql_is_set(copy, tmp_path, monkeypatch):
    monkeypatch.setattr("redwell.core.backup.postgres.is_empty", lambda _: True)
    with pytest.raises(Refusal, match="another kind of database"):
        backup.restore(Installation(tmp_path / "new", "postgresql://nowhere/x"), copy)
    assert not (tmp_path / "new").exists()


def test_without_the_tools_of_postgresql_the_refusal_says_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="postgresql-client"):
        backup.create(Installation(tmp_path, "postgresql://nowhere/x"), tmp_path / "copy.tar")


def test_a_firm_at_work_is_restored_as_of_one_moment(firm: Firm, tmp_path: Path):
    working = firm.start("until_told")
    assert working.stdout.readline() == "working\n"
    reports = []
    for turn in range(3):
        reports.append(backup.create(firm.installation, tmp_path / f"{turn}.tar"))
    working.communicate("stop\n", timeout=60)
    assert working.returncode == 0
    live = firm.ask("look")
    assert len(live["digests"]) > reports[0].head[0]

    with spare_database("redwell_restored") as database:
        restored = Firm(tmp_path / "restored", database)
        for turn, report in enumerate(reports):
            backup.restore(restored.installation, tmp_path / f"{turn}.tar", replace=True)
            found = restored.ask("look")
            assert report.faults == ()
            assert found["faults"] == []
            assert found["vault"] == []
            assert found["triggers"] == []
            # One moment: the chain is the beginning of the living one, and the rows are its rows.
            assert found["digests"] == live["digests"][: report.head[0]]
            assert found["digests"][-1] == report.head[1]
            assert found["numbers"] == found["said"]
            assert not any(".incoming" in p.name for p in restored.data.rglob("*"))


def test_a_dump_that_cannot_be_loaded_leaves_postgresql_as_it_was(firm: Firm, tmp_path: Path):
    from redwell.core.backup import archive

    if not firm.database:
        pytest.skip("SQLite is a file and needs no loading; set REDWELL_DATABASE to PostgreSQL")
    before = firm.ask("look")
    (tmp_path / "dump").write_bytes(b"no dump")
    member = archive.describe("database.pgdump", tmp_path / "dump")
    with (tmp_path / "copy.tar").open("wb") as out:
        archive.write(out, {"version": "1", "faults": []}, [(member, tmp_path / "dump")])
    with pytest.raises(Refusal, match="could not be restored"):
        backup.restore(firm.installation, tmp_path / "copy.tar", replace=True)
    assert firm.ask("look") == before


def test_a_folder_that_cannot_be_renamed_is_left_as_it_was(small, copy, monkeypatch):
    before = files_of(small.data)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if "restoring" in self.name:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Refusal, match="Device or resource busy"):
        backup.restore(small, copy, replace=True)
    assert files_of(small.data) == before


def test_the_command_line_backs_up_and_restores(firm: Firm, tmp_path: Path):
    made = firm.redwell("backup", str(tmp_path / "copy.tar"))
    assert made.returncode == 0, made.stderr
    refused = firm.redwell("restore", str(tmp_path / "copy.tar"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert "Traceback" not in refused.stderr
    shutil.rmtree(firm.data / "vault", ignore_errors=True)
    assert firm.redwell("restore", str(tmp_path / "copy.tar"), "--replace").returncode == 0
    assert firm.redwell("audit", "verify").returncode == 0
