"""What every form of Redwell has: a version it was made from, and one effect however often sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone


class Submission(models.Model):
    """A form that took effect, and where its reader was sent."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    location = models.CharField(max_length=500)
    entry = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)


def new_token() -> str:
    """A token for the hidden ``submission`` field of a form that is about to be shown."""
    return str(uuid.uuid4())


def once(user: Any, token: str | None, effect: Callable[[], str]) -> tuple[str, bool]:
    """Run ``effect`` once per token, however often and however concurrently it is asked for.

    ``effect`` returns the address to go to. Returns ``(address, first)``; ``first`` is false when
    an earlier sending of the same form had taken effect already.
    """
    from redwell.core.actions import last_entry

    try:
        key = uuid.UUID(token or "")
    except ValueError:
        return effect(), True
    try:
        with transaction.atomic():
            # The row goes in first: a second sending waits here until the first has committed.
            row = Submission.objects.create(token=key, user=user, location="")
            location = effect()
            entry = last_entry()
            row.location = location
            row.entry = entry.sequence if entry else None
            row.save(update_fields=["location", "entry"])
            return location, True
    except IntegrityError:
        earlier = result_of(user, token)
        if earlier is None:
            raise
        return earlier, False


def result_of(user: Any, token: str | None) -> str | None:
    """The address to which an earlier sending of this form led, if it took effect."""
    try:
        key = uuid.UUID(token or "")
    except ValueError:
        return None
    return (
        Submission.objects.filter(token=key, user=user).values_list("location", flat=True).first()
    )
