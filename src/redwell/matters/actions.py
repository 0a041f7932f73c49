"""Opening and changing matters, their teams, walls, proceedings, parties and counsel."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from redwell.core.actions import action, note
from redwell.core.refusals import Invalid, Refusal
from redwell.core.spans import check_span
from redwell.matters.models import (
    Counsel,
    Exclusion,
    Grant,
    Matter,
    NumberSeries,
    Party,
    Proceeding,
    Restriction,
    TeamMember,
)
from redwell.people.models import Contact


def _issue_number(year: int) -> str:
    """The next matter number of a year; the row is locked, so no number is given twice."""
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{year}-{series.last:04d}"


@action("matters.open", needs="matters.open", says="{actor} opened {title}")
def open_matter(
    actor: Any,
    *,
    title: str,
    client: Contact,
    kind: str,
    opened_on: date,
    stage: str = "opening",
    note: str = "",
) -> Matter:
    """Open a matter; its number is issued."""
    if not title.strip():
        raise Invalid("A matter needs a title.", {"title": "Enter the title."})
    matter = Matter(
        number=_issue_number(opened_on.year),
        title=title.strip(),
        client=client,
        kind=kind,
        opened_on=opened_on,
        stage=stage,
        note=note,
    )
    matter.save()
    return matter


@action("matters.change", needs="matters.edit", says="{actor} changed {object}")
def change(actor: Any, matter: Matter, *, seen: int | None, **fields: Any) -> Matter:
    """Change title, kind, stage or note; ``seen`` is the version the form was made from."""
    matter.check_seen(seen, **fields)
    for name, value in fields.items():
        setattr(matter, name, value)
    matter.save()
    return matter


@action(
    "matters.join_team", needs="matters.edit", says="{actor} put {user} on the team of {object}"
)
def join_team(
    actor: Any, matter: Matter, *, user: Any, duty: str, access: str = "work"
) -> TeamMember:
    """Put a colleague on the team. Refuses somebody a wall stands against."""
    if not user.is_inside:
        raise Refusal(f"{user} is not a colleague: give access under Walls and access instead.")
    if Exclusion.objects.for_system("a wall decides").filter(matter=matter, user=user).exists():
        raise Refusal(f"An ethical wall stands between {user} and this matter.")
    same = TeamMember.objects.for_system("one duty once per matter").filter(
        matter=matter, user=user, duty=duty
    )
    if same.exists():
        raise Invalid(f"{user} has that duty already.", {"duty": "Choose another duty."})
    member = TeamMember(matter=matter, user=user, duty=duty, access=access)
    member.save()
    return member


@action("matters.leave_team", needs="matters.edit", says="{actor} took {object} off the team")
def leave_team(actor: Any, member: TeamMember) -> None:
    """Take a colleague off the team."""
    member.delete()


@action(
    "matters.wall_off",
    needs="matters.wall",
    says="{actor} raised a wall against {user}",
    undo=False,
)
def wall_off(actor: Any, matter: Matter, *, user: Any, reason: str) -> Exclusion:
    """Raise an ethical wall: from the next request on, ``user`` knows nothing of the matter."""
    if not reason.strip():
        raise Invalid("A wall needs its reason.", {"reason": "Say why the wall is raised."})
    if user.pk == actor.pk:
        raise Refusal("You cannot wall yourself off: ask somebody else to raise it.")
    if Exclusion.objects.for_system("one wall at a time").filter(matter=matter, user=user).exists():
        raise Refusal(f"A wall stands against {user} already.")
    for table in (TeamMember, Grant):
        for given in table.objects.for_system("a wall ends what was given").filter(
            matter=matter, user=user
        ):
            given.delete()
    exclusion = Exclusion(matter=matter, user=user, reason=reason.strip())
    exclusion.save()
    return exclusion


@action("matters.lower_wall", needs="matters.wall", says="{actor} lowered the {object}", undo=False)
def lower_wall(actor: Any, exclusion: Exclusion, *, reason: str) -> None:
    """Lower an ethical wall, saying why."""
    if not reason.strip():
        raise Invalid("Say why the wall is lowered.", {"reason": "Enter the reason."})
    note(reason=reason)
    exclusion.delete()


@action(
    "matters.restrict",
    needs="matters.wall",
    says="{actor} restricted {object} to its team",
    undo=False,
)
def restrict(actor: Any, matter: Matter, *, reason: str) -> Restriction:
    """Let only the team know of the matter."""
    if not reason.strip():
        raise Invalid("A restriction needs its reason.", {"reason": "Say why."})
    if Restriction.objects.for_system("once").filter(matter=matter).exists():
        raise Refusal("Only its team knows of this matter already.")
    restriction = Restriction(matter=matter, reason=reason.strip())
    restriction.save()
    return restriction


@action(
    "matters.unrestrict",
    needs="matters.wall",
    says="{actor} opened {number} to the firm",
    undo=False,
)
def unrestrict(actor: Any, restriction: Restriction, *, reason: str) -> None:
    """Let the firm know of the matter again, saying why."""
    if not reason.strip():
        raise Invalid("Say why the restriction ends.", {"reason": "Enter the reason."})
    note(reason=reason, number=restriction.matter.number)
    restriction.delete()


@action(
    "matters.grant", needs="matters.wall", says="{actor} gave {user} access to {object}", undo=False
)
def grant(
    actor: Any, matter: Matter, *, user: Any, access: str = "read", until_on: date | None = None
) -> Grant:
    """Give outside counsel or a client access until a day."""
    if user.is_inside:
        raise Refusal(f"{user} is a colleague: use the team instead.")
    if Exclusion.objects.for_system("a wall decides").filter(matter=matter, user=user).exists():
        raise Refusal(f"An ethical wall stands between {user} and this matter.")
    check_span(
        timezone.localdate(), until_on, at="until_on", says="Access cannot end before it begins."
    )
    if Grant.objects.for_system("one grant at a time").filter(matter=matter, user=user).exists():
        raise Refusal(f"{user} has access already: end it before you give another.")
    row = Grant(matter=matter, user=user, access=access, until_on=until_on)
    row.save()
    return row


@action("matters.revoke", needs="matters.wall", says="{actor} ended the {object}", undo=False)
def revoke(actor: Any, grant_: Grant, *, reason: str) -> None:
    """End the access of outside counsel or a client at once, saying why."""
    if not reason.strip():
        raise Invalid("Say why the access ends.", {"reason": "Enter the reason."})
    note(reason=reason)
    grant_.delete()


@action(
    "matters.add_proceeding",
    needs="matters.edit",
    says="{actor} added the proceeding {number} to {object}",
)
def add_proceeding(
    actor: Any,
    matter: Matter,
    *,
    court: str,
    court_name: str = "",
    number: str = "",
    title: str = "",
    judge: str = "",
    filed_on: date | None = None,
    **more: Any,
) -> Proceeding:
    """Add one action before one court. ``court`` is a court id of the rulebook (``us-nysd``)."""
    proceeding = Proceeding(
        matter=matter,
        court=court,
        court_name=court_name or court,
        number=number.strip(),
        title=title,
        judge=judge,
        filed_on=filed_on,
        **more,
    )
    same = Proceeding.objects.for_system("one proceeding once per matter").filter(
        matter=matter, court=court, number=proceeding.number
    )
    if proceeding.number and same.exists():
        raise Invalid(
            "This matter has that proceeding already.", {"number": "It is there already."}
        )
    proceeding.save()
    return proceeding


@action("matters.add_party", needs="matters.edit", says="{actor} added {name} as {role}")
def add_party(
    actor: Any,
    proceeding: Proceeding,
    *,
    name: str,
    role: str,
    contact: Contact | None = None,
    is_ours: bool = False,
    position: int = 0,
    from_on: date | None = None,
    to_on: date | None = None,
    facts: dict[str, Any] | None = None,
) -> Party:
    """Add a party in its role."""
    check_span(from_on, to_on)
    party = Party(
        matter_id=proceeding.matter_id,
        proceeding=proceeding,
        name=name,
        role=role,
        contact=contact,
        is_ours=is_ours,
        position=position,
        from_on=from_on,
        to_on=to_on,
        facts=facts or {},
    )
    party.save()
    return party


@action(
    "matters.add_counsel", needs="matters.edit", says="{actor} added {name} as counsel for {object}"
)
def add_counsel(
    actor: Any,
    party: Party,
    *,
    name: str,
    contact: Contact | None = None,
    details: str = "",
    roles: list[Any] | None = None,
    position: int = 0,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Counsel:
    """Add counsel of record for a party."""
    check_span(from_on, to_on)
    counsel = Counsel(
        matter_id=party.matter_id,
        party=party,
        name=name,
        contact=contact,
        details=details,
        roles=roles or [],
        position=position,
        from_on=from_on,
        to_on=to_on,
    )
    counsel.save()
    return counsel


@action(
    "matters.end_party", needs="matters.edit", says="{actor} recorded that {object} left on {on}"
)
def end_party(actor: Any, party: Party, *, on: date) -> Party:
    """Record the last day of a party; an as-of view still shows it until then."""
    check_span(party.from_on, on, at="on", says="A party cannot leave before it came.")
    party.to_on = on
    party.save()
    return party


@action(
    "matters.substitute_counsel",
    needs="matters.edit",
    says="{actor} recorded that {object} withdrew on {on}",
)
def end_counsel(actor: Any, counsel: Counsel, *, on: date, successor: str = "") -> Counsel:
    """Record the day until which counsel appeared, and who appears instead from then on.

    An as-of view still shows the one before the other.
    """
    check_span(counsel.from_on, on, at="on", says="Counsel cannot leave before they appeared.")
    same = Counsel.objects.for_system("one successor once").filter(
        party=counsel.party_id, name=successor.strip(), from_on=on
    )
    if successor.strip() and same.exists():
        raise Invalid(
            f"{successor.strip()} appears from that day already.",
            {"successor": "They are entered already."},
        )
    counsel.to_on = on
    counsel.save()
    if successor.strip():
        add_counsel(
            actor, counsel.party, name=successor.strip(), position=counsel.position, from_on=on
        )
    return counsel
