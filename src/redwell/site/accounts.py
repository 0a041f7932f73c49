"""How Redwell uses the sign-in library: accounts are made by an administrator, not by a visitor."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
