"""The public court samples, read once per run."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from redwell.core.supervised import Supervisor


@pytest.fixture(scope="session")
def dockets(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``pacer/dockets`` of the samples; skips where they are absent."""
    folder = tmp_path_factory.mktemp("court")
    with tarfile.open(shared / "corpus" / "court" / "juriscraper.tar.gz") as archive:
        wanted = [m for m in archive.getmembers() if "pacer/dockets/" in m.name]
        archive.extractall(folder, members=wanted, filter="data")
    return next(folder.rglob("pacer/dockets"))


@pytest.fixture(scope="session")
def samples(dockets: Path) -> list[tuple[str, bytes, dict]]:
    """(name, page, expected JSON) of every docket page that is one."""
    found = []
    for kind in ("district", "bankruptcy", "appellate", "special"):
        for path in sorted((dockets / kind).glob("*.html")):
            expected = json.loads(path.with_suffix(".json").read_text())
            if expected:
                found.append((path.name, path.read_bytes(), expected))
    found += [
        (p.name, p.read_bytes(), json.loads(p.read_text()))
        for p in sorted((dockets / "acms").glob("*.json"))
    ]
    return found


@pytest.fixture(scope="session")
def reader():
    """One supervised child for the whole run: starting it costs more than reading a page."""
    with Supervisor(
        "redwell.lib.docketpages:read_json", preload=["redwell.lib.docketpages.parser"]
    ) as child:
        yield child
