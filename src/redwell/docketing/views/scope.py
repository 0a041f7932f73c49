"""What the addresses of docketing name, within the reader's walls."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from redwell.matters import queries as matters
from redwell.matters.models import Matter, Proceeding


def proceeding_of(request: HttpRequest, matter: Matter, proceeding: int) -> Proceeding:
    """The proceeding of this matter. Raises Http404."""
    found = matters.proceeding_in(request.user, matter, proceeding)
    if found is None:
        raise Http404
    return found
