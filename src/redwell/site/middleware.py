"""Three small layers: headers on every response, sessions that end, and the reader's own day."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from redwell.core.actors import Firm
from redwell.lib.zones import ZoneError, zone

Responder = Callable[[HttpRequest], HttpResponse]


class Headers:
    """Nothing of a matter is kept by caches, and no device feature is used."""

    def __init__(self, respond: Responder) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
            "publickey-credentials-get=(self), publickey-credentials-create=(self)",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class Sessions:
    """Ends a session after the idle time, after its longest time, and when its person is let out."""

    def __init__(self, respond: Responder) -> None:
        self.respond = respond
        self.idle_seconds = settings.REDWELL.idle_minutes * 60
        self.longest_seconds = settings.REDWELL.session_hours * 3600

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return self.respond(request)
        now = int(timezone.now().timestamp())
        # The cookie's own age starts anew with every save, so the absolute end is kept here.
        began = request.session.setdefault("began", now)
        seen = request.session.get("seen", now)
        too_long = now - began > self.longest_seconds or now - seen > self.idle_seconds
        if too_long or not user.is_active:
            logout(request)
        # The news poll of an open page is not use.
        elif (now - seen > 60 or "seen" not in request.session) and request.path != "/news":
            request.session["seen"] = now
        return self.respond(request)


class ReadersZone:
    """Today is the day on the reader's wall: in the person's own zone, else in the firm's.

    In UTC a deadline of today would be called late from seven in a New York evening.
    """

    def __init__(self, respond: Responder) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return self.respond(request)
        firm = None if user.zone else Firm.current()
        try:
            here = zone(user.zone or (firm.zone if firm else "UTC"))
        except ZoneError:
            # A zone that the tables no longer have must not close every page.
            here = zone("UTC")
        with timezone.override(here):
            return self.respond(request)
