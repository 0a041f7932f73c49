"""The rail, the palette and the shortcuts: one list of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from redwell import __version__
from redwell.core.forms import new_token


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the rail: its name, icon, URL name, the key after ``g``, and the need it asks for."""

    title: Any
    icon: str
    route: str
    key: str
    need: str


PLACES = (
    Place(_("Today"), "sun", "today", "t", "docketing.read"),
    Place(_("Matters"), "folders", "matters", "m", "matters.read"),
    Place(_("Deadlines"), "alarm-clock", "deadlines", "d", "docketing.read"),
    Place(_("People"), "contact", "contacts", "p", "people.read"),
    Place(_("Rulebook"), "scale", "rulebook", "r", "rulebook.read"),
    Place(_("Calculator"), "calculator", "calculator", "c", "rulebook.read"),
    Place(_("Administration"), "settings", "administration", "a", "core.administer"),
)

# What the New menu offers: title, URL name, icon, need.
NEW = (
    (_("Matter"), "matter-new", "folder-plus", "matters.open"),
    (_("Person or organization"), "contact-new", "user-plus", "people.edit"),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page needs; nothing here reads a matter."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"redwell_version": __version__, "account_layout": "ui/signed_out.html"}
    path = request.path
    rail = []
    for place in PLACES:
        if not user.holds(place.need):
            continue
        url = reverse(place.route)
        current = path == url if url == "/" else path.startswith(url)
        rail.append(
            {
                "name": place.route,
                "title": place.title,
                "icon": place.icon,
                "url": url,
                "key": place.key,
                "current": current,
                "count": None,
            }
        )
    return {
        "rail": rail,
        "new_menu": [
            {"title": title, "url": reverse(route), "icon": icon}
            for title, route, icon, need in NEW
            if user.holds(need)
        ],
        # Asked for anew by each form that undoes.
        "new_submission": new_token,
        "redwell_version": __version__,
        "account_layout": "ui/base.html",
    }
