"""Every verb of docketing."""

from redwell.docketing.actions.closures import close_court, open_court
from redwell.docketing.actions.deadlines import (
    continue_to,
    enter_deadline,
    satisfy,
    vacate,
)
from redwell.docketing.actions.entries import docket_entry
from redwell.docketing.actions.exporting import export_deadlines
from redwell.docketing.actions.orders import make_order
from redwell.docketing.actions.reviews import sign_off_rule
from redwell.docketing.actions.triggers import (
    move_trigger,
    recalculate,
    recalculate_everywhere,
    record_trigger,
)
from redwell.docketing.actions.verifying import may_waive, missed_before, verify, waive

__all__ = [
    "close_court",
    "continue_to",
    "docket_entry",
    "enter_deadline",
    "export_deadlines",
    "make_order",
    "may_waive",
    "missed_before",
    "move_trigger",
    "open_court",
    "recalculate",
    "recalculate_everywhere",
    "record_trigger",
    "satisfy",
    "sign_off_rule",
    "vacate",
    "verify",
    "waive",
]
