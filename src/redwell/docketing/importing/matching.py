"""Which row an entry of a newer page is: the court's id, else its number, else date and order."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from redwell.docketing.importing.facts import day, entry_key, entry_number
from redwell.docketing.models import Entry


def match(rows: list[Entry], entries: list[dict[str, Any]]) -> list[Entry | None]:
    """For each entry of the page its row, or None where it is new; a row is given once only.

    A document id may stand on several entries of a bankruptcy docket, so rows of one key are
    handed out in the docket's order.
    """
    free = {row.pk for row in rows}
    found: list[Entry | None] = [None] * len(entries)
    for key_of_row, key_of_entry in _LADDER:
        shelves: dict[Any, deque[Entry]] = defaultdict(deque)
        for row in rows:
            if row.pk in free and key_of_row(row) is not None:
                shelves[key_of_row(row)].append(row)
        for place, entry in enumerate(entries):
            shelf = shelves.get(key_of_entry(entry)) if found[place] is None else None
            if shelf and _agree(entry, shelf[0]):
                row = shelf.popleft()
                free.discard(row.pk)
                found[place] = row
    return found


def in_order(rows: list[Entry], page: list[Entry]) -> list[Entry]:
    """The whole docket in one order: the page's, and what it left out behind its old neighbour."""
    on_page = {row.pk for row in page if row.pk is not None}
    behind: dict[int | None, list[Entry]] = defaultdict(list)
    neighbour = None
    for row in rows:
        if row.pk in on_page:
            neighbour = row.pk
        else:
            behind[neighbour].append(row)
    whole = list(behind[None])
    for row in page:
        whole.append(row)
        if row.pk is not None:
            whole += behind[row.pk]
    return whole


def _agree(entry: dict[str, Any], row: Entry) -> bool:
    """Whether an entry and a row may be one: neither says a different id or number."""
    ids = (entry_key(entry), row.court_key)
    numbers = (entry_number(entry), row.number)
    return not (all(ids) and ids[0] != ids[1]) and not (all(numbers) and numbers[0] != numbers[1])


# From the surest likeness to the loosest; each rung sees only what the rungs above left over.
_LADDER: tuple[tuple[Callable[[Entry], Any], Callable[[dict[str, Any]], Any]], ...] = (
    (
        lambda r: (r.court_key, r.number, r.text),
        lambda e: (entry_key(e), entry_number(e), e["description"]),
    ),
    (lambda r: r.court_key or None, lambda e: entry_key(e) or None),
    (lambda r: r.number or None, lambda e: entry_number(e) or None),
    (lambda r: (r.filed_on, r.text), lambda e: (day(e.get("date_filed")), e["description"])),
    (lambda r: r.filed_on, lambda e: day(e.get("date_filed"))),
)
