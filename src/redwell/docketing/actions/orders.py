"""Case orders and stipulations: a layer over a rule, shown as such."""

from __future__ import annotations

from datetime import date
from typing import Any

from redwell.core.actions import action
from redwell.core.refusals import Invalid
from redwell.docketing.models import Entry, Order
from redwell.matters.models import Proceeding


@action(
    "docketing.make_order",
    needs="docketing.enter",
    says="{actor} recorded {cite}, which overrides {rule}",
)
def make_order(
    actor: Any,
    proceeding: Proceeding,
    *,
    layer: str,
    cite: str,
    rule: str,
    made_on: date,
    date_certain: date | None = None,
    count: int | None = None,
    unit: str = "",
    direction: str = "",
    entry: Entry | None = None,
) -> Order:
    """Record an order, stipulation or policy. It fixes a date (never moved) or sets a period."""
    if not cite.strip():
        raise Invalid("Name the order.", {"cite": "For example: Scheduling order, ECF 37, para. 4"})
    if (date_certain is None) == (count is None):
        raise Invalid(
            "An order either fixes a date or sets a period.",
            {"date_certain": "Give the date or the period, not both."},
        )
    order = Order(
        matter_id=proceeding.matter_id,
        proceeding=proceeding,
        entry=entry,
        layer=layer,
        cite=cite.strip(),
        rule=rule,
        made_on=made_on,
        date_certain=date_certain,
        count=count,
        unit=unit,
        direction=direction,
    )
    order.save()
    return order
