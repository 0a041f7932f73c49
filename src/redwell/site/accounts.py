"""How Redwell uses the sign-in library: who may have an account, and what a refusal says."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "This was tried too often. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactors(DefaultMFAAdapter):
    """Passkeys, codes from an app and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        # The library has one refusal for codes and passkeys alike.
        "incorrect_code": (
            "This was not accepted. A code works once and for thirty seconds; "
            "a passkey works as long as it stands on your account page."
        ),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "Passkey"
