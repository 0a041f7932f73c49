"""Courts: their zone, and the layers of rules that apply before them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .reading import Fields, tables


@dataclass(frozen=True, slots=True)
class Court:
    """A court. `layers` name the rule sets that apply, nearest first; `state` gives a federal
    court the state whose holidays count in its forward periods (FRCP 6(a)(6)(C)).
    """

    id: str
    name: str
    title: str
    zone: str
    layers: tuple[str, ...]
    state: str | None


def load_courts(folder: Path) -> dict[str, Court]:
    """Every court of `folder/*.toml`, by id. A `[[group]]` gives its courts zone and layers.

    Raises RulebookError.
    """
    courts: dict[str, Court] = {}
    for path in sorted(folder.glob("*.toml")):
        listed, source = tables(path, "group")
        for table in listed:
            fields = Fields(table, source, str(table.get("name", "group")))
            fields.text("name")
            layers = fields.texts("layers")
            zone = fields.text("zone", None)
            for row in fields.tables("court"):
                court = Fields(row, source, str(row.get("id", "court")))
                found = Court(
                    id=court.text("id"),
                    name=court.text("name"),
                    title=court.text("title"),
                    zone=court.text("zone", zone) or "",
                    layers=court.texts("layers", layers),
                    state=court.text("state", None),
                )
                court.done()
                if not _is_zone(found.zone):
                    what = f'"{found.zone}" is no zone' if found.zone else "the court has no zone"
                    raise court.error("zone", what, "write zone = an IANA name such as Europe/Rome")
                if found.id in courts:
                    raise court.error("id", "the court stands twice", "remove one of them")
                courts[found.id] = found
            fields.done()
    return courts


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
