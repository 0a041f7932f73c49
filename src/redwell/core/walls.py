"""One wall for reads: no row of a Record is read before somebody said for whom.

``Model.objects`` refuses to compile SQL until ``visible_to(actor)`` or ``for_system(reason)`` was
called. The guard sits in the ``sql.Query`` (not in the QuerySet), so that counts, aggregates,
updates and subqueries are caught too. ``Model.plain`` is the unguarded manager for Django itself
and for ``redwell.core``; a house check keeps everybody else away from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models import sql

from redwell.core.refusals import OutsideAction, Unwalled

_reading: ContextVar[dict[Any, Any] | None] = ContextVar("redwell_reading", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """For a request that only reads: what :func:`once` found holds until its end.

    A wall that is raised meanwhile is felt from the next request on.
    """
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def once(key: Any, find: Callable[[], Any]) -> Any:
    """``find()``, asked once within :func:`one_reading`, and every time outside of it."""
    held = _reading.get()
    if held is None:
        return find()
    if key not in held:
        held[key] = find()
    return held[key]


class WalledQuery(sql.Query):
    """A query that compiles only once it has been cleared for a reader."""

    cleared = False

    def _demand_clearance(self) -> None:
        if not self.cleared:
            raise Unwalled(
                f"{self.model.__name__}.objects was read without a wall: "
                "call .visible_to(actor) or .for_system('reason') first."
            )

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self._demand_clearance()
        return super().get_compiler(*args, **kwargs)

    def chain(self, klass: type[sql.Query] | None = None) -> Any:
        # UpdateQuery and DeleteQuery replace the class, and with it this guard.
        if klass is not None:
            self._demand_clearance()
        return super().chain(klass)

    def combine(self, rhs: sql.Query, connector: str) -> None:
        self._demand_clearance()
        if not getattr(rhs, "cleared", False):
            raise Unwalled(
                f"{self.model.__name__}: both sides of & and | need a wall of their own."
            )
        super().combine(rhs, connector)


class WalledQuerySet(models.QuerySet):
    """Reads need a wall; writes need an action."""

    def visible_to(self, actor: Any) -> WalledQuerySet:
        """The rows that ``actor`` may know of."""
        walled = self.filter(self.model.wall(actor))
        walled.query.cleared = True
        return walled

    def for_system(self, reason: str) -> WalledQuerySet:
        """Every row, for work that no person reads. ``reason`` is for the next reader of the code."""
        if not reason:
            raise Unwalled("for_system needs the reason why no person's wall applies.")
        cleared = self.all()
        cleared.query.cleared = True
        return cleared

    def update(self, **values: Any) -> int:
        raise OutsideAction(
            f"{self.model.__name__}: change each row and save it inside an action, "
            "so that its before and after are kept."
        )

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise OutsideAction(f"{self.model.__name__}: bulk_update would leave no trace.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise OutsideAction(f"{self.model.__name__}: delete each row inside an action.")

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise Unwalled(f"{self.model.__name__}: raw SQL would pass the wall.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        from redwell.core.actions import current_change

        change = current_change()
        rows = list(objs)
        created = models.QuerySet.bulk_create(self.for_system("insert"), rows, *args, **kwargs)
        for row in created:
            row.remember()
            change.inserted(row)
        return created


class WalledManager(models.Manager.from_queryset(WalledQuerySet)):  # type: ignore[misc]
    """The manager that apps use: ``Model.objects``."""

    def get_queryset(self) -> WalledQuerySet:
        return WalledQuerySet(self.model, query=WalledQuery(self.model), using=self._db)
