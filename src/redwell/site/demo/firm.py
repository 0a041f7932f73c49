"""Loading the demo firm into an empty installation."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from redwell.calendaring import actions as calendaring
from redwell.core.actors import Firm, User
from redwell.core.refusals import Refusal
from redwell.docketing import actions as docketing
from redwell.docketing.listing import zone_of
from redwell.docketing.models import Deadline
from redwell.lib import rulebook
from redwell.matters import actions as matters
from redwell.matters.models import Matter, Proceeding
from redwell.people import actions as people
from redwell.site.demo.matters import STORIES, Story
from redwell.site.demo.people import hire

PASSWORD = "open the red folder"


def load(today: date) -> None:
    """Make the firm, its people and its matters. Refuses where a firm exists already."""
    if Firm.current() is not None or User.objects.exists():
        raise Refusal("The demo firm is loaded into an empty installation only.")
    Firm.objects.create(pk=1, name="Aldine & Marsh LLP")
    cast = hire(PASSWORD)
    opened = {story.title: _open(story, cast, today) for story in STORIES}
    _walls(opened, cast)
    _triggers(opened, cast, today)
    _calendar(opened, cast, today)


def _open(story: Story, cast: dict[str, User], today: date) -> tuple[Matter, Proceeding | None]:
    lead = cast["dana"]
    client = people.enter(lead, kind=story.client_kind, name=story.client)
    matter = matters.open_matter(
        lead,
        title=story.title,
        client=client,
        kind=story.kind,
        stage=story.stage,
        opened_on=today - timedelta(days=story.opened),
    )
    for place, name in enumerate(story.team):
        attorney = cast[name].role == "attorney"
        duty = ("responsible" if place == 0 else "attorney") if attorney else "coordinator"
        access = "read" if cast[name].role == "junior" else "work"
        matters.join_team(lead, matter, user=cast[name], duty=duty, access=access)
    if not story.court:
        return matter, None
    court = rulebook.load().courts[story.court]
    proceeding = matters.add_proceeding(
        lead,
        matter,
        court=story.court,
        court_name=court.name,
        number=story.number,
        title=story.title,
        judge=story.judge,
        filed_on=today - timedelta(days=story.opened - 2),
    )
    matters.add_party(
        lead,
        proceeding,
        name=story.client,
        role="Plaintiff",
        contact=client,
        is_ours=True,
        from_on=proceeding.filed_on,
    )
    adverse = people.enter(lead, kind="organization", name=story.adverse)
    party = matters.add_party(
        lead,
        proceeding,
        name=story.adverse,
        role="Defendant",
        contact=adverse,
        position=1,
        from_on=proceeding.filed_on,
    )
    matters.add_counsel(lead, party, name=story.adverse_counsel, from_on=proceeding.filed_on)
    for number, (ago, text) in enumerate(story.entries, 1):
        docketing.docket_entry(
            lead, proceeding, text=text, number=str(number), filed_on=today - timedelta(days=ago)
        )
    return matter, proceeding


def _walls(opened: dict[str, tuple[Matter, Proceeding | None]], cast: dict[str, User]) -> None:
    halvorsen = opened["Halvorsen v. Brightline Freight"][0]
    matters.wall_off(
        cast["dana"],
        halvorsen,
        user=cast["kim"],
        reason="Represented Brightline Freight until 2024",
    )
    matters.grant(cast["dana"], halvorsen, user=cast["pat"], access="read")
    tessera = opened["In re Tessera Biologics (product liability)"][0]
    matters.grant(cast["dana"], tessera, user=cast["noor"], access="read")


def _triggers(
    opened: dict[str, tuple[Matter, Proceeding | None]], cast: dict[str, User], today: date
) -> None:
    def record(title: str, event: str, ago: int, by: str, owner: str, service: str = "") -> Any:
        proceeding = opened[title][1]
        return docketing.record_trigger(
            cast[by],
            proceeding,
            event=event,
            happened_on=today - timedelta(days=ago),
            service=service,
            owner=cast[owner],
        )

    record(
        "Halvorsen v. Brightline Freight",
        "us.interrogatories_served",
        27,
        "dana",
        "jo",
        "electronic",
    )
    record(
        "Halvorsen v. Brightline Freight",
        "us.counterclaim_served",
        21,
        "dana",
        "dana",
        "electronic",
    )
    record(
        "Meridian Cold Storage v. Aker",
        "us.admission_requests_served",
        29,
        "avery",
        "avery",
        "mail",
    )
    served = record(
        "Sundaram v. Delacourt Hospital", "us.summons_served", 9, "jo", "jo", "personal"
    )
    record("Ortiz v. Vale Logistics (appeal)", "us.judgment_entered", 8, "dana", "dana")
    particulars = record(
        "Northgate Freight Ltd v. Osei", "gb.particulars_served", 11, "avery", "avery"
    )
    for done in Deadline.objects.for_system("the demo's firm keeps its dates").filter(
        trigger=particulars, due_on__lt=today
    ):
        docketing.satisfy(
            cast["avery"],
            done,
            satisfied_on=done.due_on,
            reason="Filed by CE-File; the receipt is with the claim form",
        )
    for deadline in (
        Deadline.objects.for_system("the demo's second entries")
        .filter(is_critical=True, trigger=served)
        .select_related("trigger", "proceeding", "matter")
    ):
        docketing.verify(
            cast["avery"], deadline, happened_on=served.happened_on, service=served.service
        )
    by_hand = (
        (
            "Halvorsen v. Brightline Freight",
            "Joint letter on the discovery schedule",
            1,
            "Scheduling order, para. 6",
            "dana",
        ),
        (
            "In re Tessera Biologics (product liability)",
            "Privilege log for the third production",
            5,
            "PTO No. 14, para. 6",
            "avery",
        ),
        (
            "Kirkwood Dairy: second request",
            "Certify substantial compliance",
            12,
            "Timing agreement",
            "avery",
        ),
        (
            "Lakeshore Mills v. Tremblay",
            "Deliver the affidavit of documents",
            4,
            "Discovery plan",
            "jo",
        ),
        (
            "Castellane Holdings, Chapter 11",
            "Objection to the bid procedures",
            0,
            "Notice of hearing",
            "avery",
        ),
        ("Estate of Okafor", "Accounting objections close", 7, "Order of the surrogate", "jo"),
    )
    for title, what, ahead, source, owner in by_hand:
        matter, proceeding = opened[title]
        zone = zone_of(proceeding.court if proceeding else "")
        docketing.enter_deadline(
            cast["dana"],
            matter,
            proceeding=proceeding,
            title=what,
            due_on=today + timedelta(days=ahead),
            zone=zone,
            source=source,
            owner=cast[owner],
            is_critical=ahead == 0,
        )


def _calendar(
    opened: dict[str, tuple[Matter, Proceeding | None]], cast: dict[str, User], today: date
) -> None:
    day = (
        (
            "Halvorsen v. Brightline Freight",
            "conference",
            "Status conference (telephonic)",
            0,
            "09:30",
            "10:15",
            "Dial-in 4471",
            ("maria", "dana"),
        ),
        (
            "Halvorsen v. Brightline Freight",
            "deposition",
            "Deposition of K. Brandt (30(b)(6))",
            0,
            "11:00",
            "12:30",
            "14th floor, reporter confirmed",
            ("maria",),
        ),
        (
            "In re Tessera Biologics (product liability)",
            "call",
            "Client call: production volumes",
            0,
            "14:00",
            "14:30",
            "Video",
            ("kim", "dana"),
        ),
        (
            "Meridian Cold Storage v. Aker",
            "hearing",
            "Hearing on preliminary injunction",
            0,
            "14:00",
            "15:30",
            "Newark, Courtroom 4C",
            ("kim",),
        ),
        (
            "Ortiz v. Vale Logistics (appeal)",
            "hearing",
            "Oral argument",
            3,
            "10:00",
            "11:00",
            "Courtroom 1703",
            ("maria",),
        ),
        (
            "Harbour Line v. Pacific Quay",
            "mediation",
            "Mediation",
            2,
            "09:30",
            "16:00",
            "Phillip Street",
            ("kim",),
        ),
    )
    for title, kind, what, ahead, start, end, place, who in day:
        matter, proceeding = opened[title]
        calendaring.commit(
            cast["dana"],
            matter,
            kind=kind,
            title=what,
            on=today + timedelta(days=ahead),
            starts_at=time.fromisoformat(start),
            ends_at=time.fromisoformat(end),
            place=place,
            zone=zone_of(proceeding.court if proceeding else ""),
            people=[cast[n] for n in who],
        )
