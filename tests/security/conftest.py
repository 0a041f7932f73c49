"""A firm whose lead is also its administrator, and a client that shows faults as answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client

from redwell.docketing import actions as docketing
from redwell.docketing.actions import exporting
from redwell.matters import actions as matters
from redwell.matters.models import Exclusion
from signed_in import freshly


@dataclass
class Firm:
    """The cast with one object behind every address, and the lead's signed-in client."""

    cast: Any
    values: dict[str, object] = field(default_factory=dict)

    @property
    def lead(self) -> Any:
        return self.cast.lead

    def client(self, **options: Any) -> Client:
        """Signed in as the lead, freshly enough for the pages that ask for the password again."""
        return freshly(Client(raise_request_exception=False, **options), self.lead)

    def fresh_deadline(self) -> int:
        """An open critical deadline that somebody else entered, so that every verb is open to it."""
        return docketing.enter_deadline(
            self.cast.senior,
            self.cast.matter,
            title="Joint report",
            due_on=date(2026, 12, 1),
            zone="America/New_York",
            source="Order of 3 November 2026",
            proceeding=self.cast.proceeding,
            is_critical=True,
            owner=self.lead,
        ).pk

    def fresh_wall(self) -> int:
        """A wall that stands against somebody other than the lead."""
        held = Exclusion.objects.for_system("one wall at a time").filter(user=self.cast.biller)
        if held.exists():
            return held.first().pk
        return matters.wall_off(
            self.lead, self.cast.matter, user=self.cast.biller, reason="Acted for the other side"
        ).pk


def _furnish() -> Firm:
    from cast import PASSWORD, assemble
    from furnished import furnish

    firm = Firm(assemble())
    cast = firm.cast
    cast.lead.is_administrator = True
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    firm.values = furnish(cast) | {
        "deadline": firm.fresh_deadline(),
        "exclusion": firm.fresh_wall(),
        "pk": 1,
    }
    return firm


@pytest.fixture(autouse=True)
def _exports_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests ask every address hundreds of times; the limit has tests of its own."""
    monkeypatch.setattr(exporting, "AN_HOUR", 10**6)


@pytest.fixture
def firm(db: None) -> Firm:
    """One firm, for this test alone."""
    return _furnish()


@pytest.fixture
def quick_passwords(settings: Any) -> None:
    """Hashing that costs nothing, where passwords are typed hundreds of times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
