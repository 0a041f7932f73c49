"""Parties and counsel of a matter's proceedings, from and to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.answers import answer
from redwell.core.screens import screen
from redwell.matters import actions, forms, queries
from redwell.matters.models import Counsel, Matter, Party


@screen(needs="matters.read")
def parties(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Parties and counsel per proceeding, as of a day."""
    as_of = _day(request.GET.get("as_of", ""))
    shown = queries.parties(request.user, matter, as_of=as_of)
    courts = queries.proceedings(request.user, matter)
    context = {
        "matter": matter,
        "courts": courts,
        "by_court": [(court, shown.get(court.pk, [])) for court in courts],
        "as_of": as_of,
        "tab": "parties",
    }
    return render(request, "matters/parties.html", context)


@screen(needs="matters.edit")
def add_party(request: HttpRequest, matter: Matter, proceeding: int) -> HttpResponse:
    """Enter a party by hand."""
    court = queries.proceeding_in(request.user, matter, proceeding)
    if court is None:
        raise Http404
    form = forms.PartyForm(request.POST or None)
    context = {
        "matter": matter,
        "heading": f"Add a party to {court}",
        "submit": "Add",
        "form": form,
    }
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        known = form.known(request.user)
        actions.add_party(request.user, court, contact=known, **form.values())
        return reverse("parties", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.edit")
def end_party(request: HttpRequest, matter: Matter, party: int) -> HttpResponse:
    """Record the last day of a party in the proceeding."""
    held = _held(Party, request, matter, party)
    form = forms.EndForm(request.POST or None)
    heading = f"{held.name} leaves the proceeding"
    context = {"matter": matter, "heading": heading, "submit": "Record", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.end_party(request.user, held, **form.values())
        return reverse("parties", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.edit")
def add_counsel(request: HttpRequest, matter: Matter, party: int) -> HttpResponse:
    """Enter counsel of record for a party."""
    held = _held(Party, request, matter, party)
    form = forms.CounselForm(request.POST or None)
    heading = f"Add counsel for {held.name}"
    context = {"matter": matter, "heading": heading, "submit": "Add", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        known = form.known(request.user)
        actions.add_counsel(request.user, held, contact=known, **form.values())
        return reverse("parties", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.edit")
def end_counsel(request: HttpRequest, matter: Matter, counsel: int) -> HttpResponse:
    """Record that counsel withdrew, and who appears instead."""
    held = _held(Counsel, request, matter, counsel)
    form = forms.SubstitutionForm(request.POST or None)
    heading = f"{held.name} withdraws"
    context = {"matter": matter, "heading": heading, "submit": "Record", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.end_counsel(request.user, held, **form.values())
        return reverse("parties", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


def _held(model: Any, request: HttpRequest, matter: Matter, pk: int) -> Any:
    found = model.objects.visible_to(request.user).filter(matter=matter, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
