"""Screens: who may open a page is decided here, by the same table of needs as the actions."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core import actions, needs, walls
from redwell.core.answers import repeated
from redwell.core.refusals import NotAllowed, Refusal

# Who is told of a refused access: (request, need, why).
REFUSED: list[Callable[[HttpRequest, str, str], None]] = []
# Asks for the password anew where it was given too long ago: (request, where to go back to) gives
# the page that asks, or None where it was given lately.
ASK_AGAIN: list[Callable[[HttpRequest, str], HttpResponse | None]] = []
_SCOPES: dict[str, tuple[str, Callable[[Any, str], Any]]] = {}


def scope(parameter: str, name: str) -> Callable[..., Any]:
    """Register how a URL parameter becomes an object inside the reader's wall.

    The function gets (actor, value) and returns the object or None; None answers 404, so that
    what a person may not know of cannot be told from what does not exist.
    """

    def register(function: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
        _SCOPES[parameter] = (name, function)
        return function

    return register


def screen(*, needs: str, writes: str = "", fresh: bool | str = False) -> Callable[..., Any]:
    """Make a view a screen: signed in, allowed, and its matter resolved through the wall.

    ``needs`` is asked of every request, ``writes`` (default the same) of every unsafe one. Scoped
    parameters (``number``) arrive as objects. A refusal becomes a page with its sentence.

    A ``fresh`` screen opens only to who gave the password lately (ASVS 7.5.3). Who confirms is back
    at the screen, or, where it is a file, at the page whose route ``fresh`` names.
    """
    need = needs

    def register(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.user
            reads = request.method in ("GET", "HEAD")
            asked = need if reads else writes or need
            reading = walls.one_reading() if reads else nullcontext()
            with actions.session(request.session.session_key or ""), reading:
                try:
                    _demand(actor, asked, kwargs)
                    asks = _asked_again(request, fresh) if fresh else None
                    return asks or view(request, *args, **kwargs)
                except OutOfSight as hidden:
                    _tell(request, asked, "no such object within the reader's walls")
                    raise Http404 from hidden
                except Http404:
                    again = repeated(request)
                    if again is None:
                        raise
                    return again
                except Refusal as refusal:
                    if isinstance(refusal, NotAllowed):
                        _tell(request, asked, refusal.sentence)
                    return repeated(request) or refuse(request, refusal)

        guarded = login_required(show)
        guarded.need = need  # type: ignore[attr-defined]
        guarded.writes = writes or need  # type: ignore[attr-defined]
        guarded.fresh = fresh  # type: ignore[attr-defined]
        return guarded

    return register


class OutOfSight(Exception):
    """A scoped parameter names nothing within the reader's walls."""


def _tell(request: HttpRequest, need: str, why: str) -> None:
    for hear in REFUSED:
        hear(request, need, why)


def _asked_again(request: HttpRequest, fresh: bool | str) -> HttpResponse | None:
    query = request.GET.urlencode()
    page = reverse(fresh) if isinstance(fresh, str) else request.path
    back = f"{page}?{query}" if query else page
    return next((asks for ask in ASK_AGAIN if (asks := ask(request, back))), None)


def _demand(actor: Any, need: str, kwargs: dict[str, Any]) -> None:
    for parameter in [p for p in kwargs if p in _SCOPES]:
        name, resolve = _SCOPES[parameter]
        found = resolve(actor, kwargs.pop(parameter))
        if found is None:
            raise OutOfSight
        kwargs[name] = found
        allows = getattr(found, "allows", None)
        if allows is not None and not allows(actor, needs.NEEDS[need]):
            raise NotAllowed("You may read this matter but not change it.")
    if not needs.holds(actor, need):
        raise NotAllowed(f"Your role does not allow this: {needs.NEEDS[need].title.lower()}.")


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page, or for htmx the fragment, that says why something was refused."""
    part = "#said" if request.headers.get("HX-Request") else ""
    return render(request, f"core/refusal.html{part}", {"refusal": refusal}, status=refusal.status)
