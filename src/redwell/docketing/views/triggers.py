"""Recording a trigger with a live preview, and moving one with the dates side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.actors import User
from redwell.core.answers import answer
from redwell.core.refusals import Refusal
from redwell.core.screens import screen
from redwell.docketing import actions, planning, proofs
from redwell.docketing.forms import MoveForm, QuestionsForm, TriggerForm
from redwell.docketing.models import Entry, Trigger
from redwell.matters import queries as matters
from redwell.matters.models import Matter, Proceeding


@screen(needs="docketing.enter")
def record(request: HttpRequest, matter: Matter, proceeding: int) -> HttpResponse:
    """The trigger form; saving sets every deadline in one action."""
    court = _proceeding(request, matter, proceeding)
    form = _form(request, matter, court, request.POST or None)
    context = {"matter": matter, "proceeding": court, "entry": _entry(request, matter)}
    if request.method != "POST":
        return render(request, "docketing/trigger.html", {**context, "form": form})

    def act(values: dict[str, Any]) -> str:
        actions.record_trigger(
            request.user,
            court,
            event=values["event"],
            happened_on=values["happened_on"],
            happened_at=values["happened_at"],
            service=values["service"],
            facts=_facts(request),
            entry=_entry(request, matter),
            owner=_owner(values["owner"]),
        )
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "docketing/trigger.html", context)


@screen(needs="docketing.enter")
def preview(request: HttpRequest, matter: Matter, proceeding: int) -> HttpResponse:
    """Every deadline that would follow, with its reasons; nothing is saved."""
    court = _proceeding(request, matter, proceeding)
    form = _form(request, matter, court, request.GET)
    questions = QuestionsForm(request.GET, court=court.court, event=request.GET.get("event", ""))
    context: dict[str, Any] = {"dues": [], "refusal": "", "questions": questions}
    if form.is_valid():
        values = form.cleaned_data
        try:
            plan = planning.plan(
                court,
                values["event"],
                values["happened_on"],
                happened_at=values["happened_at"],
                service=values["service"],
                facts=_facts(request),
            )
            context["dues"] = [
                (due, proofs.shown(proofs.stored(due.answer))) for due in plan.deadlines
            ]
            context["undated"] = plan.undated
            context["notices"] = plan.notices
        except Refusal as refusal:
            context["refusal"] = refusal.sentence
    elif request.GET.get("event") and request.GET.get("happened_on"):
        context["refusal"] = " ".join(e for errors in form.errors.values() for e in errors)
    return render(request, "docketing/preview.html", context)


@screen(needs="docketing.enter")
def move(request: HttpRequest, matter: Matter, trigger: int) -> HttpResponse:
    """Old and new dates side by side; nothing changes until it is accepted."""
    held = (
        Trigger.objects.visible_to(request.user)
        .select_related("proceeding", "matter")
        .filter(matter=matter, pk=trigger)
        .first()
    )
    if held is None:
        raise Http404
    start = {
        "happened_on": held.happened_on,
        "happened_at": held.happened_at,
        "service": held.service,
    }
    given = request.POST if request.method == "POST" else request.GET
    form = MoveForm(given if "happened_on" in given else None, initial=start, seen=held.version)
    context: dict[str, Any] = {"matter": matter, "trigger": held, "form": form, "lines": ()}
    if "happened_on" in given and form.is_valid():
        values = form.cleaned_data
        try:
            context["lines"] = planning.moves(
                held,
                values["happened_on"],
                service=values["service"],
                happened_at=values["happened_at"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
    if request.method != "POST":
        return render(request, "docketing/move.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.move_trigger(
            request.user,
            held,
            happened_on=values["happened_on"],
            service=values["service"],
            happened_at=values["happened_at"],
            seen=values["seen"],
        )
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "docketing/move.html", context)


def _proceeding(request: HttpRequest, matter: Matter, proceeding: int) -> Proceeding:
    found = matters.proceeding_in(request.user, matter, proceeding)
    if found is None:
        raise Http404
    return found


def _entry(request: HttpRequest, matter: Matter) -> Entry | None:
    wanted = request.POST.get("entry") or request.GET.get("entry") or ""
    if not wanted.isdigit():
        return None
    return Entry.objects.visible_to(request.user).filter(matter=matter, pk=int(wanted)).first()


def _form(request: HttpRequest, matter: Matter, court: Proceeding, data: Any) -> TriggerForm:
    team = matters.team(request.user, matter)
    initial = {k: request.GET[k] for k in ("event", "happened_on", "service") if k in request.GET}
    return TriggerForm(data, court=court.court, team=team, initial=initial)


def _facts(request: HttpRequest) -> dict[str, str]:
    given = request.POST if request.method == "POST" else request.GET
    return {k.removeprefix("fact_"): v for k, v in given.items() if k.startswith("fact_") and v}


def _owner(user: str) -> User | None:
    return User.objects.filter(pk=int(user)).first() if user.isdigit() else None
