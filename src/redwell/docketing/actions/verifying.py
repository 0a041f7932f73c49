"""Dual control: a critical date stands as unverified until a second person entered it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from redwell.core.actions import action, note
from redwell.core.actors import User
from redwell.core.refusals import Invalid, Refusal
from redwell.docketing import planning
from redwell.docketing.models import Deadline, Verification, Waiver


@action(
    "docketing.verify",
    needs="docketing.verify",
    says="{actor} entered {object} a second time: {outcome}",
    # Who missed has seen the first entry: taken back, nothing would say so the next time.
    undo=False,
)
def verify(
    actor: Any,
    deadline: Deadline,
    *,
    due_on: date | None = None,
    happened_on: date | None = None,
    service: str = "",
    correction: str = "",
) -> Verification:
    """Enter the trigger (or, for a date set by hand, the date) again, not knowing the first entry.

    A match verifies the deadline. A mismatch is kept, blocks, and shows both entries: whoever
    missed once knows the first entry, and has to say in ``correction`` what was wrong.
    """
    if not deadline.is_open or not deadline.is_critical:
        raise Refusal("Only open critical dates are verified.")
    if author_of(deadline) == actor.pk:
        raise Refusal("You entered this date yourself: the second entry must be another person's.")
    if deadline.trigger is not None and deadline.origin == "rule":
        if happened_on is None:
            raise Invalid("Enter the day again.", {"happened_on": "When did it happen?"})
        dues = planning.plan(
            deadline.proceeding,
            deadline.trigger.event,
            happened_on,
            service=service,
            happened_at=deadline.trigger.happened_at,
            facts=deadline.trigger.facts,
        ).deadlines
        due_on = next((due.answer.on for due in dues if due.rule.id == deadline.rule), None)
        same = happened_on == deadline.trigger.happened_on and service == deadline.trigger.service
    else:
        same = True
    if due_on is None:
        raise Invalid("Enter the date again.", {"due_on": "Which day is it due?"})
    matches = same and due_on == deadline.due_on
    if matches and missed_before(actor, deadline):
        if not correction.strip():
            raise Invalid(
                "You entered it differently before.",
                {"correction": "Say what was wrong with your first entry, and how you checked."},
            )
        note(correction=correction.strip())
    note(outcome="both agree" if matches else "the two do not agree")
    verification = Verification(
        matter_id=deadline.matter_id,
        deadline=deadline,
        by=actor,
        happened_on=happened_on,
        service=service,
        due_on=due_on,
        matches=matches,
    )
    verification.save()
    if matches:
        deadline.is_verified = True
        deadline.save()
    return verification


def missed_before(actor: Any, deadline: Deadline) -> bool:
    """Whether the actor's earlier second entry of this date did not agree."""
    earlier = Verification.objects.for_system("inside the deadline's own wall")
    return earlier.filter(deadline=deadline, by=actor, matches=False).exists()


def may_waive(actor: Any) -> bool:
    """Whether nobody else of the firm could verify, so that a waiver is allowed."""
    return not _others(actor)


def _others(actor: Any) -> list[User]:
    return [
        user
        for user in User.objects.filter(is_active=True).exclude(pk=actor.pk)
        if user.holds("docketing.verify") and user.is_inside
    ]


def author_of(deadline: Deadline) -> int | None:
    """Who first entered, or last moved, the date of this deadline."""
    from redwell.core.audit import AuditTouch

    touch = (
        AuditTouch.objects.filter(
            label="docketing.Deadline", row=deadline.pk, entry__undone__isnull=True
        )
        .exclude(entry__action__in=["docketing.verify", "docketing.waive", "core.undo"])
        .order_by("-entry_id")
        .values_list("entry__actor_id", flat=True)
    )
    return touch.first()


@action(
    "docketing.waive", needs="docketing.waive", says="{actor} waived the second entry for {object}"
)
def waive(actor: Any, deadline: Deadline, *, reason: str) -> Waiver:
    """Go without a second person, saying why (for a firm where nobody else could do it)."""
    if not reason.strip():
        raise Invalid(
            "A waiver needs its reason.", {"reason": "Say why nobody verifies this date."}
        )
    if others := _others(actor):
        raise Refusal(
            f"{others[0].name} can verify this date; only a one-person firm waives the second entry."
        )
    # The date has moved since an earlier waiver, which was for another day.
    for earlier in Waiver.objects.for_system("one waiver at a time").filter(deadline=deadline):
        earlier.delete()
    waiver = Waiver(
        matter_id=deadline.matter_id, deadline=deadline, by=actor, reason=reason.strip()
    )
    waiver.save()
    deadline.is_verified = True
    deadline.save()
    return waiver
