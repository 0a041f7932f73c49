"""Who works on a matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.answers import answer
from redwell.core.base_forms import Form
from redwell.core.screens import screen
from redwell.matters import actions, forms, queries
from redwell.matters.models import Matter, TeamMember


@screen(needs="matters.read")
def team(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The team with duties and access."""
    members = queries.team(request.user, matter)
    courts = queries.proceedings(request.user, matter)
    context = {"matter": matter, "courts": courts, "members": members, "tab": "team"}
    return render(request, "matters/team.html", context)


@screen(needs="matters.edit")
def join_team(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Put a colleague on the team."""
    form = forms.TeamForm(request.POST or None)
    context = {"matter": matter, "heading": "Add to the team", "submit": "Add", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.join_team(request.user, matter, **form.values())
        return reverse("team", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.edit")
def leave_team(request: HttpRequest, matter: Matter, member: int) -> HttpResponse:
    """Take a colleague off the team."""
    held = (
        TeamMember.objects.visible_to(request.user)
        .filter(matter=matter, pk=member)
        .select_related("user")
        .first()
    )
    if held is None:
        raise Http404
    form = Form(request.POST or None)
    heading = f"Take {held} off the team"
    context = {"matter": matter, "heading": heading, "submit": "Take off", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.leave_team(request.user, held)
        return reverse("team", args=[matter.number])

    return answer(request, form, act, "matters/verb.html", context)
