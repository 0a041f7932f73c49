"""The people of the demo firm."""

from __future__ import annotations

from redwell.core.actors import User

# (key, name, initials, role, also an administrator)
CAST = (
    ("dana.price", "Dana Price", "DP", "lead", True),
    ("avery.lund", "Avery Lund", "AL", "senior", False),
    ("jo.novak", "Jo Novak", "JN", "mid", False),
    ("sam.idowu", "Sam Idowu", "SI", "junior", False),
    ("maria.ruiz", "Maria Ruiz", "MR", "attorney", False),
    ("kim.chen", "Kim Chen", "KC", "attorney", False),
    ("tom.abara", "Tom Abara", "TA", "attorney", False),
    ("lee.park", "Lee Park", "LP", "biller", False),
    ("noor.haddad", "Noor Haddad", "NH", "outside", False),
    ("pat.halvorsen", "Pat Halvorsen", "PH", "client", False),
    ("robin.okoye", "Robin Okoye", "RO", "administrator", True),
)


def hire(password: str) -> dict[str, User]:
    """Make every account; returns them by the first name in lower case."""
    people = {}
    for key, name, initials, role, administers in CAST:
        people[key.split(".")[0]] = User.objects.create_user(
            f"{key}@demo.invalid",
            password,
            name=name,
            initials=initials,
            role=role,
            is_administrator=administers,
            zone="America/New_York",
        )
    return people
