"""Recording a trigger with a live preview, and moving one with the dates side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.actors import User
from redwell.core.answers import answer
from redwell.core.base_forms import Form
from redwell.core.keys import number_in
from redwell.core.refusals import Refusal
from redwell.core.screens import screen
from redwell.docketing import actions, planning, proofs, recalculating
from redwell.docketing.forms import MoveForm, QuestionsForm, TriggerForm
from redwell.docketing.models import Entry, Trigger
from redwell.docketing.views.scope import proceeding_of
from redwell.matters import queries as matters
from redwell.matters.models import Matter, Proceeding


@screen(needs="docketing.enter")
def record(request: HttpRequest, matter: Matter, proceeding: int) -> HttpResponse:
    """The trigger form; saving sets every deadline in one action."""
    court = proceeding_of(request, matter, proceeding)
    form = _form(request, matter, court, request.POST or None)
    event = request.POST.get("event") or request.GET.get("event", "")
    context = {
        "matter": matter,
        "proceeding": court,
        "entry": _entry(request, matter),
        # Answers that were given stay with a form that comes back.
        "questions": QuestionsForm(request.POST or None, court=court.court, event=event),
    }
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
    """Every deadline that would follow, with its reasons; nothing is saved.

    The script asks for the dates alone; without script the button brings the whole page again.
    """
    court = proceeding_of(request, matter, proceeding)
    form = _form(request, matter, court, request.GET)
    questions = QuestionsForm(request.GET, court=court.court, event=request.GET.get("event", ""))
    context: dict[str, Any] = {"dues": [], "refusal": "", "questions": questions}
    if "HX-Request" not in request.headers:
        context |= {"matter": matter, "proceeding": court, "entry": _entry(request, matter)}
        context["form"] = form
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
    template = "docketing/trigger.html" if "form" in context else "docketing/preview.html"
    return render(request, template, context)


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
    form = MoveForm(
        given if "happened_on" in given else None,
        initial=start,
        seen=held.version,
        court=held.proceeding.court,
    )
    asked = "happened_on" in given
    questions = QuestionsForm(
        given if asked else None,
        court=held.proceeding.court,
        event=held.event,
        initial={f"fact_{name}": answered for name, answered in held.facts.items()},
    )
    facts = _facts(request) if asked else None
    context: dict[str, Any] = {
        "matter": matter,
        "trigger": held,
        "form": form,
        "questions": questions,
        "lines": (),
    }
    if asked and form.is_valid():
        values = form.cleaned_data
        try:
            context["lines"] = recalculating.moves(
                held,
                values["happened_on"],
                service=values["service"],
                happened_at=values["happened_at"],
                facts=facts,
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
            facts=facts,
            seen=values["seen"],
        )
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "docketing/move.html", context)


@screen(needs="docketing.read", writes="docketing.enter")
def recalculation(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Dates that an order, a closure or a changed rule would set differently; accepted by a person."""
    form = Form(request.POST or None)
    context = {
        "matter": matter,
        "form": form,
        "lines": recalculating.changes(request.user, matter),
        "courts": matters.proceedings(request.user, matter),
        "tab": "recalculation",
    }
    if request.method != "POST":
        return render(request, "docketing/recalculation.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.recalculate(request.user, matter, keys=request.POST.getlist("line"))
        return reverse("matter", args=[matter.number])

    return answer(request, form, act, "docketing/recalculation.html", context)


def _entry(request: HttpRequest, matter: Matter) -> Entry | None:
    wanted = number_in(request.POST.get("entry") or request.GET.get("entry") or "")
    if wanted is None:
        return None
    return Entry.objects.visible_to(request.user).filter(matter=matter, pk=wanted).first()


def _form(request: HttpRequest, matter: Matter, court: Proceeding, data: Any) -> TriggerForm:
    team = matters.team(request.user, matter)
    initial = {k: request.GET[k] for k in ("event", "happened_on", "service") if k in request.GET}
    return TriggerForm(data, court=court.court, team=team, initial=initial)


def _facts(request: HttpRequest) -> dict[str, str]:
    given = request.POST if request.method == "POST" else request.GET
    return {k.removeprefix("fact_"): v for k, v in given.items() if k.startswith("fact_") and v}


def _owner(user: str) -> User | None:
    return User.objects.filter(pk=number_in(user)).first()
