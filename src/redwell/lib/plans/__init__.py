"""Plans: every deadline that follows from one event before one court, layer upon layer."""

from .planning import Due, Layer, Plan, PlanError, plan

__all__ = ["Due", "Layer", "Plan", "PlanError", "plan"]
