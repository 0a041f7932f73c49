"""Django's SQLite with a fair wait: whoever asked first writes first.

SQLite's own busy handler lets a connection sleep longer the longer it has waited, up to a tenth of
a second, while newcomers try every millisecond: of twenty people who save at once, a few would
wait until their time is over (https://www.sqlite.org/c3ref/busy_timeout.html). Here all who want
to write queue at a lock of the database's folder (flock(2)), and only the first of the queue asks
the database. The system lets the turn of a process go that dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_PAUSE_SECONDS = 0.0005


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of an embedded database; ``OPTIONS["timeout"]`` is the longest wait in s."""

    _folder = ""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        raw = super().get_new_connection(conn_params)
        _, _, file = raw.execute("PRAGMA database_list").fetchone()
        self._folder = os.path.dirname(file)
        return raw

    def _start_transaction_under_autocommit(self) -> None:
        longest = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        until = time.monotonic() + longest
        raw = self.connection
        raw.execute("PRAGMA busy_timeout=0")
        try:
            # Who waited behind somebody whose time was over finds that their own is over too.
            with _turn(self._folder):
                while True:
                    try:
                        super()._start_transaction_under_autocommit()
                        return
                    except OperationalError as fault:
                        if "locked" not in str(fault) or time.monotonic() > until:
                            raise
                    time.sleep(_PAUSE_SECONDS)
        finally:
            raw.execute(f"PRAGMA busy_timeout={int(longest * 1000)}")


@contextmanager
def _turn(folder: str) -> Iterator[None]:
    """Stand in the queue of ``folder`` until it is one's turn.

    Never the database's own file: closing it would drop SQLite's locks on it.
    """
    try:
        queue = os.open(folder, os.O_RDONLY)
    except OSError:
        # In memory, or moved away: the database itself says what is wrong.
        yield
        return
    try:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(queue, fcntl.LOCK_UN)
        os.close(queue)
