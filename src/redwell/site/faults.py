"""What a person sees when a request fails: an honest 503 where the database is gone, else a 500."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

RETRY_SECONDS = 5


def fault(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``: called while the exception of a view or a middleware is handled.

    A middleware would not do: what fails in those inside it (sessions, who is signed in) reaches
    it as a finished answer. Neither page is given the request, since reading it asks the database.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        # The next request of this thread begins with a connection of its own.
        connection.close()
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return HttpResponseServerError(render_to_string("500.html"))
