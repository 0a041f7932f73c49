"""Signing off a rule: a person compared it with its source."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from redwell.core.actions import action
from redwell.core.refusals import Invalid
from redwell.docketing.models import RuleReview
from redwell.lib import rulebook


@action(
    "docketing.sign_off_rule",
    needs="rulebook.review",
    says="{actor} signed off {rule}, compared with {compared}",
)
def sign_off_rule(actor: Any, *, rule: str, compared: str) -> RuleReview:
    """Say that a rule was compared with its source; its dates no longer need review from now on.

    Dates that stand keep their mark until they are computed anew.
    """
    found = rulebook.load().rules.get(rule)
    if found is None:
        raise Invalid(f"The rulebook holds no rule {rule}.", {"rule": "Choose a rule."})
    if not compared.strip():
        raise Invalid(
            "Name what it was compared with.",
            {"compared": "The text, its edition or date, and where you read it."},
        )
    review = RuleReview(
        rule=rule,
        fingerprint=found.fingerprint,
        compared=compared.strip(),
        by=actor,
        on=timezone.localdate(),
    )
    review.save()
    return review
