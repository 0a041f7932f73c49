"""The rulebook, browsed; and the calculator, which needs no matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.answers import answer
from redwell.core.screens import screen
from redwell.docketing import actions, planning, proofs, queries
from redwell.docketing.forms import CalculatorForm, QuestionsForm, ReviewForm
from redwell.docketing.models import RuleReview
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
        "reviewed": planning.reviewed_rules(),
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
        "needs_review": found.confidence == "needs_review"
        and rule_id not in planning.reviewed_rules(),
        "reviews": RuleReview.objects.visible_to(request.user)
        .filter(rule=rule_id)
        .select_related("by")
        .order_by("-pk"),
        "used_by": queries.used_by(request.user, rule_id),
        "version": book.version,
        "events": [book.events[e].title for e in found.events if e in book.events],
    }
    return render(request, "docketing/rule.html", context)


@screen(needs="rulebook.read")
def review_queue(request: HttpRequest) -> HttpResponse:
    """Rules that nobody has compared with their source as they stand, those in use first."""
    book = rulebook.load()
    reviewed = planning.reviewed_rules()
    waiting = [
        rule
        for rule in book.rules.values()
        if rule.confidence == "needs_review" and rule.id not in reviewed
    ]
    uses = queries.uses(request.user)
    waiting.sort(key=lambda rule: (-uses.get(rule.id, 0), rule.layer, rule.cite))
    rows = [(rule, uses.get(rule.id, 0)) for rule in waiting]
    context = {"rows": rows[:200], "count": len(rows), "reviewed": len(reviewed)}
    return render(request, "docketing/review_queue.html", context)


@screen(needs="rulebook.read", writes="rulebook.review")
def review(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Sign off a rule that was compared with its source."""
    found = rulebook.load().rules.get(rule_id)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    context = {"heading": f"Sign off: {found.title}", "submit": "Sign off", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.sign_off_rule(request.user, rule=rule_id, compared=values["compared"])
        return reverse("rule", args=[rule_id])

    return answer(request, form, act, "matters/verb.html", context)


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
