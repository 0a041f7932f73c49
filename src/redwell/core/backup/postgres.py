"""PostgreSQL's part of a backup: one exported snapshot, written and read by its own tools."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from redwell.core.refusals import Refusal


def tool(name: str) -> str:
    """The path of ``pg_dump`` or ``pg_restore``; refuses with how to get it."""
    found = shutil.which(name)
    if found is None:
        raise Refusal(
            f"{name} was not found. Install PostgreSQL's client of at least the server's version "
            "(Debian: apt-get install postgresql-client) and try again."
        )
    return found


def connect(database: str, **how: Any) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(database, connect_timeout=4, **how)
    except psycopg.OperationalError as error:
        raise Refusal(f"The database does not answer: {str(error).strip()}") from error


def dump(database: str, target: Path) -> tuple[tuple[int, str], list[str]]:
    """Write the schema ``public`` to ``target``; returns the audit head and the blobs' names.

    All three are of one moment: pg_dump joins the snapshot in which the head is read.
    """
    program = tool("pg_dump")
    with connect(database) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        try:
            head = connection.execute(
                "SELECT sequence, digest FROM core_audithead WHERE id = 1"
            ).fetchone()
            blobs = connection.execute("SELECT sha256 FROM core_blob ORDER BY sha256").fetchall()
        except psycopg.errors.UndefinedTable:
            head, blobs = None, []
        if head is None:
            raise Refusal("This installation is empty; run redwell setup first.")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        words = [program, "-Fc", "--schema=public", f"--snapshot={snapshot}", f"--file={target}"]
        _run(words, database, "dumped")
    return (head[0], head[1]), [row[0] for row in blobs]


def is_empty(database: str) -> bool:
    """Whether the schema ``public`` holds no table."""
    with connect(database) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"
        ).fetchone()
    return found is None


def load(database: str, source: Path, aside: str) -> None:
    """Put a dump into ``public`` in one transaction; what was there becomes schema ``aside``.

    Where the dump cannot be loaded, the former schema is put back and the refusal says why.
    """
    program = tool("pg_restore")
    former, public = sql.Identifier(aside), sql.Identifier("public")
    with connect(database, autocommit=True) as connection:
        with connection.transaction():
            connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(public, former))
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(public))
        try:
            words = [program, "--schema=public", "--single-transaction", "--exit-on-error"]
            words += ["--no-owner", "--no-privileges", str(source)]
            _run(words, database, "restored")
        except Refusal:
            put_back(database, aside)
            raise


def put_back(database: str, aside: str) -> None:
    """Drop ``public`` and make the schema ``aside`` public again."""
    former, public = sql.Identifier(aside), sql.Identifier("public")
    with connect(database) as connection:
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(public))
        connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(former, public))


def _run(words: list[str], database: str, done: str) -> None:
    address = conninfo_to_dict(database)
    # Everybody on the machine can read a process's words, only its owner its environment.
    secret = {"PGPASSWORD": str(address.pop("password"))} if "password" in address else {}
    words = [*words[:1], f"--dbname={make_conninfo('', **address)}", *words[1:]]
    ran = subprocess.run(
        words, capture_output=True, text=True, check=False, env=os.environ | secret
    )
    if ran.returncode:
        raise Refusal(f"The database could not be {done}: {ran.stderr.strip()}")
