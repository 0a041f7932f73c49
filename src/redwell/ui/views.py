"""The specimen: every part of a screen on three pages, mounted in debug only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

PAGES = ("today", "matter", "parts")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a specimen is shown to: an invented coordinator with the wished appearance."""

    theme: str
    density: str
    pk: int = 0
    name: str = "Dana Price"
    initials: str = "DP"
    single_keys: bool = True
    get_role_display: str = "Lead legal coordinator"


class Sample(forms.Form):
    """A form with one field of each kind, half of it refused."""

    title = forms.CharField(help_text="As it should read in every list.")
    happened_on = forms.DateField(
        label="Happened on", widget=forms.DateInput(attrs={"type": "date"})
    )
    service = forms.ChoiceField(
        label="Served by",
        choices=[("hand", "Personal delivery"), ("mail", "Mail")],
        widget=forms.RadioSelect,
        help_text="The way of service may add days.",
    )
    owner = forms.ChoiceField(choices=[("", "Choose a person"), ("dp", "Dana Price")])
    is_critical = forms.BooleanField(
        label="A second person must confirm it",
        required=False,
        help_text="Then one entry is not enough.",
    )
    note = forms.CharField(required=False, widget=forms.Textarea)
    paper = forms.FileField(label="Document", required=False)


def _rail(current: str) -> list[dict[str, object]]:
    pages = {"matters": "matter", "parts": "parts"}
    places = [
        ("today", "Today", "sun", "t", None),
        ("inbox", "Inbox", "inbox", "i", 5),
        ("matters", "Matters", "folders", "m", None),
        ("deadlines", "Deadlines", "alarm-clock", "d", None),
        ("calendar", "Calendar", "calendar-days", "c", None),
        ("people", "People", "contact", "p", None),
        ("parts", "Parts", "shapes", "r", None),
    ]
    return [
        {
            "name": name,
            "title": title,
            "icon": icon,
            "key": key,
            "count": count,
            "url": f"?page={pages.get(name, 'today')}",
            "current": name == current or (name == "matters" and current == "matter"),
        }
        for name, title, icon, key, count in places
    ]


def specimen(request: HttpRequest) -> HttpResponse:
    """``?page=today|matter|parts`` with ``theme``, ``density`` and ``lang`` (``ar`` reads right to
    left); an unknown page answers 404."""
    page = request.GET.get("page", "today")
    if page not in PAGES:
        raise Http404
    now = timezone.now()
    today: date = timezone.localdate()
    half = Sample({"half-title": "", "half-note": "Half written"}, prefix="half")
    context = {
        "user": Reader(request.GET.get("theme", "auto"), request.GET.get("density", "dense")),
        "rail": _rail(page),
        "rail_views": [{"title": "Unverified, this week", "url": "?page=parts", "count": 3}],
        "new_menu": [
            {"title": "Matter", "url": "#", "icon": "folder-plus"},
            {"title": "Deadline", "url": "#", "icon": "alarm-clock-plus"},
        ],
        "messages": [
            Message(constants.SUCCESS, "Closed: Serve answer to complaint.", extra_tags="undoable")
        ],
        "today": today,
        "days": [today + timedelta(days=n) for n in (0, 0, 1, 4, 7)],
        "instants": [now + timedelta(minutes=n) for n in (498, 917, 1640, 6200, 10300, -95)],
        "proof": _proof(now),
        "form": Sample(),
        "half": half,
        "page": page,
    }
    with translation.override(request.GET.get("lang", "en")):
        return render(request, f"ui/specimen/{page}.html", context)


specimen.need = "public"  # type: ignore[attr-defined]


def _proof(now: datetime) -> dict[str, object]:
    served, due = now.date() - timedelta(days=21), now.date()
    return {
        "notices": ["The calendar of this court is provisional beyond next year."],
        "steps": [
            {
                "number": 1,
                "label": "Trigger",
                "text": "Summons and complaint served in person",
                "cite": "Docket 36",
                "on_text": f"{served:%a} {served.day} {served:%b %Y}",
            },
            {
                "number": 2,
                "label": "Count",
                "text": "21 days after service, the day of service not counted",
                "cite": "FRCP 12(a)(1)(A)(i), 6(a)(1)",
                "on_text": f"{due:%a} {due.day} {due:%b %Y}",
            },
            {
                "number": 3,
                "label": "Time of day",
                "text": "Office cut-off; the court allows until midnight",
                "cite": "Firm policy",
                "on_text": "5:00 PM",
            },
        ],
        "alternatives": [
            {
                "on_text": f"{due:%a} {due.day} {due:%b %Y}, midnight",
                "why": "Electronic filing is open until the end of the day.",
                "cite": "FRCP 6(a)(4)(A)",
            }
        ],
        "not_applied": [
            {
                "what": "Three more days",
                "why": "Only for service by mail or with the clerk",
                "cite": "FRCP 6(d)",
            }
        ],
    }
