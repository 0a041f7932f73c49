"""The dates of one matter that people attend: entered, moved and taken off."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from redwell.calendaring import actions, queries
from redwell.calendaring.forms import AppointmentForm, MoveForm
from redwell.calendaring.models import Commitment
from redwell.core.answers import answer
from redwell.core.base_forms import Form
from redwell.core.screens import screen
from redwell.matters import queries as matters
from redwell.matters.models import Matter


@screen(needs="calendaring.read")
def appointments(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What is to come in this matter, and what was."""
    today = timezone.localdate()
    rows = queries.of_matter(request.user, matter)
    context = {
        "matter": matter,
        "courts": matters.proceedings(request.user, matter),
        "ahead": [row for row in rows if row.on >= today],
        "past": [row for row in reversed(rows) if row.on < today],
        "tab": "calendar",
    }
    return render(request, "calendaring/appointments.html", context)


@screen(needs="calendaring.enter")
def enter(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Put a date on the calendar."""
    form = AppointmentForm(request.POST or None, initial={"zone": _zone(request, matter)})
    context = {"matter": matter, "heading": "Put a date on the calendar", "submit": "Enter"}
    context["form"] = form
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.commit(request.user, matter, **form.values())
        return reverse("appointments", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="calendaring.enter")
def move(request: HttpRequest, matter: Matter, appointment: int) -> HttpResponse:
    """Move a date to another day or hour."""
    held = _appointment(request, matter, appointment)
    start = {name: getattr(held, name) for name in ("on", "starts_at", "ends_at")}
    form = MoveForm(request.POST or None, initial=start, seen=held.version)
    context = {"matter": matter, "heading": f"Move {held}", "submit": "Move", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.move(request.user, held, seen=values["seen"], **form.values())
        return reverse("appointments", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="calendaring.enter")
def cancel(request: HttpRequest, matter: Matter, appointment: int) -> HttpResponse:
    """Take a date off the calendar."""
    held = _appointment(request, matter, appointment)
    form = Form(request.POST or None)
    context = {"matter": matter, "heading": f"Cancel {held}", "submit": "Take off", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.take_off(request.user, held)
        return reverse("appointments", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


def _appointment(request: HttpRequest, matter: Matter, pk: int) -> Commitment:
    found = queries.appointment(request.user, matter, pk)
    if found is None:
        raise Http404
    return found


def _zone(request: HttpRequest, matter: Matter) -> str:
    """The clock of the matter's court, else the firm's."""
    from redwell.core.actors import Firm
    from redwell.lib import rulebook

    courts = rulebook.load().courts
    for proceeding in matters.proceedings(request.user, matter):
        if proceeding.court in courts:
            return courts[proceeding.court].zone
    firm = Firm.current()
    return str(getattr(firm, "zone", "") or timezone.get_current_timezone_name())
