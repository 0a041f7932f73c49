"""The rulebook, browsed; and the calculator, which needs no matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from redwell.core.screens import screen
from redwell.docketing import proofs, queries
from redwell.docketing.forms import CalculatorForm, QuestionsForm
from redwell.lib import plans, rulebook


@screen(needs="rulebook.read")
def browse(request: HttpRequest) -> HttpResponse:
    """Courts and rules, by layer, with a search over titles and citations."""
    book = rulebook.load()
    text = request.GET.get("q", "").strip().lower()
    court = request.GET.get("court", "")
    rules = list(book.rules.values())
    if court in book.courts:
        rules = [r for event in book.events.values() for r in book.for_event(court, event.id, None)]
        rules = list({rule.id: rule for rule in rules}.values())
    if text:
        rules = [r for r in rules if text in f"{r.title} {r.cite} {r.id}".lower()]
    layers: dict[str, list[Any]] = {}
    for rule in sorted(rules, key=lambda r: (r.layer, r.cite)):
        layers.setdefault(rule.layer, []).append(rule)
    context = {
        "layers": layers,
        "courts": sorted(book.courts.values(), key=lambda c: c.name),
        "court": court,
        "q": request.GET.get("q", ""),
        "count": len(rules),
        "version": book.version,
        "problems": book.problems,
    }
    return render(request, "docketing/rulebook.html", context)


@screen(needs="rulebook.read")
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: its versions side by side, its cases, and the open deadlines that it set."""
    book = rulebook.load()
    found = book.rules.get(rule_id)
    if found is None:
        raise Http404
    context = {
        "rule": found,
        "program": book.programs.get(found.program),
        "extendable": found.extendable.replace("_", " "),
        "used_by": queries.used_by(request.user, rule_id),
        "version": book.version,
        "events": [book.events[e].title for e in found.events if e in book.events],
    }
    return render(request, "docketing/rule.html", context)


@screen(needs="rulebook.read")
def calculator(request: HttpRequest) -> HttpResponse:
    """What follows from an event before a court, with every reason."""
    asked = "court" in request.GET
    form = CalculatorForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form, "dues": [], "refusal": "", "asked": asked}
    if asked and form.is_valid():
        values = form.cleaned_data
        context["questions"] = QuestionsForm(
            request.GET, court=values["court"], event=values["event"]
        )
        facts = {
            k.removeprefix("fact_"): v
            for k, v in request.GET.items()
            if k.startswith("fact_") and v
        }
        try:
            plan = plans.plan(
                rulebook.load(),
                values["court"],
                values["event"],
                values["on"],
                at=values["at"].strftime("%H:%M") if values["at"] else None,
                service=values["service"] or None,
                facts=facts,
            )
            context["dues"] = [
                (due, proofs.shown(proofs.stored(due.answer))) for due in plan.deadlines
            ]
            context["undated"] = plan.undated
            context["notices"] = plan.notices
        except plans.PlanError as error:
            context["refusal"] = str(error)
    return render(request, "docketing/calculator.html", context)
