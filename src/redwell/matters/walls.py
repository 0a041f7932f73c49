"""The wall of a matter: who may know of it, and who may change it.

Written for speed as well as safety. A firm that is open unless walled reads through two deny-lists
as anti-joins; a firm that is closed unless granted, outside counsel and clients read through their
grants, by id where these are few and by EXISTS where they are many: the wrong form costs hundreds
of times as much on large tables.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from redwell.core.actors import Firm
from redwell.core.needs import Need
from redwell.core.walls import once

FEW = 400


def wall(actor: Any, path: str) -> Q:
    """What ``actor`` may see of a table whose matter id stands in the column ``path``."""
    return once(("wall", actor.pk, actor.is_active, actor.role, path), lambda: _wall(actor, path))


def _wall(actor: Any, path: str) -> Q:
    from redwell.matters.models import Exclusion, Grant, Restriction, TeamMember

    mine = {"user_id": actor.pk, "matter_id": OuterRef(path)}
    if not actor.is_active:
        return Q(pk__in=[])
    if actor.is_inside and not _is_closed():
        not_excluded = ~Exists(Exclusion.plain.filter(**mine))
        if not Restriction.plain.exists():
            return Q(not_excluded)
        restricted = Exists(Restriction.plain.filter(matter_id=OuterRef(path)))
        on_team = Exists(TeamMember.plain.filter(**mine))
        return Q(not_excluded) & (~Q(restricted) | Q(on_team))
    if actor.is_inside:
        members = TeamMember.plain.filter(user_id=actor.pk).exclude(
            Exists(Exclusion.plain.filter(user_id=actor.pk, matter_id=OuterRef("matter_id")))
        )
    else:
        today = timezone.localdate()
        members = Grant.plain.filter(user_id=actor.pk).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=today)
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
