"""The backup's container: a plain tar file in which no single byte may differ unnoticed.

Order: ``redwell-backup`` (the SHA-256 of the manifest), ``manifest.json``, then each member in the
manifest's order. Headers hold nothing but name and size, so that a reader can rebuild every header
and padding byte and compare (POSIX.1-1988 ustar with the GNU size extension for large files).
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from redwell.core.refusals import Refusal

SEAL = "redwell-backup"
MANIFEST = "manifest.json"
FORMAT = 1
_BLOCK = 512
_CHUNK = 1024 * 1024
_END = b"\0" * (2 * _BLOCK)
_LARGEST_MANIFEST = 1024 * 1024 * 1024


class Damaged(Refusal):
    """A backup that is foreign, cut off or altered; ``member`` says where."""

    def __init__(self, member: str, sentence: str) -> None:
        super().__init__(f"{sentence} Nothing was restored.")
        self.member = member


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the backup: its name, its bytes, their SHA-256."""

    name: str
    size: int
    sha256: str


def describe(name: str, source: Path) -> Member:
    """Read ``source`` once and say what it holds."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Member(name, size, digest.hexdigest())


def write(out: BinaryIO, facts: dict[str, Any], members: list[tuple[Member, Path]]) -> None:
    """Write a backup of ``members`` to ``out``; ``facts`` become part of the manifest.

    Refuses when a file changed since it was described.
    """
    manifest = facts | {"format": FORMAT, "members": [asdict(member) for member, _ in members]}
    text = json.dumps(manifest, indent=1, sort_keys=True).encode()
    for name, data in ((SEAL, _sealed(text)), (MANIFEST, text)):
        out.write(_header(name, len(data)) + data + _padding(len(data)))
    for member, source in members:
        out.write(_header(member.name, member.size))
        digest = hashlib.sha256()
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                out.write(chunk)
        if digest.hexdigest() != member.sha256:
            raise Refusal(f"{source} changed while it was being copied. Make the backup again.")
        out.write(_padding(member.size))
    out.write(_END)


def read(
    file: BinaryIO, check: Callable[[dict[str, Any]], None], place: Callable[[Member], Path]
) -> dict[str, Any]:
    """Prove every byte of a backup while copying each member to ``place(member)``.

    ``check`` may refuse the manifest before anything is copied. Returns the manifest; raises
    :class:`Damaged`, naming the member, at the first byte that is not as it was written.
    """
    manifest = _manifest(file)
    check(manifest)
    for member in members_of(manifest):
        _demand(file, _header(member.name, member.size), member.name)
        with place(member).open("xb") as out:
            if _copy(file, out, member) != member.sha256:
                raise _damaged(member.name)
        _demand(file, _padding(member.size), member.name)
    _demand(file, _END, "the end of the file")
    if file.read(1):
        raise Damaged("the end of the file", "The backup has foreign data after its end.")
    return manifest


def members_of(manifest: dict[str, Any]) -> Iterator[Member]:
    for row in manifest["members"]:
        yield Member(row["name"], row["size"], row["sha256"])


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a backup, refusing in a sentence where there is none."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise Damaged(SEAL, f"{path} cannot be read ({error.strerror}).") from error
    with file:
        yield file


def _manifest(file: BinaryIO) -> dict[str, Any]:
    header = _header(SEAL, 65)
    if file.read(_BLOCK) != header:
        raise Damaged(
            SEAL,
            f"This is no backup of Redwell, or its first member ({SEAL}) is damaged. "
            "Choose a file that redwell backup has written.",
        )
    seal = file.read(65)
    _demand(file, _padding(65), SEAL)
    size = _size_in(file.read(_BLOCK))
    text = file.read(size)
    if len(text) != size or _sealed(text) != seal:
        raise _damaged(MANIFEST)
    _demand(file, _padding(size), MANIFEST)
    found: dict[str, Any] = json.loads(text)
    if found["format"] != FORMAT:
        raise Damaged(
            MANIFEST,
            f"This backup has format {found['format']}; this Redwell reads format {FORMAT}. "
            f"Restore it with Redwell {found['version']}.",
        )
    return found


def _size_in(header: bytes) -> int:
    try:
        size = tarfile.TarInfo.frombuf(header, "ascii", "surrogateescape").size
    except tarfile.HeaderError:
        raise _damaged(MANIFEST) from None
    if not 0 <= size <= _LARGEST_MANIFEST or header != _header(MANIFEST, size):
        raise _damaged(MANIFEST)
    return size


def _copy(file: BinaryIO, out: BinaryIO, member: Member) -> str:
    digest, left = hashlib.sha256(), member.size
    while left:
        chunk = file.read(min(_CHUNK, left))
        if not chunk:
            raise Damaged(member.name, f"The backup ends in the middle of {member.name}.")
        digest.update(chunk)
        out.write(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _demand(file: BinaryIO, wanted: bytes, name: str) -> None:
    found = file.read(len(wanted))
    if len(found) < len(wanted):
        raise Damaged(name, f"The backup is cut off at {name}.")
    if found != wanted:
        raise _damaged(name)


def _damaged(name: str) -> Damaged:
    return Damaged(name, f"The backup is damaged at {name}; use another copy of it.")


def _sealed(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode() + b"\n"


def _header(name: str, size: int) -> bytes:
    row = tarfile.TarInfo(name)
    row.size, row.mode = size, 0o600
    return row.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return b"\0" * (-size % _BLOCK)
