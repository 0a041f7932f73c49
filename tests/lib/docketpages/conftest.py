"""The public court samples, unpacked for one run."""

import tarfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def dockets(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``pacer/dockets`` of the samples; skips where they are absent."""
    folder = tmp_path_factory.mktemp("court")
    with tarfile.open(shared / "corpus" / "court" / "juriscraper.tar.gz") as archive:
        wanted = [m for m in archive.getmembers() if "pacer/dockets/" in m.name]
        archive.extractall(folder, members=wanted, filter="data")
    return next(folder.rglob("pacer/dockets"))
