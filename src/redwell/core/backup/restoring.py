"""Bring an installation back from a backup: proved whole first, then put in place by renaming."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redwell.core.backup import archive, postgres
from redwell.core.backup.installation import Installation
from redwell.core.backup.making import DUMP, ENVIRONMENT, KEY, SQLITE, VAULT, Report
from redwell.core.refusals import Refusal

RESTORED_ENVIRONMENT = "restored.env"
_PLACES = {
    SQLITE: "redwell.sqlite3",
    DUMP: DUMP,
    KEY: "secret-key",
    ENVIRONMENT: RESTORED_ENVIRONMENT,
}
_BLOB = re.compile(r"vault/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}")
# What a first look at an empty folder leaves behind (the key is made when settings are read).
_TRACES = {"secret-key", "static"}


def restore(installation: Installation, source: Path, *, replace: bool = False) -> Report:
    """Put the backup ``source`` in the place of ``installation``.

    Everything is unpacked beside the data folder and proved by hash before the installation is
    touched. An installation that holds anything is refused unless ``replace``; then it is kept,
    renamed. Raises :class:`Damaged` naming the damaged member, :class:`Refusal` otherwise.
    """
    _demand_empty(installation, replace)
    data = installation.data.absolute()
    data.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{data.name}-restoring-", dir=data.parent))
    try:
        with archive.opened(source) as file:
            manifest = archive.read(
                file,
                lambda found: _demand_same_engine(installation, found),
                lambda member: _place(room, member),
            )
        os.sync()
        return _put_in_place(installation, room, manifest)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _demand_empty(installation: Installation, replace: bool) -> None:
    if replace:
        return
    data = installation.data
    held = sorted(p.name for p in data.iterdir()) if data.is_dir() else []
    if set(held) - _TRACES:
        raise Refusal(
            f"{data} holds an installation already ({', '.join(held[:4])}). Restore into an empty "
            "folder, or add --replace to set the old one aside."
        )
    if installation.database and not postgres.is_empty(installation.database):
        raise Refusal(
            "The database holds tables already. Restore into an empty one, or add --replace to "
            "set the old tables aside in a schema of their own."
        )


def _demand_same_engine(installation: Installation, manifest: dict[str, Any]) -> None:
    names = {member.name for member in archive.members_of(manifest)}
    wanted, words = (DUMP, "PostgreSQL") if installation.database else (SQLITE, "SQLite")
    if wanted not in names:
        raise Refusal(
            f"This installation uses {words}, but the backup is of another kind of database. "
            "Set REDWELL_DATABASE as it was where the backup was made."
        )


def _place(room: Path, member: archive.Member) -> Path:
    name = _PLACES.get(member.name)
    if name is None:
        if not _BLOB.fullmatch(member.name):
            raise archive.Damaged(
                member.name, f"The backup holds {member.name!r}, which is none of Redwell's files."
            )
        name = member.name
    path = room / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _put_in_place(installation: Installation, room: Path, manifest: dict[str, Any]) -> Report:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    dump, schema = room / DUMP, ""
    if installation.database:
        schema = f"before_{stamp.lower()}"
        postgres.load(installation.database, dump, schema)
        dump.unlink()
    _protect(room)
    try:
        aside = _swap(installation.data.absolute(), room, stamp)
    except OSError as error:
        if schema:
            postgres.put_back(installation.database, schema)
        raise Refusal(
            f"{installation.data} could not be renamed ({error.strerror}); nothing was restored. "
            "Let REDWELL_DATA name a folder inside the disk, not the place where it is mounted."
        ) from error
    members = list(archive.members_of(manifest))
    head = manifest["audit_head"]
    return Report(
        len(members),
        sum(m.size for m in members),
        (head["sequence"], head["digest"]),
        tuple(manifest["faults"]),
        aside,
        schema,
    )


def _protect(room: Path) -> None:
    room.chmod(0o700)
    for name in ("secret-key", RESTORED_ENVIRONMENT, "redwell.sqlite3"):
        if (room / name).exists():
            (room / name).chmod(0o600)
    for blob in (room / VAULT).glob("*/*/*"):
        blob.chmod(0o440)


def _swap(data: Path, room: Path, stamp: str) -> Path | None:
    """Rename ``room`` to ``data``; what lay there is renamed first, and back if that fails."""
    aside = data.with_name(f"{data.name}.before-{stamp}") if data.exists() else None
    if aside is not None:
        data.rename(aside)
    try:
        room.rename(data)
    except OSError:
        if aside is not None:
            aside.rename(data)
        raise
    return aside
