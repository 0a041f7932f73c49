"""Who may do what: one table, read by actions, screens, the administrator's page and the tests."""

from __future__ import annotations

from dataclasses import dataclass

LEAD, SENIOR, MID, JUNIOR = "lead", "senior", "mid", "junior"
ATTORNEY, BILLER = "attorney", "biller"
OUTSIDE, CLIENT = "outside", "client"
ADMINISTRATOR = "administrator"

ROLES: dict[str, str] = {
    LEAD: "Lead coordinator",
    SENIOR: "Senior coordinator",
    MID: "Coordinator",
    JUNIOR: "Junior coordinator",
    ATTORNEY: "Attorney",
    BILLER: "Biller",
    OUTSIDE: "Outside counsel",
    CLIENT: "Client",
    ADMINISTRATOR: "Administrator",
}

COORDINATORS = frozenset({LEAD, SENIOR, MID, JUNIOR})
INSIDE = COORDINATORS | {ATTORNEY, BILLER}
EVERYBODY = INSIDE | {OUTSIDE, CLIENT}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a person may be allowed to do.

    ``changes`` is true when it alters a matter: a colleague with read access to the matter may
    then not do it, whatever the role.
    """

    name: str
    title: str
    roles: frozenset[str]
    changes: bool = True


def _need(name: str, title: str, roles: frozenset[str], *, changes: bool = True) -> Need:
    return Need(name, title, roles, changes)


NEEDS: dict[str, Need] = {
    need.name: need
    for need in (
        _need(
            "core.see_own",
            "Use Redwell and see one's own account",
            EVERYBODY | {ADMINISTRATOR},
            changes=False,
        ),
        _need("core.undo", "Undo one's own last action", EVERYBODY),
        _need(
            "core.administer", "Administer people, roles and the firm", frozenset({ADMINISTRATOR})
        ),
        _need(
            "core.read_security",
            "Read who did what, firm-wide",
            frozenset({ADMINISTRATOR}),
            changes=False,
        ),
        _need("people.read", "See people and organizations", INSIDE, changes=False),
        _need(
            "people.edit", "Enter and correct people and organizations", COORDINATORS | {ATTORNEY}
        ),
        _need("matters.read", "See matters within one's walls", EVERYBODY, changes=False),
        _need("matters.history", "Read who did what in a matter", INSIDE, changes=False),
        _need("matters.open", "Open a matter", frozenset({LEAD, SENIOR, MID, ATTORNEY})),
        _need(
            "matters.edit",
            "Change a matter, its team and its proceedings",
            frozenset({LEAD, SENIOR, MID, ATTORNEY}),
        ),
        _need("matters.wall", "Raise and lower ethical walls", frozenset({LEAD, ADMINISTRATOR})),
        _need("documents.read", "Open the documents of a matter", EVERYBODY, changes=False),
        _need("documents.add", "Add documents to a matter", COORDINATORS | {ATTORNEY, OUTSIDE}),
        _need("docketing.read", "See dockets and deadlines", INSIDE | {OUTSIDE}, changes=False),
        _need("docketing.enter", "Docket entries, triggers and dates", COORDINATORS | {ATTORNEY}),
        _need("docketing.import", "Import court docket pages", COORDINATORS),
        _need(
            "docketing.verify",
            "Verify a critical date as the second person",
            COORDINATORS | {ATTORNEY},
        ),
        _need(
            "docketing.satisfy",
            "Close a deadline with proof or a reason",
            COORDINATORS | {ATTORNEY},
        ),
        _need(
            "docketing.waive",
            "Waive the second entry with a reason",
            frozenset({LEAD, SENIOR, ATTORNEY}),
        ),
        _need("calendaring.read", "See calendar dates", INSIDE | {OUTSIDE}, changes=False),
        _need("calendaring.enter", "Enter hearings and appointments", COORDINATORS | {ATTORNEY}),
        _need(
            "rulebook.edit",
            "Enter closures of courts and the firm's own rules",
            frozenset({LEAD, SENIOR}),
        ),
        _need(
            "rulebook.review",
            "Sign off a rule that was compared with its source",
            frozenset({LEAD, ATTORNEY}),
        ),
        _need(
            "rulebook.read",
            "Browse rules and use the calculator",
            INSIDE | {OUTSIDE},
            changes=False,
        ),
    )
}


def roles_of(actor: object) -> frozenset[str]:
    """The roles a signed-in person holds: one role, and administrator beside it where given."""
    roles = {getattr(actor, "role", "")}
    if getattr(actor, "is_administrator", False):
        roles.add(ADMINISTRATOR)
    return frozenset(roles & set(ROLES))


def holds(actor: object, need: str) -> bool:
    """Whether one of the actor's roles carries ``need``. Unknown needs are a bug: KeyError."""
    return bool(getattr(actor, "is_active", False)) and bool(NEEDS[need].roles & roles_of(actor))
