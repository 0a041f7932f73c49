"""A firm on disk, served for real or worked on by many at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.installed import Firm, spare_database
from faults.served import Server, errand, serving


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Firm]:
    """The cast's firm, in an installation and a database of this test's own."""
    with spare_database("redwell_faults") as database:
        firm = Firm(tmp_path / "house", database)
        errand(firm, "found")
        yield firm


@pytest.fixture
def server(house: Firm, tmp_path: Path) -> Iterator[Server]:
    """That firm, served."""
    with serving(house, tmp_path) as running:
        yield running
