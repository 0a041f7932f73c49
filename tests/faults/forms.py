"""Every form that changes something, filled in as a coordinator would, for the tests of resending."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from cast import Cast
from redwell.calendaring import actions as calendaring
from redwell.calendaring.models import Commitment
from redwell.docketing import actions as docketing
from redwell.docketing.models import Closure, Deadline, Trigger
from redwell.matters import actions as matters
from redwell.matters.models import Counsel, Exclusion, Grant, Party, TeamMember

SERVED = date(2026, 11, 2)


@dataclass(frozen=True)
class Filled:
    """A form: who sends it, its route with arguments from the firm, its fields, what it does.

    ``does`` are the actions that one sending adds to the audit chain.
    """

    route: str
    does: tuple[str, ...]
    who: str = "lead"
    at: Callable[[Docketed], list[Any]] = lambda firm: [firm.cast.matter.number]
    fields: dict[str, Any] = field(default_factory=dict)

    def address(self, firm: Docketed) -> str:
        return reverse(self.route, args=self.at(firm))

    def typed(self, firm: Docketed) -> dict[str, Any]:
        return {k: v(firm) if callable(v) else v for k, v in self.fields.items()}


@dataclass(frozen=True)
class Docketed:
    """The cast's firm with a served summons, so that there are deadlines of each kind."""

    cast: Cast
    trigger: Trigger
    critical: Deadline
    by_hand: Deadline
    exclusion: Exclusion
    appointment: Commitment
    member: TeamMember
    party: Party
    counsel: Counsel
    grant: Grant
    closure: Closure


def docketed(cast: Cast) -> Docketed:
    trigger = docketing.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=SERVED,
        service="personal",
        owner=cast.lead,
    )
    by_hand = docketing.enter_deadline(
        cast.lead,
        cast.matter,
        title="Send the disclosures",
        due_on=date(2026, 12, 1),
        zone="America/New_York",
        source="Letter of 3 November 2026",
    )
    system = "a test's own view"
    critical = Deadline.objects.for_system(system).get(trigger=trigger, rule="us.frcp.12.a.1.A.i")
    exclusion = Exclusion.objects.for_system(system).get(matter=cast.matter)
    appointment = calendaring.commit(
        cast.lead,
        cast.matter,
        kind="hearing",
        title="Status conference",
        on=date(2027, 1, 12),
        zone="America/New_York",
    )
    party = matters.add_party(cast.lead, cast.proceeding, name="Brightline", role="Defendant")
    return Docketed(
        cast,
        trigger,
        critical,
        by_hand,
        exclusion,
        appointment,
        TeamMember.objects.for_system(system).get(user=cast.senior),
        party,
        matters.add_counsel(cast.lead, party, name="Lena Brandt"),
        Grant.objects.for_system(system).get(user=cast.outside),
        docketing.close_court(
            cast.lead,
            court="us-akd",
            kind="closed",
            first_on=date(2026, 12, 30),
            last_on=date(2026, 12, 30),
            source="Notice of 2 November 2026",
        ),
    )


UNDO = re.compile(r'<form[^>]*action="/undo/".*?</form>', re.DOTALL)


def hidden(page: str, *, of_undo: bool = False) -> dict[str, str]:
    """The hidden fields of a page's form: its submission token and the version it was made from.

    The way back that every page has is a form of its own.
    """
    page = "".join(UNDO.findall(page)[:1]) if of_undo else UNDO.sub("", page)
    found = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        name, value = (re.search(rf'{n}="([^"]*)"', tag) for n in ("name", "value"))
        if name and name[1] in ("submission", "seen"):
            found[name[1]] = value[1] if value else ""
    return found


def _proceeding(firm: Docketed) -> list[Any]:
    return [firm.cast.matter.number, firm.cast.proceeding.pk]


def _critical(firm: Docketed) -> list[Any]:
    return [firm.cast.matter.number, firm.critical.pk]


def _by_hand(firm: Docketed) -> list[Any]:
    return [firm.cast.matter.number, firm.by_hand.pk]


def _client(firm: Docketed) -> list[Any]:
    return [firm.cast.matter.client_id]


def _junior(firm: Docketed) -> list[Any]:
    return [firm.cast.junior.pk]


def _nothing(firm: Docketed) -> list[Any]:
    return []


FORMS = [
    Filled(
        "trigger-new",
        ("docketing.record_trigger",),
        at=_proceeding,
        fields={
            "event": "us.summons_served",
            "happened_on": "2026-11-09",
            "service": "personal",
        },
    ),
    Filled(
        "trigger-move",
        ("docketing.move_trigger",),
        at=lambda firm: [firm.cast.matter.number, firm.trigger.pk],
        fields={"happened_on": "2026-11-05", "service": "personal"},
    ),
    Filled(
        "deadline-new",
        ("docketing.enter_deadline",),
        fields={"title": "Call the expert", "due_on": "2026-12-04", "source": "Letter of today"},
    ),
    Filled(
        "deadline-completion",
        ("docketing.satisfy",),
        at=_critical,
        fields={"satisfied_on": "2026-11-20", "reason": "Dismissed by stipulation"},
    ),
    Filled(
        "deadline-verification",
        ("docketing.verify",),
        who="senior",
        at=_critical,
        fields={"happened_on": SERVED.isoformat(), "service": "personal"},
    ),
    Filled(
        "deadline-continuance",
        ("docketing.continue",),
        at=_by_hand,
        fields={"to_on": "2026-12-15", "authority": "order", "cite": "Order, ECF 12"},
    ),
    Filled(
        "deadline-vacatur",
        ("docketing.vacate",),
        at=_by_hand,
        fields={"reason": "The letter was withdrawn"},
    ),
    Filled(
        "entry-new",
        ("docketing.docket_entry",),
        at=_proceeding,
        fields={"filed_on": "2026-11-10", "number": "12", "text": "ANSWER to complaint"},
    ),
    Filled(
        "order-new",
        ("docketing.make_order",),
        at=_proceeding,
        fields={
            "layer": "order",
            "cite": "Order, ECF 14",
            "rule": "us.frcp.12.a.1.A.i",
            "made_on": "2026-11-10",
            "date_certain": "2026-12-18",
        },
    ),
    Filled(
        "matter-new",
        ("people.enter", "matters.open"),
        at=_nothing,
        fields={
            "title": "Ostrava Castings v. Meridian Freight",
            "client_name": "Ostrava Castings GmbH",
            "kind": "litigation",
            "opened_on": "2026-11-10",
        },
    ),
    Filled(
        "matter-change",
        ("matters.change",),
        fields={"title": "Halvorsen v. Brightline", "kind": "litigation", "stage": "discovery"},
    ),
    Filled(
        "proceeding-new",
        ("matters.add_proceeding",),
        fields={"court": "us-nysd", "number": "1:26-cv-09999", "filed_on": "2026-11-10"},
    ),
    Filled(
        "contact-new",
        ("people.enter",),
        at=_nothing,
        fields={"kind": "person", "name": "Ida Falk"},
    ),
    Filled(
        "contact-correct",
        ("people.correct",),
        at=_client,
        fields={"kind": "organization", "name": "Halvorsen Tooling Incorporated"},
    ),
    Filled(
        "alias-new",
        ("people.add_alias",),
        at=_client,
        fields={"name": "Halvorsen Tools", "kind": "dba"},
    ),
    Filled(
        "rule-review",
        ("docketing.sign_off_rule",),
        at=lambda firm: [firm.critical.rule],
        fields={"compared": "the rules as amended on 1 December 2025"},
    ),
    Filled(
        "closure-new",
        ("docketing.close_court",),
        at=_nothing,
        fields={
            "court": "us-nysd",
            "kind": "closed",
            "first_on": "2026-12-28",
            "last_on": "2026-12-28",
            "source": "Notice of 1 December 2026",
        },
    ),
    Filled(
        "closure-end",
        ("docketing.open_court",),
        at=lambda firm: [firm.closure.pk],
        fields={"reason": "The storm passed"},
    ),
    Filled(
        "relation-new",
        ("people.relate",),
        at=_client,
        fields={"kind": "officer", "other": "Ngozi Okafor"},
    ),
    Filled(
        "party-new",
        ("matters.add_party",),
        at=_proceeding,
        fields={"name": "Meridian Freight", "role": "Intervenor"},
    ),
    Filled(
        "party-end",
        ("matters.end_party",),
        at=lambda firm: [firm.cast.matter.number, firm.party.pk],
        fields={"on": "2026-12-01"},
    ),
    Filled(
        "counsel-new",
        ("matters.add_counsel",),
        at=lambda firm: [firm.cast.matter.number, firm.party.pk],
        fields={"name": "Omar Reyes"},
    ),
    Filled(
        "counsel-end",
        ("matters.substitute_counsel",),
        at=lambda firm: [firm.cast.matter.number, firm.counsel.pk],
        fields={"on": "2026-12-01", "successor": "Omar Reyes"},
    ),
    Filled(
        "team-leave",
        ("matters.leave_team",),
        at=lambda firm: [firm.cast.matter.number, firm.member.pk],
    ),
    Filled(
        "appointment-new",
        ("calendaring.commit",),
        fields={
            "kind": "meeting",
            "title": "Call with the client",
            "on": "2026-12-02",
            "zone": "America/New_York",
        },
    ),
    Filled(
        "appointment-move",
        ("calendaring.move",),
        at=lambda firm: [firm.cast.matter.number, firm.appointment.pk],
        fields={"on": "2027-01-13"},
    ),
    Filled(
        "appointment-cancel",
        ("calendaring.take_off",),
        at=lambda firm: [firm.cast.matter.number, firm.appointment.pk],
    ),
    Filled(
        "grant-end",
        ("matters.revoke",),
        who="administrator",
        at=lambda firm: [firm.grant.pk],
        fields={"reason": "The case is settled"},
    ),
    Filled(
        "person-new",
        ("core.admit",),
        who="administrator",
        at=_nothing,
        fields={
            "name": "Theo Brandt",
            "initials": "TB",
            "email": "theo.brandt@demo.invalid",
            "role": "junior",
        },
    ),
    Filled(
        "person",
        ("core.change_account",),
        who="administrator",
        at=_junior,
        fields={
            "name": "Sam Idowu-Reyes",
            "initials": "SI",
            "email": "sam.idowu@demo.invalid",
            "role": "junior",
        },
    ),
    Filled("person-activity", ("core.set_active",), who="administrator", at=_junior),
    Filled("person-sessions", ("core.end_sessions",), who="administrator", at=_junior),
    Filled(
        "wall-lower",
        ("matters.lower_wall",),
        who="administrator",
        at=lambda firm: [firm.exclusion.pk],
        fields={"reason": "The conflict was waived in writing"},
    ),
    Filled(
        "team-new",
        ("matters.join_team",),
        fields={"user": lambda firm: firm.cast.mid.pk, "duty": "coordinator", "access": "work"},
    ),
    Filled(
        "wall",
        ("matters.wall_off",),
        who="administrator",
        fields={
            "user": lambda firm: firm.cast.mid.pk,
            "kind": "wall",
            "reason": "Worked for Brightline in 2023",
        },
    ),
]
# Forms of the same mould that a test without a one-person firm, or without a page of a court,
# cannot send: they go through the same door.
# An erasure is done once by its nature, and there is nothing restricted or to recalculate here.
# The preview shows the trigger form and changes nothing.
LEFT_OUT = {
    "deadline-waiver",
    "docket-import",
    "erase",
    "recalculation",
    "recalculations",
    "trigger-preview",
    "wall-open",
}
