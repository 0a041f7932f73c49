"""Installations on disk for tests: a firm made once, copied for each test that wants one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from redwell.core.backup import Installation

SCRIPT = Path(__file__).with_name("busy_firm.py")


@dataclass(frozen=True)
class Firm:
    """A firm in ``data``; ``database`` is empty for SQLite."""

    data: Path
    database: str

    @property
    def installation(self) -> Installation:
        return Installation(self.data, self.database)

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("REDWELL_")}
        return kept | {
            "REDWELL_DATA": str(self.data),
            "REDWELL_DATABASE": self.database,
            "PYTHONTZPATH": "",
        }

    def start(self, verb: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(SCRIPT), verb],
            env=self.environment(),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ask(self, verb: str) -> Any:
        process = self.start(verb)
        said, complaint = process.communicate()
        assert process.returncode == 0, complaint
        return json.loads(said.splitlines()[-1])

    def redwell(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "redwell", *words],
            env=self.environment(),
            text=True,
            capture_output=True,
            check=False,
        )


@contextmanager
def spare_database(name: str, template: str = "template1") -> Iterator[str]:
    """An own PostgreSQL database beside the configured one, or "" where SQLite is configured."""
    address = settings.REDWELL.database
    if not address:
        yield ""
        return
    made, like = sql.Identifier(name), sql.Identifier(template)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(drop)
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, like))
    try:
        yield address.rpartition("/")[0] + f"/{name}"
    finally:
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute(drop)


@contextmanager
def copied(first: Firm, folder: Path, name: str) -> Iterator[Firm]:
    """A copy of ``first`` of one's own."""
    shutil.copytree(first.data, folder / "firm")
    with spare_database(name, template="redwell_first") as database:
        yield Firm(folder / "firm", database)
