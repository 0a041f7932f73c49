"""B11, end to end: every open deadline of the large firm is asked again of the engine.

Since they were set, one day has become a holiday: what fell on it has to move. The product has no
verb that does this for a whole firm; this is a plain loop over its parts (plans, proofs, the audit
chain), writing only rows that changed, one audit entry a matter. The peer reads, counts and writes
as many rows in plain SQLite. Rows are streamed; equal questions are planned once.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from bench.figure import Figure
from redwell.core import audit
from redwell.docketing import proofs
from redwell.docketing.models import Deadline
from redwell.lib import plans, rulebook

ROUNDS, CHUNK = 3, 5000
_QUESTIONS = """
SELECT d.id, d.rule, d.due_on, d.due_at, d.matter_id, d.version, d.commitment_id,
       p.court, t.event, t.happened_on, t.happened_at, t.service, t.facts, t.id
FROM docketing_trigger t
JOIN matters_proceeding p ON p.id = t.proceeding_id
CROSS JOIN docketing_deadline d ON d.trigger_id = t.id
WHERE d.is_open AND d.origin = 'rule'
ORDER BY t.id
"""


def figures() -> Iterator[Figure]:
    count = Deadline.plain.filter(is_open=True).count()
    ours, peer, changed = [], [], 0
    with TemporaryDirectory(prefix="redwell-bench-") as folder:
        raw = Path(folder) / "raw.sqlite3"
        _fill(raw, count)
        for _ in range(ROUNDS):
            moved = _move_off_a_holiday()
            start = time.process_time()
            changed = recompute()
            ours.append(time.process_time() - start)
            assert changed == moved, f"{moved} dates had to move, {changed} did"
            start = time.process_time()
            _raw(raw)
            peer.append(time.process_time() - start)
    name = f"B11 {count:,} dates again, {changed:,} changed"
    yield Figure(name, statistics.median(ours), statistics.median(peer), "s", most=5)


def recompute() -> int:
    """Ask the engine again for every open computed date; returns how many moved."""
    _plan.cache_clear()
    # A cursor of its own: the rows are streamed while others are written.
    with sqlite3.connect(settings.REDWELL.data / "redwell.sqlite3") as reading:
        changed: dict[int, list[tuple[Any, ...]]] = {}
        rows = reading.execute(_QUESTIONS)
        for question, group in groupby(rows, key=lambda row: row[7:]):
            found = _plan(*question[:-1])
            for row in group:
                on, at, due = found[row[1]]
                if (row[2], row[3]) != (on, at):
                    changed.setdefault(row[4], []).append((row, due))
    for matter, moves in changed.items():
        _write(matter, moves)
    return sum(map(len, changed.values()))


@lru_cache(maxsize=40_000)
def _plan(
    court: str, event: str, on: str, at: str | None, service: str, facts: str
) -> dict[str, tuple[str, str | None, Any]]:
    assert facts == "{}"
    found = plans.plan(
        rulebook.load(),
        court,
        event,
        date.fromisoformat(on),
        at=at[:5] if at else None,
        service=service or None,
    )
    return {
        due.rule.id: (due.answer.on.isoformat(), due.answer.at and f"{due.answer.at}:00", due)
        for due in found.deadlines
    }


def _write(matter: int, moves: list[tuple[Any, ...]]) -> None:
    """The moved dates of one matter, with their calendar dates and one audit entry."""
    rows, touched = [], []
    with transaction.atomic(), connection.cursor() as cursor:
        for row, due in moves:
            proof = audit.canonical(proofs.stored(due.answer))
            cursor.execute(
                "UPDATE docketing_deadline SET due_on = %s, due_at = %s, status = %s, proof = %s, "
                "rulebook_version = %s, is_verified = %s, version = version + 1 "
                "WHERE id = %s AND version = %s",
                [
                    due.answer.on,
                    due.answer.at,
                    due.answer.status,
                    proof,
                    rulebook.load().version,
                    False,
                    row[0],
                    row[5],
                ],
            )
            assert cursor.rowcount == 1
            cursor.execute(
                'UPDATE calendaring_commitment SET "on" = %s, starts_at = %s, '
                "sequence = sequence + 1, version = version + 1 WHERE id = %s",
                [due.answer.on, due.answer.at, row[6]],
            )
            rows.append({"id": row[0], "before": row[2], "after": due.answer.on, "proof": proof})
            touched += [("docketing.Deadline", row[0]), ("calendaring.Commitment", row[6])]
        audit.append(
            action="bench.recompute",
            need="docketing.enter",
            actor=None,
            matter_id=matter,
            session="",
            sentence=f"Redwell moved {len(rows)} dates",
            body={"rows": rows},
            touched=touched,
        )


def _move_off_a_holiday() -> int:
    """Put the dates of one busy weekday on the day before, where they stood before the holiday."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT due_on FROM docketing_deadline WHERE is_open GROUP BY due_on "
            "ORDER BY count(*) DESC LIMIT 1 OFFSET 300"
        )
        day = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE docketing_deadline SET due_on = %s WHERE due_on = %s AND is_open",
            [day - timedelta(1), day],
        )
        return cursor.rowcount


def _fill(file: Path, count: int) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE dates (id INTEGER PRIMARY KEY, started TEXT, due TEXT)")
        start = date(2026, 1, 1)
        days = [(start + timedelta(n)).isoformat() for n in range(1500)]
        raw.executemany(
            "INSERT INTO dates (started, due) VALUES (?, ?)",
            ((days[n % 1500], "2000-01-01") for n in range(count)),
        )


def _raw(file: Path) -> None:
    """Read, count 21 days past weekends and holidays, and write every row."""
    holidays = {
        row.day
        for year in range(2026, 2032)
        for row in rulebook.load().calendars["us.federal"].holidays(year)
    }

    def due(started: str) -> str:
        end = date.fromisoformat(started) + timedelta(21)
        while end.weekday() > 4 or end in holidays:
            end += timedelta(1)
        return end.isoformat()

    with sqlite3.connect(file) as raw:
        rows = raw.execute("SELECT id, started FROM dates").fetchall()
        raw.executemany(
            "UPDATE dates SET due = ? WHERE id = ?", ((due(day), pk) for pk, day in rows)
        )
