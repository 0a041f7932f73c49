"""From a trigger to its deadlines: asks the pure libraries, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from redwell.core.refusals import Invalid
from redwell.docketing.models import Closure, Order, RuleReview
from redwell.lib import plans, rulebook
from redwell.matters.models import Proceeding

Layers = tuple[plans.Layer, ...]
Closures = tuple[plans.Closure, ...]


def plan(
    proceeding: Proceeding,
    event: str,
    happened_on: date,
    *,
    happened_at: time | None = None,
    service: str = "",
    facts: dict[str, Any] | None = None,
) -> plans.Plan:
    """Every deadline that follows; raises :class:`Invalid` with the engine's own sentence."""
    return computed(
        proceeding.court,
        event,
        happened_on,
        happened_at=happened_at,
        service=service,
        facts=facts,
        layers=layers_of([proceeding.pk]).get(proceeding.pk, ()),
        closures=closures_of([proceeding.court]).get(proceeding.court, ()),
    )


def computed(
    court: str,
    event: str,
    happened_on: date,
    *,
    happened_at: time | None,
    service: str,
    facts: dict[str, Any] | None,
    layers: Layers,
    closures: Closures,
) -> plans.Plan:
    """The same with the layers and closures at hand."""
    try:
        return plans.plan(
            rulebook.load(),
            court,
            event,
            happened_on,
            at=happened_at.strftime("%H:%M") if happened_at else None,
            service=service or None,
            facts=facts or {},
            layers=layers,
            closures=closures,
            reviewed=reviewed_rules(),
        )
    except plans.PlanError as error:
        raise Invalid(str(error)) from error


def layers_of(proceedings: Iterable[int]) -> dict[int, Layers]:
    """The orders, stipulations and policies over the rules of each proceeding, by its id."""
    orders = Order.objects.for_system("computing a date is not reading a matter").filter(
        proceeding__in=list(proceedings)
    )
    found: dict[int, Layers] = {}
    for order in orders.order_by("made_on", "pk"):
        layer = plans.Layer(
            kind=order.layer,
            rule=order.rule,
            cite=order.cite,
            made_on=order.made_on,
            date_certain=order.date_certain,
            period=f"{order.count} {order.unit} {order.direction}" if order.count else None,
        )
        found[order.proceeding_id] = (*found.get(order.proceeding_id, ()), layer)
    return found


def reviewed_rules() -> frozenset[str]:
    """The rules that somebody compared with their source, as they stand now."""
    rows = RuleReview.objects.for_system("a review is about the law, not about a matter")
    rules = rulebook.load().rules
    return frozenset(
        rule
        for rule, fingerprint in rows.values_list("rule", "fingerprint")
        if rule in rules and rules[rule].fingerprint == fingerprint
    )


def closures_of(courts: Iterable[str]) -> dict[str, Closures]:
    """The closures entered for each court, by its id."""
    rows = Closure.objects.for_system("computing a date is not reading a matter").filter(
        court__in=list(courts)
    )
    found: dict[str, Closures] = {}
    for row in rows.order_by("first_on", "pk"):
        closure = plans.Closure(row.kind, row.first_on, row.last_on)
        found[row.court] = (*found.get(row.court, ()), closure)
    return found
