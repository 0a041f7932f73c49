"""What an import would do, without doing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redwell.docketing.importing.facts import beyond, entry_values, of_entry
from redwell.docketing.importing.into import held
from redwell.docketing.importing.matching import match
from redwell.docketing.models import Entry
from redwell.lib.docketpages import DocketPage, to_json
from redwell.matters.models import Matter


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``docket`` is what would be imported; ``matter`` None where no matter has it yet."""

    docket: dict[str, Any]
    matter: str | None
    added: int
    changed: int
    unchanged: int


def plan_import(actor: Any, matter: Matter | None, *, page: DocketPage) -> ImportPlan:
    """Count what importing ``page`` would add and change; writes nothing."""
    said = to_json(page)
    entries = said["docket_entries"]
    proceeding = held(matter, said) if matter is not None else None
    seen = Entry.objects.visible_to(actor).filter(proceeding=proceeding)
    rows = list(seen.order_by("position", "pk")) if proceeding is not None else []
    pairs = list(zip(entries, match(rows, entries), strict=True))
    added = sum(row is None for _, row in pairs)
    changed = sum(row is not None and _differs(row, entry) for entry, row in pairs)
    number = matter.number if matter is not None else None
    return ImportPlan(said, number, added, changed, len(pairs) - added - changed)


def _differs(row: Entry, entry: dict[str, Any]) -> bool:
    values = entry_values(entry)
    return any(getattr(row, name) != value for name, value in values.items()) or (
        row.facts != beyond(of_entry(row), entry)
    )
