"""What the sign-in library does to an account, as entries of the audit chain.

The library tells of it by signals; this is the one place that hears them. Refused access is no
change of anything: it goes to the log `redwell.security`, one JSON object a line.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from allauth.account import signals as account
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa import signals as factors
from django.contrib.auth import signals as auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from redwell.core import audit

LOG = logging.getLogger("redwell.security")


def record(
    action: str, sentence: str, *, user: Any = None, request: Any = None, **body: Any
) -> None:
    """Append one entry about an account. `user` is None where nobody was let in."""
    session = getattr(getattr(request, "session", None), "session_key", None) or ""
    with transaction.atomic():
        audit.append(
            action=action,
            need="core.see_own",
            actor=user,
            matter_id=None,
            session=session,
            sentence=sentence,
            body={"arguments": body | {"came_from": _came_from(request)}},
            touched=[],
        )


def _came_from(request: Any) -> str:
    """The network address of the request; a proxy's word for it counts only where one is set up."""
    return (request is not None and get_client_ip(request)) or ""


def refused(request: HttpRequest, need: str, why: str) -> None:
    """Log an access that was refused: who, what, when in UTC, and why. Never what was asked for."""
    LOG.warning(
        json.dumps(
            {
                "at": timezone.now().isoformat(),
                "event": "refused",
                "user": getattr(request.user, "pk", None),
                "method": request.method,
                "path": request.path,
                "need": need,
                "why": why,
            }
        )
    )


def listen() -> None:
    """Connect every event. Called once, when the app is ready."""
    for signal, hear in (
        (auth.user_logged_in, _signed_in),
        (auth.user_logged_out, _signed_out),
        (auth.user_login_failed, _failed),
        (account.password_changed, _password),
        (account.password_set, _password),
        (factors.authenticator_added, _factor_added),
        (factors.authenticator_removed, _factor_removed),
        (factors.authenticator_reset, _factor_reset),
        (factors.authentication_failed, _factor_failed),
    ):
        signal.connect(hear, dispatch_uid=f"redwell.{hear.__name__}.{id(signal)}")


def _signed_in(sender: Any, request: Any, user: Any, **_: Any) -> None:
    record("core.signed_in", f"{user} signed in", user=user, request=request)


def _signed_out(sender: Any, request: Any, user: Any, **_: Any) -> None:
    if user is not None:
        record("core.signed_out", f"{user} signed out", user=user, request=request)


def _failed(sender: Any, credentials: Any, request: Any = None, **_: Any) -> None:
    given = str(credentials.get("email") or credentials.get("username") or "")[:200]
    record("core.sign_in_failed", "Somebody failed to sign in", request=request, address=given)


def _password(sender: Any, request: Any, user: Any, **_: Any) -> None:
    record("core.password_changed", f"{user} changed the password", user=user, request=request)


def _factor_added(sender: Any, request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    said = f"{user} added a way to sign in: {_named(authenticator)}"
    record("core.factor_added", said, user=user, request=request)


def _factor_removed(sender: Any, request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    said = f"{user} removed a way to sign in: {_named(authenticator)}"
    record("core.factor_removed", said, user=user, request=request)


def _factor_reset(sender: Any, request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    said = f"{user} renewed a way to sign in: {_named(authenticator)}"
    record("core.factor_renewed", said, user=user, request=request)


def _factor_failed(sender: Any, request: Any, user: Any, **_: Any) -> None:
    record("core.factor_failed", f"A wrong code was given for {user}", request=request)


def _named(authenticator: Any) -> str:
    return str(authenticator.get_type_display()).lower()
