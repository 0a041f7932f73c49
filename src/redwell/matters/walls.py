"""The wall of a matter: who may know of it, and who may change it.

Written for speed as well as safety. A firm that is open unless walled reads through two deny-lists
as anti-joins; a firm that is closed unless granted, outside counsel and clients read through their
grants, by id where these are few and by EXISTS where they are many: the wrong form costs hundreds
of times as much on large tables.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone

from redwell.core.actors import Firm
from redwell.core.needs import Need
from redwell.core.walls import once

FEW = 400


def wall(actor: Any, path: str) -> Q:
    """What ``actor`` may see of a table whose matter id stands in the column ``path``."""
    return once(("wall", actor.pk, actor.is_active, actor.role, path), lambda: _wall(actor, path))


class _Listed(Func):
    """Whether a table lists a matter, with a person where one is given.

    Said in SQL: every walled query holds one to three of these, and a subquery of the ORM is
    resolved and compiled anew in each of them, which costs more than the whole query does.
    """

    output_field = BooleanField()
    template = (
        "(%(no)sEXISTS(SELECT 1 FROM %(table)s listed WHERE listed.matter_id = %(expressions)s))"
    )
    arg_joiner = " AND listed.user_id = "

    def __init__(self, table: Any, path: str, *people: int) -> None:
        name = connection.ops.quote_name(table._meta.db_table)
        super().__init__(F(path), *map(Value, people), table=name, no="")

    def __invert__(self) -> _Listed:
        """``NOT EXISTS`` itself, which databases know as an anti-join."""
        other = self.copy()
        other.extra["no"] = "" if self.extra["no"] else "NOT "
        return other


def _wall(actor: Any, path: str) -> Q:
    from redwell.matters.models import Exclusion, Grant, Restriction, TeamMember

    if not actor.is_active:
        return Q(pk__in=[])
    if actor.is_inside and not once("closed firm", _is_closed):
        not_excluded = ~_Listed(Exclusion, path, actor.pk)
        if not once("restrictions", Restriction.plain.exists):
            return Q(not_excluded)
        open_to_all = ~_Listed(Restriction, path)
        return Q(not_excluded) & (Q(open_to_all) | Q(_Listed(TeamMember, path, actor.pk)))
    if actor.is_inside:
        members = TeamMember.plain.filter(user_id=actor.pk)
    else:
        today = timezone.localdate()
        members = Grant.plain.filter(user_id=actor.pk).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=today)
        )
    # A wall is stronger than whatever was given, to colleagues and to those from outside.
    members = members.exclude(
        Exists(Exclusion.plain.filter(user_id=actor.pk, matter_id=OuterRef("matter_id")))
    )
    ids = list(members.values_list("matter_id", flat=True)[: FEW + 1])
    if len(ids) <= FEW:
        return Q(**{f"{path}__in": ids})
    return Q(Exists(members.filter(matter_id=OuterRef(path))))


def _is_closed() -> bool:
    firm = Firm.current()
    return firm is not None and firm.is_closed_unless_granted


def allows(actor: Any, matter_id: int, need: Need) -> bool:
    """Whether the actor's access to this matter (work or read) admits the need.

    Visibility is the wall's business; this asks only for what a person who sees it may do.
    """
    from redwell.matters.models import Grant, TeamMember

    if not need.changes:
        return True
    table = TeamMember if actor.is_inside else Grant
    access = table.plain.filter(user_id=actor.pk, matter_id=matter_id).values_list(
        "access", flat=True
    )
    levels = set(access)
    if not actor.is_inside and not levels:
        return actor.is_administrator
    return not levels or "work" in levels
