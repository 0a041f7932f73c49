"""Addresses for lists, whose rows differ only in a number or two."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import reverse

# Any converter of a number or a text takes these, and no address has them.
_FIRST_MARK = 10**15


@cache
def prepared(route: str, count: int = 1) -> Callable[..., str]:
    """``reverse(route, args=…)`` for a route of ``count`` arguments, resolved once for all rows."""
    marks = range(_FIRST_MARK, _FIRST_MARK + count)
    address = reverse(route, args=marks).replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        address = address.replace(str(mark), f"{{{place}}}")

    def fill(*args: Any) -> str:
        return address.format(*(quote(str(arg), safe="") for arg in args))

    return fill
