"""One figure: ours, a peer's, their ratio, and the goal."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``ratio`` is ours to the peer's; ``most`` or ``least`` bounds it."""

    name: str
    ours: float
    peer: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    @property
    def reached(self) -> bool:
        return (self.most is None or self.ratio <= self.most) and (
            self.least is None or self.ratio >= self.least
        )

    def __str__(self) -> str:
        goal = "for information"
        if self.most is not None:
            goal = f"<= {self.most}"
        elif self.least is not None:
            goal = f">= {self.least}"
        mark = "" if self.reached else "  MISSED"
        ours, peer = (
            f"{self.ours:,.4g} {self.unit}".strip(),
            f"{self.peer:,.4g} {self.unit}".strip(),
        )
        return f"{self.name:<48}{ours:>14}{peer:>14}{self.ratio:>9.3f}  {goal}{mark}"


def interleaved(
    *works: Callable[[], object], rounds: int = 5, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """Median CPU seconds of each work, run in turns (A B A B …), so that noise meets all alike."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(spent, works, strict=True):
            start = clock()
            work()
            times.append(clock() - start)
    return [statistics.median(times) for times in spent]
