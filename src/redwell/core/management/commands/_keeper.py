"""Keeps two processes alive: the web server, and a worker that is started again when it dies."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_LONGEST_PAUSE_SECONDS = 60.0
# A worker that lived this long was well; its next death is a new story.
_WELL_AFTER_SECONDS = 60.0


@dataclass
class Keeper:
    """Runs ``web`` and ``worker`` (command lines) until told to stop or until ``web`` ends.

    The worker's restarts wait 1, 2, 4 … 60 seconds. ``say`` gets a sentence for each event.
    """

    web: Sequence[str]
    worker: Sequence[str]
    say: Callable[[str], None]
    first_pause_seconds: float = 1.0
    patience_seconds: float = 30.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask :meth:`run` to end; safe from a signal handler's thread and from any other."""
        self._stop.set()

    def run(self) -> int:
        """Returns 0 after a stop that was asked for, else the web server's exit code (never 0)."""
        web = _start(self.web)
        worker: subprocess.Popen[bytes] | None = _start(self.worker)
        started, pause, due = time.monotonic(), self.first_pause_seconds, 0.0
        try:
            while not self._stop.wait(0.2):
                if web.poll() is not None:
                    self.say(f"The web server ended by itself (exit code {web.returncode}).")
                    return web.returncode or 1
                now = time.monotonic()
                if worker is not None and worker.poll() is not None:
                    if now - started > _WELL_AFTER_SECONDS:
                        pause = self.first_pause_seconds
                    self.say(
                        f"The worker ended (exit code {worker.returncode}); "
                        f"it starts again in {pause:g} seconds."
                    )
                    worker, due = None, now + pause
                    pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                elif worker is None and now >= due:
                    worker, started = _start(self.worker), now
            return 0
        finally:
            self._end([process for process in (web, worker) if process is not None])

    def _end(self, processes: list[subprocess.Popen[bytes]]) -> None:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + self.patience_seconds
        for process in processes:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"Process {process.pid} did not end in time and was killed.")
                process.kill()
                process.wait()


def stop_on_signals(keeper: Keeper) -> None:
    """Let SIGTERM and SIGINT stop ``keeper``; for the main thread."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: keeper.stop())


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the keeper alone, which stops the others in order.
    return subprocess.Popen(words, start_new_session=True)
