"""What no screen should ever see: requests that another site makes, and addresses that hold NUL."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Responder = Callable[[HttpRequest], HttpResponse]
_OWN = ("same-origin", "none")


class OwnSite:
    """Refuses what a page of another site asks for, but for a person who follows a link to us.

    The browser says where a request comes from (Fetch Metadata, W3C); one that says nothing is
    left to the token and the cookie. A neighbour under the same domain is another site as well.
    """

    def __init__(self, respond: Responder) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came_from = request.headers.get("Sec-Fetch-Site", "none")
        if came_from in _OWN or _follows_a_link(request):
            return self.respond(request)
        return _refused(
            "This was asked for by a page of another site, so it was not done. Open Redwell itself "
            "and do it there.",
            403,
        )


class NoNul:
    """Refuses an address with a NUL character: no name holds one, and PostgreSQL takes none."""

    def __init__(self, respond: Responder) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        words = (word for pair in request.GET.lists() for word in (pair[0], *pair[1]))
        if "\0" in request.path_info or any("\0" in word for word in words):
            return _refused(
                "This address holds a character that nothing here is written with (NUL). Type what "
                "you look for anew.",
                400,
            )
        return self.respond(request)


def _follows_a_link(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.headers.get("Sec-Fetch-Dest") == "document"
    )


def _refused(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
