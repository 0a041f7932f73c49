"""The vault: every file under its SHA-256, written once, proved byte by byte on demand."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from redwell.core.refusals import Refusal


class Blob(models.Model):
    """A file in the vault. Its name is its content; what it means is said by who points at it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    @property
    def path(self) -> Path:
        return path_of(self.sha256)

    def read(self) -> bytes:
        return self.path.read_bytes()


def path_of(sha256: str) -> Path:
    return Path(settings.REDWELL.vault) / sha256[:2] / sha256[2:4] / sha256


def keep(data: bytes) -> Blob:
    """Put ``data`` into the vault and return its blob; the same bytes are kept once.

    The file is on disk (synced, renamed into place) before the row exists, so a row never points
    at nothing. Refuses when the disk's free space is below the reserve.
    """
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(digest)
    if not target.exists():
        _demand_room(len(data))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o440)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    blob, _ = Blob.objects.get_or_create(sha256=digest, defaults={"size": len(data)})
    return blob


def _demand_room(size: int) -> None:
    root = Path(settings.REDWELL.vault)
    root.mkdir(parents=True, exist_ok=True)
    status = os.statvfs(root)
    free = status.f_bavail * status.f_frsize
    if free - size < settings.REDWELL.disk_reserve_mb * 1024 * 1024:
        raise Refusal(
            "The disk of this installation is almost full, so the file was not taken. "
            "Free some space (redwell doctor shows how much is left) and try again."
        )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def verify() -> Iterator[str]:
    """Read every file of the vault and yield a sentence for each that is missing or altered."""
    for blob in Blob.objects.order_by("sha256").iterator(chunk_size=500):
        if not blob.path.exists():
            yield f"{blob.sha256}: the file is missing from the vault."
        elif hashlib.sha256(blob.read()).hexdigest() != blob.sha256:
            yield f"{blob.sha256}: the file was altered."


def sweep_incoming() -> int:
    """Remove what an interrupted write left behind; returns how many files went."""
    stale = list(Path(settings.REDWELL.vault).glob("*/*/.incoming-*"))
    for file in stale:
        file.unlink(missing_ok=True)
    return len(stale)
