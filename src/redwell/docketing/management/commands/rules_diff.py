"""``redwell rules diff OLD NEW``: what one rulebook says differently, and the dates that move."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.lib import plans, rulebook
from redwell.lib.plans import matrix

# Where the rulebook lies in a folder that holds more: an export of the repository, a site-packages.
WITHIN = ("", "src/redwell/rulebook", "redwell/rulebook")


class Command(BaseCommand):
    help = "Say what one rulebook says differently from another, and which dates move."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        where = 'a rulebook folder, a folder that git exported, or "packaged"'
        parser.add_argument("old", help=where)
        parser.add_argument("new", help=where)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, old: str, new: str, **options: Any) -> None:
        books = book_of(old), book_of(new)
        found = plans.compare(*books)
        if options["json"]:
            self.stdout.write(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(as_text(found, *books)))
        if found.moves or found.removed:
            sys.exit(1)


def book_of(place: str) -> rulebook.Rulebook:
    """The whole rulebook at a place. Raises CommandError for a folder that holds none."""
    if place == "packaged":
        return _loaded(rulebook.book.PACKAGED)
    for within in WITHIN:
        if (Path(place) / within / "rules").is_dir():
            return _loaded(Path(place) / within)
    raise CommandError(
        f"{place} holds no rulebook (no folder rules/ in it). Name its folder, or packaged.",
        returncode=2,
    )


def _loaded(root: Path) -> rulebook.Rulebook:
    try:
        return rulebook.load(root.resolve())
    except rulebook.RulebookError as error:
        raise CommandError(f"{root}: {error}", returncode=2) from error


def as_text(
    found: plans.Difference, old: rulebook.Rulebook, new: rulebook.Rulebook
) -> Iterator[str]:
    """The difference as people review it: rules, then other parts, then dates by rule."""
    yield f"{old.version} -> {new.version}"
    for head, ids, book in (
        ("Rules added", found.added, new),
        ("Rules removed", found.removed, old),
    ):
        if ids:
            yield f"\n{head} ({len(ids)})"
        for name in ids:
            yield f"  {name}  {book.rules[name].title}  ({book.rules[name].cite})"
    for head, changes in (("Rules changed", found.changed), ("Other parts", found.other)):
        groups = [(of, list(group)) for of, group in groupby(changes, lambda change: change.of)]
        if groups:
            yield f"\n{head} ({len(groups)})"
        for of, group in groups:
            yield f"  {of}"
            yield from (f"    {one.what}: {one.old} -> {one.new}" for one in group)
    by_rule = [(rule, list(group)) for rule, group in groupby(found.moves, lambda move: move.rule)]
    if not by_rule:
        yield "\nNo date of the matrix moves."
        return
    rules = "one rule" if len(by_rule) == 1 else f"{len(by_rule)} rules"
    yield f"\nDates that move ({len(found.moves)}, of {rules})"
    for rule, moves in by_rule:
        yield f"  {rule}  {new.rules[rule].title}  ({new.rules[rule].cite})"
        yield from (f"    {_moved(move)}" for move in moves)


def _moved(move: plans.Move) -> str:
    day = matrix.DAYS.get(move.on)
    way = ""
    if move.days:
        unit = "day" if abs(move.days) == 1 else "days"
        way = f", {abs(move.days)} {unit} {'later' if move.days > 0 else 'earlier'}"
    return f"{move.on}{f' ({day})' if day else ''}: {move.old} -> {move.new}{way}"
