"""Deadlines: across matters, one by one, and what can be done with each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from redwell.core.answers import answer
from redwell.core.screens import screen
from redwell.docketing import actions, forms, listing, proofs, queries
from redwell.docketing.models import Deadline, Entry
from redwell.matters import queries as matters
from redwell.matters.models import Matter

VIEWS = {
    "all": "All open",
    "mine": "Mine",
    "critical": "Critical",
    "unverified": "Unverified",
    "closed": "Closed",
}


@screen(needs="docketing.read")
def across(request: HttpRequest) -> HttpResponse:
    """Every open deadline within the reader's walls, soonest first."""
    view = request.GET.get("view", "all")
    text = request.GET.get("q", "").strip()
    page = queries.open_deadlines(
        request.user,
        view=view if view in VIEWS else "all",
        text=text,
        after=request.GET.get("after", ""),
    )
    context = {"page": page, "views": VIEWS, "view": view, "q": text, "today": timezone.localdate()}
    return render(request, "docketing/deadlines.html", context)


@screen(needs="docketing.read", fresh="deadlines")
def exported(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as CSV or ICS; that it was taken away is on record."""
    if form not in ("csv", "ics"):
        raise Http404
    view = request.GET.get("view", "all")
    rows = actions.export_deadlines(
        request.user,
        form=form,
        view=view if view in VIEWS else "all",
        text=request.GET.get("q", "").strip(),
    )
    if form == "csv":
        body, kind = listing.as_csv(rows), "text/csv; charset=utf-8"
    else:
        body, kind = listing.as_ics(rows, timezone.now()), "text/calendar; charset=utf-8"
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="deadlines.{form}"'
    return response


@screen(needs="docketing.read")
def one(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """One deadline with its proof, its history and its verbs."""
    held = _deadline(request, matter, deadline)
    context = {
        "matter": matter,
        "shown": queries.shown(held),
        "today": timezone.localdate(),
        "may_waive": request.user.holds("docketing.waive") and actions.may_waive(request.user),
        "history": queries.history_of(request.user, held),
        "before": proofs.shown(held.proof["before"]) if held.proof.get("before") else None,
    }
    return render(request, "docketing/deadline.html", context)


@screen(needs="docketing.satisfy")
def satisfy(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """The proof of completion."""
    held = _deadline(request, matter, deadline)
    entries = (
        Entry.objects.visible_to(request.user).filter(matter=matter).order_by("-filed_on", "-id")
    )
    choices = [(str(e.pk), f"{e.number} {e.text[:90]}".strip()) for e in entries[:200]]
    form = forms.SatisfyForm(
        request.POST or None,
        entries=choices,
        seen=held.version,
        initial={"satisfied_on": timezone.localdate()},
    )

    def act(values: dict[str, Any]) -> str:
        entry = next((e for e in entries[:200] if str(e.pk) == values["entry"]), None)
        actions.satisfy(
            request.user,
            held,
            satisfied_on=values["satisfied_on"],
            entry=entry,
            reason=values["reason"],
        )
        return _back(request, matter)

    return _verb(request, matter, held, form, act, "Give the proof", "Close with proof")


@screen(needs="docketing.verify")
def verify(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """The second entry of a critical date; the first is not shown."""
    held = _deadline(request, matter, deadline)
    by_hand = held.trigger is None or held.origin != "rule"
    court = held.proceeding.court if held.proceeding else ""
    missed = actions.missed_before(request.user, held)
    form = forms.VerifyForm(request.POST or None, by_hand=by_hand, court=court, missed=missed)

    def act(values: dict[str, Any]) -> str:
        actions.verify(
            request.user,
            held,
            due_on=values.get("due_on"),
            happened_on=values.get("happened_on"),
            service=values.get("service", ""),
            correction=values.get("correction", ""),
        )
        return reverse("deadline", args=[matter.number, held.pk])

    context = {"blind": True, "event": held.trigger.title if held.trigger else held.title}
    return _verb(request, matter, held, form, act, "Enter it a second time", "Compare", context)


@screen(needs="docketing.waive")
def waive(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """Going without a second person, with the reason."""
    held = _deadline(request, matter, deadline)
    form = forms.ReasonForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        actions.waive(request.user, held, reason=values["reason"])
        return reverse("deadline", args=[matter.number, held.pk])

    return _verb(request, matter, held, form, act, "Waive the second entry", "Waive")


@screen(needs="docketing.enter")
def continued(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """A continuance by order or stipulation."""
    held = _deadline(request, matter, deadline)
    form = forms.ContinueForm(request.POST or None, seen=held.version)

    def act(values: dict[str, Any]) -> str:
        actions.continue_to(
            request.user,
            held,
            to_on=values["to_on"],
            authority=values["authority"],
            cite=values["cite"],
            seen=values["seen"],
        )
        return reverse("deadline", args=[matter.number, held.pk])

    return _verb(request, matter, held, form, act, "Continue", "Continue the deadline")


@screen(needs="docketing.enter")
def vacate(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """A deadline that no longer stands."""
    held = _deadline(request, matter, deadline)
    form = forms.ReasonForm(request.POST or None, seen=held.version)

    def act(values: dict[str, Any]) -> str:
        actions.vacate(request.user, held, reason=values["reason"])
        return _back(request, matter)

    return _verb(request, matter, held, form, act, "Vacate", "Vacate the deadline")


@screen(needs="docketing.enter")
def by_hand(request: HttpRequest, matter: Matter) -> HttpResponse:
    """A deadline entered by hand."""
    courts = matters.proceedings(request.user, matter)
    form = forms.HandForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        given = {k: v for k, v in values.items() if k not in ("submission", "seen")}
        actions.enter_deadline(
            request.user,
            matter,
            proceeding=courts[0] if courts else None,
            zone=listing.zone_of(courts[0].court if courts else ""),
            owner=request.user,
            **given,
        )
        return _back(request, matter)

    context = {"matter": matter, "heading": "Enter a deadline", "submit": "Enter", "form": form}
    if request.method != "POST":
        return render(request, "docketing/verb.html", context)
    return answer(request, form, act, "docketing/verb.html", context)


def _deadline(request: HttpRequest, matter: Matter, deadline: int) -> Deadline:
    found = queries.deadline_in(request.user, matter, deadline)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, matter: Matter) -> str:
    wanted = request.GET.get("back", "")
    known = {"today": reverse("today"), "deadlines": reverse("deadlines")}
    return known.get(wanted, reverse("matter", args=[matter.number]))


def _verb(
    request: HttpRequest,
    matter: Matter,
    held: Deadline,
    form: Any,
    act: Any,
    heading: str,
    submit: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "matter": matter,
        "deadline": held,
        "heading": heading,
        "submit": submit,
        "form": form,
        **(more or {}),
    }
    if request.method != "POST":
        return render(request, "docketing/verb.html", context)
    return answer(request, form, act, "docketing/verb.html", context)
