"""Closures of courts, and the dates across the firm that would be set differently."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.answers import answer
from redwell.core.base_forms import Form
from redwell.core.screens import screen
from redwell.docketing import actions, recalculating
from redwell.docketing.forms import ClosureForm, ReasonForm
from redwell.docketing.models import Closure
from redwell.lib import rulebook

SHOWN = 200


@screen(needs="rulebook.read")
def closures(request: HttpRequest) -> HttpResponse:
    """Every closure beyond the courts' calendars, newest first."""
    courts = rulebook.load().courts
    rows = [
        (row, courts[row.court].name if row.court in courts else row.court)
        for row in Closure.objects.visible_to(request.user).order_by("-first_on", "-pk")
    ]
    return render(request, "docketing/closures.html", {"rows": rows})


@screen(needs="rulebook.edit")
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a closure; the dates that it changes are shown next."""
    form = ClosureForm(request.POST or None)
    context = {"heading": "Enter a closure", "submit": "Enter and show the dates", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        closure = actions.close_court(request.user, **form.values())
        return _changes_of(closure.court)

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="rulebook.edit")
def take_back(request: HttpRequest, closure: int) -> HttpResponse:
    """Take a closure back, saying why; the dates that change with it are shown next."""
    held = Closure.objects.visible_to(request.user).filter(pk=closure).first()
    if held is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    context = {"heading": f"Take back: {held}", "submit": "Take back", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.open_court(request.user, held, reason=values["reason"])
        return _changes_of(held.court)

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="docketing.read", writes="docketing.enter")
def everywhere(request: HttpRequest) -> HttpResponse:
    """Old and new dates across matters; nothing moves until somebody accepts it."""
    court = request.GET.get("court", "")
    courts = [court] if court else []
    lines = recalculating.everywhere(request.user, courts=courts)
    form = Form(request.POST or None)
    user = request.user
    context = {
        "form": form,
        "court": court,
        "court_name": rulebook.load().courts[court].name if court in rulebook.load().courts else "",
        "lines": lines[:SHOWN],
        "count": len(lines),
        "hidden": recalculating.hidden(user, courts=courts) if user.is_administrator else 0,
    }
    if request.method != "POST":
        return render(request, "docketing/everywhere.html", context)

    def act(values: dict[str, Any]) -> str:
        keys = request.POST.getlist("line")
        if request.POST.get("all") == "all":
            keys = [line.key for line in lines]
        actions.recalculate_everywhere(request.user, keys=keys, courts=courts)
        return reverse("deadlines")

    return answer(request, form, act, "docketing/everywhere.html", context)


def _changes_of(court: str) -> str:
    return f"{reverse('recalculations')}?{urlencode({'court': court})}"
