"""Orders, stipulations, standing orders and policies that lie over a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from redwell.lib.deadlines import Answer, Question, compute
from redwell.lib.deadlines.question import as_period
from redwell.lib.rulebook import Rule

from .asked import Asked, PlanError
from .byrule import by_period

# Nearest to the case first: a standing order yields to an order made in the case itself.
RANK = {"order": 2, "stipulation": 2, "standing": 1, "policy": 0}


@dataclass(frozen=True, slots=True)
class Layer:
    """An order, stipulation, standing order or firm policy over one rule.

    It gives a `date_certain` (never moved) or a `period` such as "30 days after". Raises PlanError
    when it gives neither or both, or for an unknown kind.
    """

    kind: str
    rule: str
    cite: str
    made_on: date
    date_certain: date | None = None
    period: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in RANK:
            raise PlanError(f'"{self.kind}" lies over no rule. Use one of: {", ".join(RANK)}.')
        if (self.date_certain is None) == (self.period is None):
            raise PlanError(f"{self.cite}: give either a date certain or a period.")


def overlaid(
    asked: Asked, rule: Rule, answer: Answer, layers: Sequence[Layer]
) -> tuple[Answer, Layer | None]:
    """The answer after the layers over this rule, and the layer that decided it (or None).

    Of two layers of one level that disagree the earlier date stands, disputed, with both citations.
    A policy yields to every court and may only bring a date forward. Raises DeadlineError.
    """
    over = [layer for layer in layers if layer.rule == rule.id]
    binding = [layer for layer in over if layer.kind != "policy"]
    decided: Layer | None = None
    if binding:
        top = max(RANK[layer.kind] for layer in binding)
        standing = [layer for layer in binding if RANK[layer.kind] == top]
        return _earliest(asked, rule, answer, standing)
    for policy in over:
        own = _date(asked, rule, policy)
        if own.on < answer.on:
            answer, decided = _instead(own, policy, answer), policy
        elif own.on > answer.on:
            late = (policy.cite, f"a policy cannot put off a date; it gives {own.on}", policy.cite)
            answer = replace(answer, not_applied=(*answer.not_applied, late))
    return answer, decided


def _date(asked: Asked, rule: Rule, layer: Layer) -> Answer:
    if layer.date_certain is None:
        return by_period(asked, rule, as_period(layer.period or ""), layer.cite)
    certain = Question.of(
        rule.program, asked.on, None, fixed=layer.date_certain, rule=layer.cite, as_of=asked.on
    )
    return compute(certain, asked.book)


def _earliest(
    asked: Asked, rule: Rule, below: Answer, layers: Sequence[Layer]
) -> tuple[Answer, Layer]:
    dated = [(_date(asked, rule, layer), layer) for layer in layers]
    answer, layer = min(dated, key=lambda pair: (pair[0].on, pair[1].made_on))
    others = [(a.on, f"by {one.cite}", one.cite) for a, one in dated if a.on != answer.on]
    answer = _instead(answer, layer, below)
    if others:
        said = (
            f"{layer.cite} and {others[0][2]} do not agree: the earlier date stands until somebody "
            "settles it."
        )
        answer = replace(
            answer,
            status="disputed",
            alternatives=(*answer.alternatives, *others),
            notices=(*answer.notices, said),
        )
    return answer, layer


def _instead(answer: Answer, layer: Layer, below: Answer) -> Answer:
    """The layer's date, which still names the date that it put aside."""
    if below.on == answer.on:
        return answer
    aside = ("the rule's own date", f"{below.on}, overridden by {layer.cite}", layer.cite)
    return replace(answer, not_applied=(*answer.not_applied, aside))
