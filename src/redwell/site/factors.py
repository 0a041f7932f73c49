"""A firm may demand a second factor (ASVS 6.3.3): without one, only the way to get one is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from redwell.core.refusals import NotAllowed
from redwell.core.screens import refuse

# Recovery codes come with a factor; alone they are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Setting a factor up, confirming who one is for that, giving a first password, and the way out.
OPEN = (
    "mfa_index",
    "account_reauthenticate",
    "account_set_password",
    "account_change_password",
    "account_logout",
)


def is_wanting(user: Any) -> bool:
    """Whether the firm demands a factor of this person, who has none."""
    demanded = settings.REDWELL.second_factor
    if demanded == "off" or (demanded == "administrators" and not user.holds("core.administer")):
        return False
    return not Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


class SecondFactor:
    """Leads a person whose factor is wanting to the page where one is set up, whatever was asked."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated or not is_wanting(user):
            return self.respond(request)
        request.factor_is_wanting = True  # type: ignore[attr-defined]
        if request.path.startswith(tuple(reverse(name) for name in OPEN)):
            return self.respond(request)
        if request.method == "GET" and not request.headers.get("HX-Request"):
            return redirect("mfa_index")
        return refuse(
            request,
            NotAllowed("Your firm demands a second factor: set one up on your account first."),
        )
