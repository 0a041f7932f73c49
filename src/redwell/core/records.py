"""Record: the base of every row that a person's work is made of."""

from __future__ import annotations

from typing import Any, Self

from django.db import connection, models

from redwell.core.refusals import Refusal, StaleEdit
from redwell.core.walls import WalledManager


class Record(models.Model):
    """A row that is written only by actions, read only through a wall, and never lost silently.

    ``version`` rises with every change; a save whose version is no longer the stored one raises
    :class:`StaleEdit`. Foreign keys of Records use ``related_name="+"`` and ``PROTECT``.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    plain = models.Manager()
    objects = WalledManager()

    class Meta:
        abstract = True
        base_manager_name = "plain"
        default_manager_name = "plain"

    @classmethod
    def wall(cls, actor: Any) -> models.Q:
        """What of this table ``actor`` may know of."""
        raise NotImplementedError(f"{cls.__name__} has no wall yet.")

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **how: Any) -> Self:
        row = super().from_db(db, field_names, values, **how)
        row.remember()
        return row

    def remember(self) -> None:
        """Note the stored values, so that a later save knows what it changes."""
        self._stored = self.values()

    def values(self) -> dict[str, Any]:
        """Every loaded column of this row, as Python values."""
        return {
            field.attname: self.__dict__[field.attname]
            for field in self._meta.concrete_fields
            if field.attname in self.__dict__
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        from redwell.core.actions import current_change

        change = current_change()
        if self._state.adding:
            super().save(force_insert=True)
            self.remember()
            change.inserted(self)
            return
        stored, now = self._stored, self.values()
        changed = {name: now[name] for name in now if now[name] != stored.get(name)}
        if not changed:
            return
        changed.pop("version", None)
        self.version = stored["version"] + 1
        if not self._replace(stored["version"], changed | {"version": self.version}):
            fresh = type(self).plain.filter(pk=self.pk).values().first() or {}
            raise StaleEdit(
                str(self),
                {name: (fresh.get(name), value) for name, value in changed.items()},
                fresh.get("version"),
            )
        change.updated(self, {name: (stored.get(name), now[name]) for name in changed})
        self.remember()

    def _replace(self, version: int, values: dict[str, Any]) -> bool:
        """Write ``values`` where ``version`` still stands; false where it does not.

        Said in SQL: compiling an UPDATE anew for each of an action's rows costs ten times what the
        database does, and is done while nobody else can write.
        """
        quote, fields = connection.ops.quote_name, [self._meta.get_field(name) for name in values]
        columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
        given = [
            field.get_db_prep_save(value, connection)
            for field, value in zip(fields, values.values(), strict=True)
        ]
        with connection.cursor() as cursor:
            # The names are the model's own; every value is bound.
            cursor.execute(
                f"UPDATE {quote(self._meta.db_table)} SET {columns} "  # nosec B608
                f"WHERE {quote(self._meta.pk.column)} = %s AND {quote('version')} = %s",
                [*given, self.pk, version],
            )
            return cursor.rowcount == 1

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        from redwell.core.actions import current_change

        self._demand_standing()
        current_change().deleted(self)
        # Only this row: what hangs on it is PROTECTed and must be taken down by its own verb first.
        return super().delete(*args, **kwargs)

    def _demand_standing(self) -> None:
        """Refuse to delete a row that somebody else has deleted or changed since it was read."""
        row = type(self).plain.select_for_update().filter(pk=self.pk)
        version = row.values_list("version", flat=True).first()
        if version is None:
            raise Refusal(f"{self} is gone already: somebody else was faster.")
        if version != self._stored["version"]:
            raise StaleEdit(str(self), {}, version)

    def check_seen(self, seen: int | None, **yours: Any) -> None:
        """Refuse an edit that was typed over an older version of this row.

        ``seen`` is the version the person's form was made from; ``yours`` are the values typed.
        """
        if seen is None or seen == self.version:
            return
        raise StaleEdit(
            str(self),
            {k: (getattr(self, k), v) for k, v in yours.items() if getattr(self, k) != v},
            self.version,
        )

    def tombstone(self) -> Record | None:
        """A row to leave behind when an undo takes this one out, or None (calendar dates do)."""
        return None
