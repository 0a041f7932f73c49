"""A test client whose person gave the password a moment ago, as most pages may suppose."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client


def freshly(client: Client, person: Any) -> Client:
    """Sign ``person`` in, freshly enough for the screens that ask for the password again."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": person.email}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
