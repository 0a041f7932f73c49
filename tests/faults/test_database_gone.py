"""The database goes away for ten seconds and comes back: said plainly, and nothing is doubled."""

from __future__ import annotations

import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from psycopg import sql

from core.installed import Firm
from faults.served import Answer, Server, errand

OUTAGE_SECONDS = 10.0
# The promise is 5; a machine busy with other things may need a little longer to say it.
LONGEST_SECONDS = 5.0 + 2.0
SENTENCE = "The database does not answer"


@contextmanager
def outage(firm: Firm) -> Iterator[None]:
    """SQLite: another process holds the lock. PostgreSQL: everybody is thrown out and refused."""
    if not firm.database:
        with closing(sqlite3.connect(firm.data / "redwell.sqlite3", timeout=30)) as other:
            other.isolation_level = None
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")
        return
    address, _, name = firm.database.rpartition("/")
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(f"{address}/postgres", autocommit=True) as admin:
        admin.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        yield
        admin.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


def enter(server: Server, name: str, token: str) -> Answer:
    return server.post("/people/new/", kind="person", name=name, submission=token)


def crowd(server: Server, over: threading.Event, forms: list[tuple[str, str]]):
    """Four people who read and send forms until it is over; what they were answered."""
    reads: list[Answer] = []
    sendings: list[tuple[tuple[str, str], Answer]] = []

    def work(number: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            form = (f"Witness {number} {turn}", str(uuid.uuid4()))
            if number % 2:
                sendings.append((form, enter(server, *form)))
            else:
                reads.append(server.get("/people/"))
            time.sleep(0.2)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    return threads, reads, sendings


def heard_within(firm: Firm, count: int, seconds: float) -> dict:
    until = time.monotonic() + seconds
    found = errand(firm, "witnesses")
    while sum(found["heard"].values()) < count and time.monotonic() < until:
        time.sleep(0.5)
        found = errand(firm, "witnesses")
    return found


def test_a_database_that_is_gone_for_ten_seconds_is_said_in_time_and_nothing_is_doubled(
    house: Firm, server: Server
):
    before = [(f"Witness before {n}", str(uuid.uuid4())) for n in range(12)]
    for form in before:
        assert enter(server, *form).status == 302
    # The worker takes 0.1 s for each of these, so that the outage finds some undelivered.
    over = threading.Event()
    with outage(house):
        threads, reads, sendings = crowd(server, over, [])
        time.sleep(OUTAGE_SECONDS)
        over.set()
        for thread in threads:
            thread.join()
    assert sendings
    assert reads
    for answer in [*reads, *(a for _, a in sendings)]:
        if house.database or answer.status != 200:
            assert answer.status == 503, server.log.read_text()
            assert SENTENCE in answer.body
            assert "<h1>" in answer.body
        assert answer.seconds < LONGEST_SECONDS
    assert {a.status for _, a in sendings} == {503}

    until = time.monotonic() + 30
    while server.get("/people/").status != 200 and time.monotonic() < until:
        time.sleep(0.2)
    # Everybody sends the same form again, and some of them twice.
    for form, _ in sendings:
        assert enter(server, *form).status == 302
        assert enter(server, *form).status == 302
    everybody = {name: 1 for name, _ in before} | {form[0]: 1 for form, _ in sendings}
    heard_within(house, len(everybody), 60)
    # Two more turns of the worker, in which a second delivery would show.
    time.sleep(2.5)
    found = errand(house, "witnesses")
    assert found["entered"] == everybody
    assert found["heard"] == everybody
    assert found["entries"] == len(everybody)
    assert found["faults"] == []
    assert server.get("/").status == 200
