"""What screens and reports need to know of matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from redwell.core.audit import AuditEntry, AuditTouch
from redwell.matters.models import (
    KINDS,
    STAGES,
    Activity,
    Counsel,
    Matter,
    Party,
    Proceeding,
    TeamMember,
)


def matter_by_number(actor: Any, number: str) -> Matter | None:
    """The matter with this number, or None where it does not exist or may not be known of."""
    return Matter.objects.visible_to(actor).select_related("client").filter(number=number).first()


def parties_of_contacts(actor: Any) -> tuple[QuerySet, QuerySet]:
    return _links(Party, actor)


def counsel_of_contacts(actor: Any) -> tuple[QuerySet, QuerySet]:
    return _links(Counsel, actor)


def clients_of_matters(actor: Any) -> tuple[QuerySet, QuerySet]:
    every = Matter.objects.for_system("the tie itself; the wall follows").annotate(
        contact_id=F("client_id")
    )
    return every, Matter.objects.visible_to(actor).annotate(contact_id=F("client_id"))


def _links(table: Any, actor: Any) -> tuple[QuerySet, QuerySet]:
    """Every tie of a contact to a matter in this table, and those within the reader's wall."""
    return table.objects.for_system("the tie itself; the wall follows"), table.objects.visible_to(
        actor
    )


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter on a list."""

    number: str
    title: str
    client: str
    kind: str
    stage: str
    court: str
    next_on: date | None
    last_at: datetime | None
    has_team: bool


VIEWS = {"all": "All open", "mine": "Mine", "forgotten": "Forgotten", "closed": "Closed"}
FORGOTTEN_DAYS = 30
PAGE = 50


def matters(
    actor: Any,
    *,
    view: str = "all",
    text: str = "",
    kind: str = "",
    after: str = "",
    today: date,
    next_dates: Any = None,
    size: int = PAGE,
) -> tuple[tuple[MatterRow, ...], str | None]:
    """Matters within the reader's walls, newest number first, paged by key.

    ``next_dates(ids)`` gives the next open date per matter id (an app above knows it). Forgotten
    means: open, and without activity for :data:`FORGOTTEN_DAYS` or without anybody on the team.
    """
    rows = _in_view(Matter.objects.visible_to(actor), actor, view)
    if kind:
        rows = rows.filter(kind=kind)
    if text:
        rows = rows.filter(
            Q(title__icontains=text)
            | Q(number__icontains=text)
            | Q(client__name__icontains=text)
            | Exists(
                Proceeding.objects.for_system("inside the matter's wall").filter(
                    matter_id=OuterRef("pk"), number__icontains=text
                )
            )
        )
    if after:
        rows = rows.filter(number__lt=after)
    found = list(
        rows.order_by("-number").values_list(
            "pk", "number", "title", "client__name", "kind", "stage"
        )[: size + 1]
    )
    page = found[:size]
    ids = [row[0] for row in page]
    courts: dict[int, str] = {}
    for matter, court in (
        Proceeding.objects.visible_to(actor)
        .filter(matter__in=ids)
        .order_by("-pk")
        .values_list("matter_id", "court_name")
    ):
        courts[matter] = court
    last = dict(Activity.objects.filter(matter_id__in=ids).values_list("matter_id", "last_at"))
    teams = set(
        TeamMember.objects.visible_to(actor)
        .filter(matter__in=ids)
        .values_list("matter_id", flat=True)
    )
    nexts = next_dates(ids) if next_dates else {}
    kinds, stages = dict(KINDS), dict(STAGES)
    shown = tuple(
        MatterRow(
            number,
            title,
            client,
            kinds[k],
            stages[s],
            courts.get(pk, ""),
            nexts.get(pk),
            last.get(pk),
            pk in teams,
        )
        for pk, number, title, client, k, s in page
    )
    return shown, page[-1][1] if len(found) > size else None


def _in_view(rows: Any, actor: Any, view: str) -> Any:
    rows = rows.filter(stage="closed") if view == "closed" else rows.exclude(stage="closed")
    if view == "mine":
        rows = rows.filter(_on_team(user=actor))
    if view == "forgotten":
        since = timezone.now() - timedelta(days=FORGOTTEN_DAYS)
        active = Exists(Activity.objects.filter(matter_id=OuterRef("pk"), last_at__gte=since))
        rows = rows.filter(~active | ~_on_team())
    return rows


def _on_team(**who: Any) -> Exists:
    members = TeamMember.objects.for_system("inside the matter's wall")
    return Exists(members.filter(matter_id=OuterRef("pk"), **who))


@dataclass(frozen=True, slots=True)
class ForgottenMatter:
    """A matter that nobody works on, or that nothing happened in."""

    number: str
    title: str
    has_team: bool


def forgotten(actor: Any, *, size: int) -> tuple[ForgottenMatter, ...]:
    """The newest of the forgotten matters (see :func:`matters`), in one question."""
    rows = _in_view(Matter.objects.visible_to(actor), actor, "forgotten")
    found = rows.order_by("-number").values_list("number", "title", _on_team())[:size]
    return tuple(ForgottenMatter(*row) for row in found)


@dataclass(frozen=True, slots=True)
class PartyShown:
    party: Party
    counsel: tuple[Counsel, ...]


def parties(
    actor: Any, matter: Matter, *, as_of: date | None = None
) -> dict[int, list[PartyShown]]:
    """Parties and counsel per proceeding; with ``as_of``, those who stood on that day."""

    def standing(rows: Any) -> Any:
        if as_of is None:
            return rows
        return rows.filter(Q(from_on__isnull=True) | Q(from_on__lte=as_of)).filter(
            Q(to_on__isnull=True) | Q(to_on__gte=as_of)
        )

    counsel: dict[int, list[Counsel]] = {}
    for row in standing(Counsel.objects.visible_to(actor).filter(matter=matter)).order_by(
        "position"
    ):
        counsel.setdefault(row.party_id, []).append(row)
    shown: dict[int, list[PartyShown]] = {}
    for party in standing(Party.objects.visible_to(actor).filter(matter=matter)).order_by(
        "position"
    ):
        shown.setdefault(party.proceeding_id, []).append(
            PartyShown(party, tuple(counsel.get(party.pk, ())))
        )
    return shown


def opposing_counsel(actor: Any, matter: Matter) -> str:
    """The first counsel of the first party that is not our own; empty where there is none."""
    rows = Counsel.objects.visible_to(actor).filter(matter=matter, party__is_ours=False)
    order = ("party__proceeding_id", "party__position", "party_id", "position", "pk")
    return rows.order_by(*order).values_list("name", flat=True).first() or ""


def proceedings(actor: Any, matter: Matter) -> tuple[Proceeding, ...]:
    return tuple(Proceeding.objects.visible_to(actor).filter(matter=matter).order_by("pk"))


def proceeding_in(actor: Any, matter: Matter, proceeding: int) -> Proceeding | None:
    return Proceeding.objects.visible_to(actor).filter(matter=matter, pk=proceeding).first()


def team(actor: Any, matter: Matter) -> tuple[TeamMember, ...]:
    return tuple(
        TeamMember.objects.visible_to(actor)
        .filter(matter=matter)
        .select_related("user")
        .order_by("pk")
    )


def last_seen_entry(actor: Any, *, look_back: int = 500) -> int:
    """The newest entry about a matter within the actor's walls, among the last `look_back`; else 0."""
    entries = AuditEntry.objects.exclude(matter_id=None).order_by("-sequence")
    latest = list(entries.values_list("sequence", "matter_id")[:look_back])
    seen = set(
        Matter.objects.visible_to(actor)
        .filter(pk__in={matter for _, matter in latest})
        .values_list("pk", flat=True)
    )
    return next((sequence for sequence, matter in latest if matter in seen), 0)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a matter's history."""

    sequence: int
    at: datetime
    sentence: str
    action: str
    undone: bool


def history(
    actor: Any, matter: Matter, *, before: int = 0, size: int = PAGE
) -> tuple[HistoryLine, ...]:
    """Who did what in this matter, newest first. The caller has resolved the matter's wall."""
    among_others = AuditTouch.objects.filter(matter_id=matter.pk).values("entry")
    entries = AuditEntry.objects.filter(Q(matter_id=matter.pk) | Q(pk__in=among_others))
    if before:
        entries = entries.filter(sequence__lt=before)
    return tuple(
        HistoryLine(sequence, at, sentence or "(erased)", action, undone is not None)
        for sequence, at, sentence, action, undone in entries.order_by("-sequence").values_list(
            "sequence", "recorded_at", "auditpayload__sentence", "action", "undone__pk"
        )[:size]
    )
