"""B5 and B6: the list of deadlines for readers behind walls of every size, and deep pages.

CPU seconds are those of this process and, on PostgreSQL, of the server's process for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import psutil
from django.db import connection

from bench import firm
from bench.figure import Figure, interleaved
from redwell.core.actors import User
from redwell.docketing import queries
from redwell.docketing.models import Deadline

PAGES, DEEP = 20, 100_000


def figures() -> Iterator[Figure]:
    where = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    readers = {name: firm.reader(name) for name in firm.READERS}
    clock = _clock()

    def page(who: User, after: str = "") -> None:
        for _ in range(PAGES):
            assert len(queries.open_deadlines(who, after=after).rows) == queries.PAGE

    def unwalled() -> None:
        rows = Deadline.plain.filter(is_open=True).order_by("due_on", "id")
        for _ in range(PAGES):
            list(rows.values_list(*queries._COLUMNS)[: queries.PAGE + 1])

    works = [lambda reader=reader: page(reader) for reader in readers.values()]
    *times, free = interleaved(*works, unwalled, clock=clock)
    fastest = min(times)
    for name, spent in zip(readers, times, strict=True):
        yield Figure(f"B5 {where}, sees {name}", _each(spent), _each(fastest), "ms", most=5)
    yield Figure(f"B5 {where}, slowest, to no wall", _each(max(times)), _each(free), "ms", most=5)
    depth = min(DEEP, Deadline.plain.count() // 2)
    on, row = Deadline.plain.order_by("due_on", "id").values_list("due_on", "id")[depth]
    whole = readers["everything"]
    first, later = interleaved(
        lambda: page(whole), lambda: page(whole, f"{on.isoformat()}.{row}"), clock=clock
    )
    yield Figure(
        f"B6 {where}, page {depth // queries.PAGE:,} to page 1",
        _each(later),
        _each(first),
        "ms",
        most=1.5,
    )


def _each(seconds: float) -> float:
    return seconds / PAGES * 1000


def _clock() -> Callable[[], float]:
    """CPU seconds of this process, with those of its PostgreSQL server process."""
    if connection.vendor == "sqlite":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(cursor.fetchone()[0])
    return lambda: time.process_time() + sum(server.cpu_times()[:2])
