"""Plans: every deadline that follows from one event before one court, layer upon layer."""

from .asked import CLOSURES, Closure, PlanError
from .layering import Layer
from .planning import Due, Plan, plan
from .proving import prove

__all__ = ["CLOSURES", "Closure", "Due", "Layer", "Plan", "PlanError", "plan", "prove"]
