"""Every table of the core, gathered for Django."""

from redwell.core.actors import Firm, User
from redwell.core.audit import AuditEntry, AuditHead, AuditPayload, AuditTouch, Undone
from redwell.core.forms import Submission
from redwell.core.outbox import ReactionCursor
from redwell.core.vault import Blob

__all__ = [
    "AuditEntry",
    "AuditHead",
    "AuditPayload",
    "AuditTouch",
    "Blob",
    "Firm",
    "ReactionCursor",
    "Submission",
    "Undone",
    "User",
]
