"""One door for writes: an action is one verb of one person, one transaction, one audit entry."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from redwell.core import audit, needs
from redwell.core.refusals import NotAllowed, OutsideAction, ProgrammingFault, Refusal

REGISTRY: dict[str, Action] = {}
GUARDS: dict[str, list[Callable[..., None]]] = {}

_change: ContextVar[Change | None] = ContextVar("redwell_change", default=None)
_session: ContextVar[str] = ContextVar("redwell_session", default="")
_last_entry: ContextVar[audit.AuditEntry | None] = ContextVar("redwell_last_entry", default=None)


@dataclass(frozen=True, slots=True)
class Action:
    """A registered verb: its name, the need it asks for, its sentence and whether it can be undone."""

    name: str
    need: str
    says: str
    undoable: bool
    run: Callable[..., Any]


@dataclass
class Change:
    """What the outermost action has changed so far."""

    root: Action
    actor: Any
    matter_id: int | None = None
    matters: dict[tuple[str, int], int | None] = field(default_factory=dict)
    title: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    children: list[dict[str, Any]] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    # What was found to be allowed, and holds until the action ends: (actor, need, table, matter).
    allowed: set[tuple[int, str, type, int]] = field(default_factory=set)

    def inserted(self, row: Any) -> None:
        self._about(row)
        self.rows.append(_row(row, "inserted", after=row.values()))

    def updated(self, row: Any, fields: dict[str, tuple[Any, Any]]) -> None:
        self._about(row)
        self.rows.append(
            _row(
                row,
                "updated",
                before={k: b for k, (b, _) in fields.items()},
                after={k: a for k, (_, a) in fields.items()},
            )
        )

    def deleted(self, row: Any) -> None:
        self._about(row)
        self.rows.append(_row(row, "deleted", before=row.values()))

    def _about(self, row: Any) -> None:
        self.matters[row._meta.label, row.pk] = _matter_of(row)

    def about(self) -> int | None:
        """The matter of the target, else the one that all changed rows belong to, else None."""
        if self.matter_id is not None:
            return self.matter_id
        found = {matter for matter in self.matters.values() if matter is not None}
        return found.pop() if len(found) == 1 else None


def _row(row: Any, what: str, **values: dict[str, Any]) -> dict[str, Any]:
    return {
        "row": row._meta.label,
        "id": row.pk,
        "what": what,
        "version": row.version,
        "name": str(row),
        **{side: audit.plain(v) for side, v in values.items()},
    }


def current_change() -> Change:
    """The change being made; raises :class:`OutsideAction` where no action runs."""
    change = _change.get()
    if change is None:
        raise OutsideAction("A Record was written outside an action.")
    return change


def note(**facts: Any) -> None:
    """Add facts to the running action's entry, and words for its sentence."""
    current_change().notes.update(facts)


def last_entry() -> audit.AuditEntry | None:
    """The entry that the last outermost action of this request wrote."""
    return _last_entry.get()


def action(name: str, *, needs: str, says: str, undo: bool = True) -> Callable[..., Any]:
    """Make a function a verb.

    The function takes the actor first, at most one object second, then keywords only. ``says`` is
    the sentence of the audit entry; it may name ``{actor}``, ``{object}``, any argument, and
    whatever the function gave to :func:`note`.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(function)
        verb = Action(name, needs, says, undo, function)
        if name in REGISTRY:
            raise ProgrammingFault(f"Two actions are called {name}.")

        @functools.wraps(function)
        def perform(*args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            given = dict(bound.arguments)
            actor, target = _actor_and_target(given)
            outer = _change.get()
            _demand(actor, verb.need, target, set() if outer is None else outer.allowed)
            if outer is not None:
                return _run_inside(outer, verb, given, args, kwargs)
            return _run_outermost(verb, actor, target, given, args, kwargs)

        perform.verb = verb  # type: ignore[attr-defined]
        REGISTRY[name] = Action(name, needs, says, undo, perform)
        return perform

    return register


def _actor_and_target(given: dict[str, Any]) -> tuple[Any, Any]:
    names = list(given)
    return given[names[0]], given[names[1]] if len(names) > 1 else None


def _demand(actor: Any, need: str, target: Any, allowed: set[Any]) -> None:
    """Refuse unless the actor holds ``need``, also on the object. ``None`` is the system itself."""
    if actor is None:
        return
    if not needs.holds(actor, need):
        raise NotAllowed(f"Your role does not allow this: {needs.NEEDS[need].title.lower()}.")
    allows = getattr(target, "allows", None)
    asked = (actor.pk, need, type(target), _matter_of(target))
    if allows is None or asked in allowed:
        return
    if not allows(actor, needs.NEEDS[need]):
        raise NotAllowed("You may read this matter but not change it.")
    allowed.add(asked)


def _guarded(verb: Action, given: dict[str, Any]) -> None:
    for guard in GUARDS.get(verb.name, ()):
        guard(**given)


def _run_inside(outer: Change, verb: Action, given: dict[str, Any], args: Any, kwargs: Any) -> Any:
    _guarded(verb, given)
    result = verb.run(*args, **kwargs)
    outer.children.append({"action": verb.name, "arguments": _arguments(given)})
    return result


def _run_outermost(
    verb: Action, actor: Any, target: Any, given: dict[str, Any], args: Any, kwargs: Any
) -> Any:
    change = Change(verb, actor, matter_id=_matter_of(target))
    token = _change.set(change)
    try:
        with transaction.atomic():
            _guarded(verb, given)
            result = verb.run(*args, **kwargs)
            entry = audit.append(
                action=verb.name,
                need=verb.need,
                actor=actor,
                matter_id=change.about(),
                session=_session.get(),
                sentence=_sentence(verb, actor, target, given, change),
                body={
                    "arguments": _arguments(given, change.secrets),
                    "rows": change.rows,
                    "children": change.children,
                    "notes": audit.plain(change.notes),
                },
                touched=[(*row, matter) for row, matter in sorted(change.matters.items())],
            )
    except IntegrityError as error:
        if not _says_once(error):
            raise
        # The action had asked whether it is there, before the other one had committed.
        raise Refusal("Somebody entered the same at the same moment: look at it anew.") from error
    finally:
        _change.reset(token)
    _last_entry.set(entry)
    return result


def _says_once(error: IntegrityError) -> bool:
    """Whether a second row of what may stand once was refused (SQLSTATE 23505 where there is one)."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state == "23505" if state else "UNIQUE constraint failed" in str(error)


def _matter_of(target: Any) -> int | None:
    meta = getattr(target, "_meta", None)
    if meta is None:
        return None
    return target.pk if meta.label == "matters.Matter" else getattr(target, "matter_id", None)


def _arguments(
    given: dict[str, Any], secrets: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    names = [name for name in list(given)[1:] if name not in secrets]
    return {name: audit.plain(given[name]) for name in names}


def _sentence(verb: Action, actor: Any, target: Any, given: dict[str, Any], change: Change) -> str:
    words = {
        k: v for k, v in given.items() if isinstance(v, str | int | date) or hasattr(v, "_meta")
    }
    words |= change.notes
    words["actor"] = str(actor) if actor is not None else "Redwell"
    words["object"] = str(target) if target is not None else ""
    return verb.says.format_map(_Words(words))


class _Words(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def guards(name: str) -> Callable[..., Any]:
    """Run a function inside ``name``'s transaction, with its arguments; it may only refuse."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        GUARDS.setdefault(name, []).append(function)
        return function

    return register


@contextmanager
def session(key: str) -> Iterator[None]:
    """Say which browser session the actions inside come from (undo takes back one's own only)."""
    token = _session.set(key)
    last = _last_entry.set(None)
    try:
        yield
    finally:
        _last_entry.reset(last)
        _session.reset(token)
