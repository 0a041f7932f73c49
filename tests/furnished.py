"""One real object of the cast's matter behind every parameter of every address."""

from __future__ import annotations

from datetime import date

from cast import Cast
from redwell.calendaring import actions as calendaring
from redwell.docketing import actions as docketing
from redwell.docketing.models import Deadline
from redwell.matters import actions as matters
from redwell.matters.models import Exclusion, Grant, Matter, TeamMember

SYSTEM = "the tests furnish the matter"


def furnish(cast: Cast) -> dict[str, object]:
    """Docket a summons and what belongs to it; returns the value of each parameter by its name.

    The restriction stands over a matter of its own, so that the cast's stays open to the firm.
    """
    trigger = docketing.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
        owner=cast.lead,
    )
    docketing.docket_entry(cast.lead, cast.proceeding, text="COMPLAINT", filed_on=date(2026, 9, 15))
    critical = Deadline.objects.for_system(SYSTEM).get(trigger=trigger, rule="us.frcp.12.a.1.A.i")
    party = matters.add_party(cast.lead, cast.proceeding, name="Brightline", role="Defendant")
    counsel = matters.add_counsel(cast.lead, party, name="Lena Brandt")
    appointment = calendaring.commit(
        cast.lead,
        cast.matter,
        kind="hearing",
        title="Status conference",
        on=date(2027, 1, 12),
        zone="America/New_York",
    )
    return {
        "number": cast.matter.number,
        "wall_number": cast.matter.number,
        "proceeding": cast.proceeding.pk,
        "deadline": critical.pk,
        "trigger": trigger.pk,
        "contact_id": cast.matter.client_id,
        "user": cast.junior.pk,
        "exclusion": Exclusion.objects.for_system(SYSTEM).get(matter=cast.matter).pk,
        "grant": Grant.objects.for_system(SYSTEM).get(user=cast.outside).pk,
        "restriction": _restricted(cast),
        "member": TeamMember.objects.for_system(SYSTEM).get(user=cast.senior).pk,
        "party": party.pk,
        "counsel": counsel.pk,
        "appointment": appointment.pk,
        "closure": docketing.close_court(
            cast.lead,
            court="us-akd",
            kind="closed",
            first_on=date(2026, 12, 31),
            last_on=date(2026, 12, 31),
            source="Notice of 1 November 2026",
        ).pk,
        "rule_id": critical.rule,
        "form": "csv",
    }


def filled(path: str, values: dict[str, object]) -> str:
    """An address's pattern with the values in it; fails on a parameter that nobody furnished."""
    for name, value in values.items():
        for kind in ("str", "int"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    assert "<" not in path, f"teach tests/furnished.py what stands for {path}"
    return "/" + path


def _restricted(cast: Cast) -> int:
    client = Matter.objects.for_system(SYSTEM).get(pk=cast.other.pk).client
    quiet = matters.open_matter(
        cast.lead,
        title="Quiet talks",
        client=client,
        kind="transaction",
        opened_on=date(2026, 10, 1),
    )
    matters.join_team(cast.lead, quiet, user=cast.lead, duty="coordinator")
    return matters.restrict(cast.lead, quiet, reason="Announced next year").pk
