"""Copy one moment of a running installation into one file."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from redwell.core.backup import archive, postgres
from redwell.core.backup.installation import Installation
from redwell.core.refusals import Refusal

SQLITE, DUMP = "database.sqlite3", "database.pgdump"
KEY, ENVIRONMENT = "settings/secret-key", "settings/environment"
VAULT = "vault/"


@dataclass(frozen=True, slots=True)
class Report:
    """What was copied or restored. ``faults`` are sentences about files that are not as kept."""

    file_count: int
    byte_count: int
    head: tuple[int, str]
    faults: tuple[str, ...] = ()
    aside: Path | None = None
    schema_aside: str = ""


def create(installation: Installation, target: Path) -> Report:
    """Write a backup of the running ``installation`` to ``target``.

    The database is copied first, as of one moment; the vault is written once and never changed, so
    that every file which that moment speaks of still lies there. The file appears under its name
    only when it is whole, readable by its owner alone (it holds the secret key).
    """
    if target.exists():
        raise Refusal(f"{target} exists already; a backup never overwrites another file.")
    if not target.parent.is_dir():
        raise Refusal(f"There is no folder {target.parent} to write the backup to.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        room = Path(folder)
        head, blobs, members = _database(installation, room)
        faults: list[str] = []
        members += _vault(installation, blobs, faults)
        members += _settings(installation, room)
        facts = {
            "product": "redwell",
            "version": installed_version(),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "audit_head": {"sequence": head[0], "digest": head[1]},
            "faults": faults,
        }
        whole = room / "whole"
        with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            archive.write(out, facts, members)
            out.flush()
            os.fsync(out.fileno())
        whole.rename(target)
    size = sum(member.size for member, _ in members)
    return Report(len(members), size, head, tuple(faults))


def installed_version() -> str:
    try:
        return version("redwell")
    except PackageNotFoundError:
        return "source"


def _database(
    installation: Installation, room: Path
) -> tuple[tuple[int, str], list[str], list[tuple[archive.Member, Path]]]:
    if installation.database:
        copy = room / DUMP
        head, blobs = postgres.dump(installation.database, copy)
        return head, blobs, [(archive.describe(DUMP, copy), copy)]
    if not installation.sqlite.exists():
        raise Refusal(f"There is no installation in {installation.data}; run redwell setup first.")
    copy = room / SQLITE
    with (
        closing(sqlite3.connect(installation.sqlite, timeout=30)) as source,
        closing(sqlite3.connect(copy)) as snapshot,
    ):
        source.backup(snapshot)
        # Without this the copy would want a -wal file beside it to be opened.
        snapshot.execute("PRAGMA journal_mode=DELETE")
        found = snapshot.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            raise Refusal(f"The database is damaged and was not backed up: {found}")
        try:
            head = snapshot.execute(
                "SELECT sequence, digest FROM core_audithead WHERE id = 1"
            ).fetchone()
            blobs = [r[0] for r in snapshot.execute("SELECT sha256 FROM core_blob ORDER BY sha256")]
        except sqlite3.OperationalError:
            head, blobs = None, []
    if head is None:
        raise Refusal("This installation is empty; run redwell setup first.")
    return (head[0], head[1]), blobs, [(archive.describe(SQLITE, copy), copy)]


def _vault(
    installation: Installation, blobs: list[str], faults: list[str]
) -> list[tuple[archive.Member, Path]]:
    members = []
    for sha256 in blobs:
        path = installation.vault / sha256[:2] / sha256[2:4] / sha256
        if not path.is_file():
            faults.append(f"{sha256}: the file is missing from the vault.")
            continue
        member = archive.describe(f"{VAULT}{sha256[:2]}/{sha256[2:4]}/{sha256}", path)
        if member.sha256 != sha256:
            faults.append(f"{sha256}: the file was altered in the vault; it is kept as it is.")
        members.append((member, path))
    return members


def _settings(installation: Installation, room: Path) -> list[tuple[archive.Member, Path]]:
    key = installation.secret_key or (
        installation.key_file.read_text().strip() if installation.key_file.is_file() else ""
    )
    members = []
    if key:
        copy = room / "secret-key"
        copy.write_text(key)
        members.append((archive.describe(KEY, copy), copy))
    if installation.env_file is not None:
        members.append(
            (archive.describe(ENVIRONMENT, installation.env_file), installation.env_file)
        )
    return members
