"""A firm on disk, in a process of its own, and audit rows without their triggers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import Firm, copied, spare_database


@pytest.fixture(scope="session")
def first_firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """The cast's firm, made once in a file-backed SQLite or in PostgreSQL, whichever is set."""
    with spare_database("redwell_first") as database:
        firm = Firm(tmp_path_factory.mktemp("first"), database)
        firm.ask("found")
        yield firm


@pytest.fixture
def firm(first_firm: Firm, tmp_path: Path) -> Iterator[Firm]:
    """A copy of the cast's firm of this test's own."""
    with copied(first_firm, tmp_path, "redwell_busy") as own:
        yield own


@pytest.fixture
def unguarded(db: None) -> None:
    """Audit rows that can be tampered with: the triggers are down until the test is rolled back."""
    from django.db import connection

    from redwell.core import triggers

    with connection.cursor() as cursor:
        for name, table, _ in triggers.wanted():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{where}")
