"""A backup made while twenty people work, restored on an empty machine: one moment, every byte."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from core.installed import Firm, spare_database
from faults.errands import WRITERS, page
from faults.served import begin, errand

BACKUPS = 2
# Rows that hang on an audit entry: (table, column of the entry).
OF_AN_ENTRY = {
    "core.AuditEntry": "sequence",
    "core.AuditPayload": "entry_id",
    "core.AuditTouch": "entry_id",
}


def files_of(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in vault.rglob("*") if path.is_file()}


def demand_one_moment(restored: dict[str, Any], told: dict[str, Any], live: dict[str, Any]) -> None:
    """Every row is that of the moment at which the chain ended where the backup's chain ends."""
    (head,) = restored["core.AuditHead"].values()
    assert head["digest"] == live["core.AuditEntry"][str(head["sequence"])]["digest"]
    for table, rows in restored.items():
        if table in OF_AN_ENTRY:
            column = OF_AN_ENTRY[table]
            then = {k: r for k, r in live[table].items() if r[column] <= head["sequence"]}
            assert rows == then, table
        elif table in told:
            # These rows change and go: what they were then is told by the chain alone.
            assert rows == told[table], table
        elif table == "core.Blob":
            assert rows.items() <= live[table].items()
        elif table != "core.AuditHead":
            # Nobody touches these while the writers work.
            assert rows == live[table], table


def demand_the_order_of_each_writer(restored: dict[str, Any]) -> None:
    """Each writer kept a file, then added a proceeding: no moment has the second alone."""
    numbers = {row["number"] for row in restored["matters.Proceeding"].values()}
    for writer in range(WRITERS):
        turn = 1
        while f"{writer}:26-cv-{turn:05}" in numbers:
            assert hashlib.sha256(page(writer, turn)).hexdigest() in restored["core.Blob"]
            turn += 1
        later = hashlib.sha256(page(writer, turn + 1)).hexdigest()
        assert later not in restored["core.Blob"]


def test_every_row_and_file_of_a_firm_at_work_comes_back_as_of_one_moment(
    house: Firm, tmp_path: Path
):
    working = begin(house, "until_told")
    assert working.stdout.readline() == "working\n"
    for turn in range(BACKUPS):
        made = house.redwell("backup", str(tmp_path / f"{turn}.tar"))
        assert made.returncode == 0, made.stderr
    _, complaint = working.communicate("stop\n", timeout=60)
    assert working.returncode == 0, complaint
    live, kept = errand(house, "dump"), files_of(house.data / "vault")
    assert len(kept) == len(live["core.Blob"])

    sizes = []
    for turn in range(BACKUPS):
        with spare_database("redwell_empty_machine") as database:
            machine = Firm(tmp_path / f"machine {turn}", database)
            back = machine.redwell("restore", str(tmp_path / f"{turn}.tar"))
            assert back.returncode == 0, back.stderr
            restored = errand(machine, "dump")
            demand_one_moment(restored, errand(machine, "replay"), live)
            demand_the_order_of_each_writer(restored)
            files = files_of(machine.data / "vault")
            assert files == {name: kept[name] for name in restored["core.Blob"]}
            sizes.append(len(restored["core.AuditEntry"]))
    # The writers wrote all along: the backups are of different moments, none of the last.
    assert sizes == sorted(set(sizes))
    assert sizes[-1] < len(live["core.AuditEntry"])
