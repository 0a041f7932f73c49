"""Events that start periods, and the questions that rules ask about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .reading import Fields, Source, tables


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens and starts periods. `says` are further names that a person may type.

    `services` are the methods that change its periods. `deems` names the kind of document where the
    rules deem a day of service from the step taken (CPR 6.14, 6.26): the step is then the trigger.
    """

    id: str
    title: str
    says: tuple[str, ...]
    services: tuple[str, ...]
    deems: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A question that rules ask. Without `choices` the answer is a day.

    `assumed` is the answer that gives the earlier date; it stands until somebody answers.
    """

    id: str
    asks: str
    choices: tuple[str, ...]
    assumed: str | None


def load_events(folder: Path) -> dict[str, Event]:
    """Every event of `folder/*.toml`, by id. Raises RulebookError."""
    found: dict[str, Event] = {}
    for table, source in _tables(folder, "event"):
        fields = Fields(table, source, str(table.get("id", "event")))
        event = Event(
            id=fields.text("id"),
            title=fields.text("title"),
            says=fields.texts("says", ()),
            services=fields.texts("services", ()),
            deems=fields.choice("deems", ("claim_form", "other"), None),
        )
        fields.done()
        if event.id in found:
            raise source.error(event.id, f"{event.id} stands twice", "rename one of them")
        found[event.id] = event
    return found


def load_facts(folder: Path) -> dict[str, Fact]:
    """Every question of `folder/*.toml` that rules may ask, by id. Raises RulebookError."""
    found: dict[str, Fact] = {}
    for table, source in _tables(folder, "fact"):
        fields = Fields(table, source, str(table.get("id", "fact")))
        fact = Fact(
            id=fields.text("id"),
            asks=fields.text("asks"),
            choices=fields.texts("choices", ()),
            assumed=fields.text("assumed", None),
        )
        fields.done()
        if fact.choices and fact.assumed not in fact.choices:
            raise fields.error("assumed", "nothing is assumed", "set assumed to one of its choices")
        if fact.id in found:
            raise source.error(fact.id, f"{fact.id} stands twice", "rename one of them")
        found[fact.id] = fact
    return found


def _tables(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], Source]]:
    for path in sorted(folder.glob("*.toml")):
        listed, source = tables(path, name)
        for table in listed:
            yield table, source
