"""Fixtures every test may use. Real material lies in ../shared and is read, never copied."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cast import Cast

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public samples and cases beside the project; skips, saying why, where absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared samples are not beside this checkout ({SHARED} is missing)")
    return SHARED


@pytest.fixture
def cast(db: None) -> "Cast":
    """The firm, its people and two matters (see cast.py)."""
    from cast import assemble

    return assemble()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database whose transactions really commit, for tests with threads and rollbacks.

    The triggers that keep audit rows would refuse the emptying of the tables afterwards, so they
    are taken down first; emptying runs ``post_migrate``, which puts them up again.
    """
    from django.db import connection

    from redwell.core import triggers

    yield
    with connection.cursor() as cursor:
        for name, table, _ in triggers.wanted():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
