"""Deadlines by hand, continued, vacated and satisfied with proof."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from redwell.calendaring import actions as calendaring
from redwell.core.actions import action
from redwell.core.refusals import Invalid, Refusal
from redwell.docketing import proofs
from redwell.docketing.models import Completion, Continuance, Deadline, Entry, Vacatur
from redwell.documents.models import Document
from redwell.matters.models import Matter, Proceeding


def _demand_open(deadline: Deadline) -> None:
    if not deadline.is_open:
        raise Refusal(f"{deadline.title} is not open any more: undo its completion first.")


@action(
    "docketing.enter_deadline",
    needs="docketing.enter",
    says="{actor} entered {title}, due {due_on}",
)
def enter_deadline(
    actor: Any,
    matter: Matter,
    *,
    title: str,
    due_on: date,
    zone: str,
    source: str,
    due_at: time | None = None,
    proceeding: Proceeding | None = None,
    is_critical: bool = False,
    owner: Any = None,
    act: str = "other",
) -> Deadline:
    """Enter a deadline by hand; ``source`` says where the date stands (order, letter, agreement)."""
    errors = {}
    if not title.strip():
        errors["title"] = "Say what has to be done."
    if not source.strip():
        errors["source"] = "Say where this date comes from."
    if errors:
        raise Invalid("The deadline is not complete.", errors)
    commitment = calendaring.commit(
        actor,
        matter,
        kind="deadline",
        title=title.strip(),
        on=due_on,
        starts_at=due_at,
        zone=zone,
        people=[owner] if owner else [],
    )
    deadline = Deadline(
        matter=matter,
        proceeding=proceeding,
        commitment=commitment,
        owner=owner,
        title=title.strip(),
        cite=source.strip(),
        due_on=due_on,
        due_at=due_at,
        zone=zone,
        origin="hand",
        is_critical=is_critical,
        act=act,
        proof=proofs.by_hand(source.strip(), due_on),
    )
    deadline.save()
    return deadline


@action(
    "docketing.continue",
    needs="docketing.enter",
    says="{actor} continued {object} to {to_on} by {authority}",
)
def continue_to(
    actor: Any,
    deadline: Deadline,
    *,
    to_on: date,
    authority: str,
    cite: str,
    entry: Entry | None = None,
    seen: int | None = None,
) -> Deadline:
    """Continue a deadline by order or stipulation: the new date is fixed, and no longer computed."""
    deadline.check_seen(seen, due_on=to_on)
    _demand_open(deadline)
    if not cite.strip():
        raise Invalid(
            "A continuance needs its authority.", {"cite": "Name the order or the stipulation."}
        )
    if to_on == deadline.due_on:
        raise Invalid("That is the date it has.", {"to_on": "Choose another day."})
    Continuance(
        matter_id=deadline.matter_id,
        deadline=deadline,
        from_on=deadline.due_on,
        to_on=to_on,
        authority=authority,
        cite=cite.strip(),
        entry=entry,
    ).save()
    deadline.due_on, deadline.due_at, deadline.origin = to_on, None, authority
    deadline.layer, deadline.is_verified, deadline.status = cite.strip()[:60], False, "firm"
    deadline.proof = {**proofs.by_hand(cite.strip(), to_on), "before": deadline.proof}
    deadline.save()
    calendaring.move(actor, deadline.commitment, on=to_on, starts_at=None)
    return deadline


@action("docketing.vacate", needs="docketing.enter", says="{actor} vacated {object}: {reason}")
def vacate(actor: Any, deadline: Deadline, *, reason: str) -> Vacatur:
    """Say that a deadline no longer stands, and why."""
    _demand_open(deadline)
    if not reason.strip():
        raise Invalid("Say why the deadline no longer stands.", {"reason": "Enter the reason."})
    # First, so that of two at once the second is told.
    deadline.is_open = False
    deadline.save()
    vacatur = Vacatur(matter_id=deadline.matter_id, deadline=deadline, reason=reason.strip())
    vacatur.save()
    calendaring.cancel(actor, deadline.commitment)
    return vacatur


@action("docketing.satisfy", needs="docketing.satisfy", says="{actor} satisfied {object}")
def satisfy(
    actor: Any,
    deadline: Deadline,
    *,
    satisfied_on: date,
    entry: Entry | None = None,
    document: Document | None = None,
    reason: str = "",
) -> Completion:
    """Close a deadline with proof (a docket entry or a document), or with a stated reason."""
    _demand_open(deadline)
    if entry is None and document is None and not reason.strip():
        raise Invalid(
            "A deadline closes only with proof or a stated reason.",
            {"entry": "Choose the entry that proves it, or state the reason below."},
        )
    for proof in (entry, document):
        if proof is not None and proof.matter_id != deadline.matter_id:
            raise Refusal("The proof belongs to another matter.")
    # First, so that of two at once the second is told.
    deadline.is_open = False
    deadline.save()
    completion = Completion(
        matter_id=deadline.matter_id,
        deadline=deadline,
        entry=entry,
        document=document,
        reason=reason.strip(),
        satisfied_on=satisfied_on,
        by=actor,
    )
    completion.save()
    return completion
