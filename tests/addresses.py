"""Every address of the product, from the URL table itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

# Pages of the sign-in library: open to visitors, or to the person signed in, by their own design.
LIBRARY = (
    "account/login",
    "account/logout",
    "account/password",
    "account/reauthenticate",
    "account/2fa",
    "account/sessions",
)


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, object]]:
    """(path pattern, view) of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern.callback


def own() -> list[tuple[str, object]]:
    """The same without the pages of the sign-in library."""
    return [(path, view) for path, view in patterns() if not path.startswith(LIBRARY)]
