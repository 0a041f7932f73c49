"""Opening and changing matters, their proceedings and their history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from redwell.core.answers import answer
from redwell.core.keys import number_in
from redwell.core.screens import screen
from redwell.matters import actions, forms, queries
from redwell.matters.models import Matter
from redwell.people import actions as people


@screen(needs="matters.open")
def open_new(request: HttpRequest) -> HttpResponse:
    """Open a matter."""
    form = forms.MatterForm(request.POST or None, initial={"opened_on": timezone.localdate()})
    context = {"heading": "Open a matter", "submit": "Open", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        client = form.client(request.user) or people.enter(
            request.user, kind="organization", name=values["client_name"]
        )
        matter = actions.open_matter(
            request.user,
            title=values["title"],
            client=client,
            kind=values["kind"],
            opened_on=values["opened_on"],
            note=values["note"],
        )
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.edit")
def change(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Change a matter."""
    start = {name: getattr(matter, name) for name in ("title", "kind", "stage", "note")}
    form = forms.ChangeForm(request.POST or None, initial=start, seen=matter.version)
    context = {"matter": matter, "heading": "Change the matter", "submit": "Save", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.change(request.user, matter, seen=values["seen"], **form.values())
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.edit")
def add_proceeding(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Add a proceeding."""
    from redwell.lib import rulebook

    form = forms.ProceedingForm(request.POST or None)
    context = {"matter": matter, "heading": "Add a proceeding", "submit": "Add", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        given = form.values()
        name = rulebook.load().courts[given["court"]].name
        actions.add_proceeding(request.user, matter, court_name=name, **given)
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.history")
def history(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Who did what, newest first."""
    before = request.GET.get("before", "")
    lines = queries.history(request.user, matter, before=number_in(before) or 0)
    courts = queries.proceedings(request.user, matter)
    context = {"matter": matter, "courts": courts, "lines": lines, "tab": "history"}
    return render(request, "matters/history.html", context)
