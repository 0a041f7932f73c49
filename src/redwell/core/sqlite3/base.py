"""Django's SQLite with a fair wait: whoever has waited long is not asked to wait longer.

SQLite's own busy handler lets a connection sleep longer the longer it has waited, up to a tenth of
a second, while newcomers try every millisecond: of twenty people who save at once, a few would
wait until their time is over (https://www.sqlite.org/c3ref/busy_timeout.html). Here all of them
try at the same pace.
"""

from __future__ import annotations

import random
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_PAUSE_SECONDS = (0.001, 0.004)


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of an embedded database; ``OPTIONS["timeout"]`` is the longest wait in s."""

    def _start_transaction_under_autocommit(self) -> None:
        longest = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        until = time.monotonic() + longest
        raw = self.connection
        raw.execute("PRAGMA busy_timeout=0")
        try:
            while True:
                try:
                    super()._start_transaction_under_autocommit()
                    return
                except OperationalError as fault:
                    if "locked" not in str(fault) or time.monotonic() > until:
                        raise
                time.sleep(random.uniform(*_PAUSE_SECONDS))
        finally:
            raw.execute(f"PRAGMA busy_timeout={int(longest * 1000)}")
