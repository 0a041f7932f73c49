"""Which matter and which proceeding a person means, behind that person's wall."""

from __future__ import annotations

from typing import Any

from redwell.core.refusals import Refusal
from redwell.lib.docketpages import DocketPage
from redwell.matters.models import Matter, Proceeding


class NotFound(Refusal):
    """There is no such thing for this person, whether it exists or not."""

    status = 404


def matter_of(actor: Any, number: str) -> Matter:
    """The matter with this number. Raises :class:`NotFound`."""
    matter = Matter.objects.visible_to(actor).filter(number=number).first()
    if matter is None:
        raise NotFound(f"There is no matter {number}. Look up its number and try again.")
    return matter


def matter_for(actor: Any, page: DocketPage) -> Matter | None:
    """The one matter that already has the page's proceeding (court and number), else None.

    Raises :class:`Refusal` where several matters have it.
    """
    if not page.docket_number:
        return None
    numbers = list(
        Proceeding.objects.visible_to(actor)
        .filter(court=f"us-{page.court_id}", number=page.docket_number)
        .order_by("matter__number")
        .values_list("matter__number", flat=True)
    )
    if len(numbers) > 1:
        raise Refusal(
            f"{page.docket_number} stands in several matters ({', '.join(numbers)}): "
            "say which one with --matter NUMBER."
        )
    return matter_of(actor, numbers[0]) if numbers else None


def proceeding_of(actor: Any, *, number: str = "", pk: int | None = None) -> Proceeding:
    """The proceeding with this row id or court number. Raises :class:`NotFound` or ``Refusal``."""
    rows = Proceeding.objects.visible_to(actor).order_by("pk")
    found = list(rows.filter(pk=pk) if pk is not None else rows.filter(number=number))
    if not found:
        raise NotFound(f"There is no proceeding {pk if pk is not None else number}.")
    if len(found) > 1:
        ids = ", ".join(f"{p.pk} ({p.court})" for p in found)
        raise Refusal(f"Several proceedings are numbered {number}: use --proceeding with {ids}.")
    return found[0]
