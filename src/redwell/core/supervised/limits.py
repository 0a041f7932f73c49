"""How much one stranger's file may cost."""

from __future__ import annotations

from dataclasses import dataclass, field

MEGABYTE = 1 << 20
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Expansion:
    """How far one file may unpack.

    ``ratio`` is unpacked bytes per byte given, ``total_bytes`` the absolute bound, ``depth`` the
    number of containers inside one another, ``children`` the number of items found inside.
    Ratio, total and children are watched on the scratch folder from outside; a parser that
    unpacks in memory gets all four as the keyword ``expansion`` (see ``Supervisor``).
    """

    ratio: int = 200
    total_bytes: int = 10 * GIGABYTE
    depth: int = 30
    children: int = 1_000_000

    def allowed_bytes(self, size: int) -> int:
        """Bytes that a file of ``size`` bytes may unpack to; small files get one megabyte."""
        return min(self.total_bytes, max(MEGABYTE, size * self.ratio))


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file in one child.

    Seconds are wall time: ``wall_seconds`` plus ``wall_seconds_per_megabyte`` of input, never more
    than ``wall_seconds_cap``. ``memory_bytes`` bounds the child's address space, ``input_bytes``
    the file, ``output_bytes`` the answer, ``written_bytes`` each file written to scratch,
    ``processes`` how many more processes or threads a child may start. ``files_per_child`` is
    after how many files the child is replaced, so that leaks do not add up.
    """

    wall_seconds: float = 30.0
    wall_seconds_per_megabyte: float = 2.0
    wall_seconds_cap: float = 300.0
    memory_bytes: int = GIGABYTE
    input_bytes: int = 512 * MEGABYTE
    output_bytes: int = 50 * MEGABYTE
    written_bytes: int = GIGABYTE
    processes: int = 0
    files_per_child: int = 100
    expansion: Expansion = field(default_factory=Expansion)

    def seconds_for(self, size: int) -> float:
        """Wall time in seconds for a file of ``size`` bytes."""
        return min(
            self.wall_seconds_cap,
            self.wall_seconds + self.wall_seconds_per_megabyte * size / MEGABYTE,
        )
