"""Days in pairs: what ends does so on the day it began or later."""

from __future__ import annotations

from datetime import date

from redwell.core.refusals import Invalid


def check_span(
    begins: date | None,
    ends: date | None,
    *,
    at: str = "to_on",
    says: str = "It cannot end before it began.",
) -> None:
    """Raise :class:`Invalid` with ``says`` at the field ``at``; an open end contradicts nothing."""
    if begins is not None and ends is not None and ends < begins:
        raise Invalid(says, {at: "Choose a later day."})
