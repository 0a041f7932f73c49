"""Twenty clients at once: each a process of its own with a connection of its own."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections

CLIENTS, TURNS = 20, 15


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds from the common start to the last end, and the faults of all clients."""

    seconds: float
    faults: tuple[str, ...]


def run(save: Callable[[int, int], None], turns: int = TURNS) -> Outcome:
    """``save(client, turn)`` for every client at once; a fault ends that turn, not the client."""
    return Crowd(save, turns).join()


class Crowd:
    """Clients that start together; without ``turns`` they go on until :meth:`stop`."""

    def __init__(self, save: Callable[[int, int], None], turns: int | None = None) -> None:
        # The children inherit no open connection.
        connections.close_all()
        fork = multiprocessing.get_context("fork")
        self._gate, self._over, self._said = fork.Barrier(CLIENTS + 1), fork.Event(), fork.Queue()
        self._running = [
            fork.Process(target=self._client, args=(save, n, turns)) for n in range(CLIENTS)
        ]
        for process in self._running:
            process.start()
        self._gate.wait()
        self._began = time.perf_counter()

    def stop(self) -> None:
        self._over.set()

    def join(self) -> Outcome:
        faults: list[str] = []
        for _ in self._running:
            faults += self._said.get()
        seconds = time.perf_counter() - self._began
        for process in self._running:
            process.join()
        return Outcome(seconds, tuple(faults))

    def _client(self, save: Callable[[int, int], None], number: int, turns: int | None) -> None:
        faults: list[str] = []
        turn = 0
        self._gate.wait()
        while not self._over.is_set() and (turns is None or turn < turns):
            try:
                save(number, turn)
            # Whatever a client meets is a figure of the benchmark.
            except Exception as fault:  # noqa: BLE001
                faults.append(f"{type(fault).__name__}: {fault}")
            turn += 1
        connections.close_all()
        self._said.put(faults)
