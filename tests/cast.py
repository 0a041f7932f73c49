"""The cast: every role once, a second coordinator, a colleague walled off, and one believable matter.

Tests and the demo firm speak of the same people; all of them are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redwell.core.actors import Firm, User
from redwell.matters import actions as matters
from redwell.matters.models import Matter, Proceeding
from redwell.people import actions as people

PASSWORD = "correct horse battery staple"


@dataclass
class Cast:
    """Who is who; ``matter`` is the one that ``walled`` may not know of."""

    lead: User
    senior: User
    mid: User
    junior: User
    attorney: User
    biller: User
    outside: User
    client: User
    administrator: User
    walled: User
    matter: Matter
    proceeding: Proceeding
    other: Matter

    def everybody(self) -> dict[str, User]:
        return {name: person for name, person in vars(self).items() if isinstance(person, User)}


def _account(email: str, name: str, initials: str, role: str, **more: bool) -> User:
    return User.objects.create_user(
        f"{email}@demo.invalid", None, name=name, initials=initials, role=role, **more
    )


def assemble() -> Cast:
    """Make the firm, its people and two matters; every write goes through the actions."""
    Firm.objects.update_or_create(pk=1, defaults={"name": "Aldine & Marsh LLP"})
    lead = _account("dana.price", "Dana Price", "DP", "lead")
    senior = _account("avery.lund", "Avery Lund", "AL", "senior")
    mid = _account("jo.novak", "Jo Novak", "JN", "mid")
    junior = _account("sam.idowu", "Sam Idowu", "SI", "junior")
    attorney = _account("maria.ruiz", "Maria Ruiz", "MR", "attorney")
    biller = _account("lee.park", "Lee Park", "LP", "biller")
    outside = _account("noor.haddad", "Noor Haddad", "NH", "outside")
    client = _account("pat.halvorsen", "Pat Halvorsen", "PH", "client")
    administrator = _account(
        "robin.okoye", "Robin Okoye", "RO", "administrator", is_administrator=True
    )
    walled = _account("kim.chen", "Kim Chen", "KC", "attorney")

    company = people.enter(lead, kind="organization", name="Halvorsen Tooling Inc.")
    estate = people.enter(lead, kind="person", name="Ngozi Okafor")
    matter = matters.open_matter(
        lead,
        title="Halvorsen v. Brightline Freight",
        client=company,
        kind="litigation",
        opened_on=date(2026, 9, 1),
    )
    for user, duty, access in [
        (attorney, "responsible", "work"),
        (lead, "coordinator", "work"),
        (senior, "backup", "work"),
        (junior, "coordinator", "read"),
    ]:
        matters.join_team(lead, matter, user=user, duty=duty, access=access)
    proceeding = matters.add_proceeding(
        lead,
        matter,
        court="us-nysd",
        court_name="S.D.N.Y.",
        number="1:26-cv-07713",
        title=matter.title,
        judge="L. J. Amsel",
        filed_on=date(2026, 9, 15),
    )
    matters.wall_off(lead, matter, user=walled, reason="Represented Brightline in 2024")
    matters.grant(lead, matter, user=outside, access="read")
    matters.grant(lead, matter, user=client, access="read")
    other = matters.open_matter(
        lead, title="Estate of Okafor", client=estate, kind="probate", opened_on=date(2026, 6, 3)
    )
    return Cast(
        lead,
        senior,
        mid,
        junior,
        attorney,
        biller,
        outside,
        client,
        administrator,
        walled,
        matter,
        proceeding,
        other,
    )
