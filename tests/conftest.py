"""Fixtures every test may use. Real material lies in ../shared and is read, never copied."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from security.egress import no_egress

if TYPE_CHECKING:
    from cast import Cast

# Every test fails that tries to reach another host.
__all__ = ["no_egress"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public samples and cases beside the project; skips, saying why, where absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared samples are not beside this checkout ({SHARED} is missing)")
    return SHARED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Test on a SQLite file, as firms work on one; on PostgreSQL each worker has its own database.

    In memory Django lends one connection to every thread of the live server, and two requests at
    a time then misuse it.
    """
    from django.db import connections

    database = connections["default"].settings_dict
    if "sqlite3" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


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
