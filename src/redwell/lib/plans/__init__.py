"""Plans: every deadline that follows from one event before one court, layer upon layer."""

from .asked import CLOSURES, Closure, PlanError
from .chaining import Projected, chain
from .comparing import Difference, Move, compare
from .layering import Layer
from .planning import Due, Plan, plan
from .proving import prove

__all__ = [
    "CLOSURES",
    "Closure",
    "Difference",
    "Due",
    "Layer",
    "Move",
    "Plan",
    "PlanError",
    "Projected",
    "chain",
    "compare",
    "plan",
    "prove",
]
