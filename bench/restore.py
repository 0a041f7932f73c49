"""B15: backup and restore of the B7 installation while twenty people save and keep files.

What was restored must be the installation as of one moment. That moment is rebuilt by another
way: the live rows, with every audit entry after the restored head taken back.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from bench import crowd, saves
from bench.figure import Figure
from redwell.core import vault
from redwell.core.records import Record

FILES, SIZE = 512, 1 << 20
# Immutable rows: what was restored must be the beginning of what is there now.
_CHAIN = {
    "core_auditentry": "sequence",
    "core_auditpayload": "entry_id",
    "core_audittouch": "entry_id",
}


def figures() -> Iterator[Figure]:
    for _ in range(FILES):
        vault.keep(os.urandom(SIZE))
    data = Path(settings.REDWELL.data)
    copy, back = data.parent / "backup.redwell", data.parent / "restored"
    crowd_at_work = crowd.Crowd(_work)
    sums = [_hash(data)]
    ours = _redwell(data, "backup", copy) + _redwell(back, "restore", copy)
    sums += [_hash(data), _hash(data)]
    crowd_at_work.stop()
    for fault, times in Counter(crowd_at_work.join().faults).items():
        print(f"B15: savers met {times} times {fault}")
    differences = list(_differences(data, back))
    for sentence in differences[:5]:
        print(f"B15: {sentence}")
    yield Figure("B15 rows and files not of one moment", len(differences), 1, "", most=0)
    yield Figure("B15 backup and restore, wall", ours, statistics.median(sums), "s", most=10)


def _work(client: int, turn: int) -> None:
    if turn % 5 == 0:
        vault.keep(f"page {client} {turn}".encode() * 200)
    saves.product_save(client, turn)


def _redwell(data: Path, verb: str, file: Path) -> float:
    """Wall seconds of one verb of the command."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "redwell", verb, str(file)],
        env=os.environ | {"REDWELL_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return time.perf_counter() - start


def _hash(data: Path) -> float:
    """Wall seconds of ``sha256sum`` over the database and every file of the vault."""
    files = [data / "redwell.sqlite3", *(data / "vault").glob("*/*/[0-9a-f]*")]
    start = time.perf_counter()
    subprocess.run(["sha256sum", *map(str, files)], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _differences(data: Path, back: Path) -> Iterator[str]:
    """A sentence for every row and file that is not as of the restored head."""
    with (
        closing(sqlite3.connect(data / "redwell.sqlite3")) as live,
        closing(sqlite3.connect(back / "redwell.sqlite3")) as held,
    ):
        (head,) = held.execute("SELECT sequence FROM core_audithead").fetchone()
        for table, key in _CHAIN.items():
            question = f"SELECT * FROM {table} WHERE {key} <= ? ORDER BY 1"
            if live.execute(question, (head,)).fetchall() != _all(held, table):
                yield f"{table} is not the chain up to entry {head}"
        then = _rewound(live, head)
        now = _records(held)
        for row in sorted(then.keys() | now.keys()):
            if then.get(row) != now.get(row):
                yield f"{row}: {now.get(row)} instead of {then.get(row)}"
        for (name,) in held.execute("SELECT sha256 FROM core_blob"):
            file = back / "vault" / name[:2] / name[2:4] / name
            if hashlib.sha256(file.read_bytes()).hexdigest() != name:
                yield f"{name} is not the file that was kept"
        if held.execute("SELECT count(*) FROM core_blob").fetchone()[0] < FILES:
            yield "files are missing"


def _all(sql: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return sql.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


Rows = dict[tuple[str, int], dict[str, Any]]


def _records(sql: sqlite3.Connection) -> Rows:
    """Every Record of a database, each as the audit chain writes values."""
    found: Rows = {}
    for model in apps.get_models():
        if not issubclass(model, Record):
            continue
        fields = list(model._meta.concrete_fields)
        names = ", ".join(f'"{field.column}"' for field in fields)
        for values in sql.execute(f"SELECT {names} FROM {model._meta.db_table}"):
            row = dict(zip((f.attname for f in fields), values, strict=True))
            for field in fields:
                if field.get_internal_type() == "JSONField":
                    row[field.attname] = json.loads(row[field.attname])
                elif field.get_internal_type() == "BooleanField":
                    row[field.attname] = bool(row[field.attname])
            found[model._meta.label, row["id"]] = row
    return found


def _rewound(live: sqlite3.Connection, head: int) -> Rows:
    """The live Records with every entry after ``head`` taken back, last one first."""
    rows = _records(live)
    later = live.execute(
        "SELECT body FROM core_auditpayload WHERE entry_id > ? ORDER BY entry_id DESC", (head,)
    )
    for (body,) in later:
        for change in reversed(json.loads(body)["rows"]):
            key = (change["row"], change["id"])
            if change["what"] == "inserted":
                del rows[key]
            elif change["what"] == "deleted":
                rows[key] = change["before"]
            else:
                rows[key] |= change["before"] | {"version": change["version"] - 1}
    return rows
