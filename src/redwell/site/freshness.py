"""What matters most asks for the password again: who walks up to an open screen has not got it."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode

from redwell.core.refusals import NotAllowed


def ask_again(request: HttpRequest, back: str) -> HttpResponse | None:
    """The page that asks for the password, a passkey or a code; None where one was given lately.

    ``back`` is where it leads afterwards. Nothing that was sent is kept on the way: it could hold
    a password; the browser's tab keeps what was typed.
    """
    if _is_fresh(request):
        return None
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if not ways:
        raise NotAllowed(
            "This asks for your password again and your account has none: set one on your account "
            "page, then sign in anew."
        )
    if request.method not in ("GET", "HEAD"):
        messages.info(request, "Nothing was saved yet: confirm that it is you, then send it again.")
    return redirect(f"{ways[0]['url']}?{urlencode({'next': back})}")


def _is_fresh(request: HttpRequest) -> bool:
    now = timezone.now().timestamp()
    # A clock that was set back must not make an old confirmation last.
    return any(
        -60 < now - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        for record in get_authentication_records(request, request.user)
    )
