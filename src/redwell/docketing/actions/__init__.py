"""Every verb of docketing."""

from redwell.docketing.actions.deadlines import (
    continue_to,
    enter_deadline,
    satisfy,
    vacate,
)
from redwell.docketing.actions.entries import docket_entry
from redwell.docketing.actions.orders import make_order
from redwell.docketing.actions.triggers import move_trigger, recalculate, record_trigger
from redwell.docketing.actions.verifying import verify, waive

__all__ = [
    "continue_to",
    "docket_entry",
    "enter_deadline",
    "make_order",
    "move_trigger",
    "recalculate",
    "record_trigger",
    "satisfy",
    "vacate",
    "verify",
    "waive",
]
