"""Passwords that were found in leaks are refused (ASVS 6.2.12), without asking anybody.

``passwords.bloom`` is a Bloom filter over 1.4 million leaked passwords of twelve characters and
more, in lower case; tools/leaked_passwords.py made it. It forgets none, and takes one password in
a thousand for a leaked one that is none: then another is chosen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

FILE = Path(__file__).with_name("passwords.bloom")
# ten positions of 14.4 bits for each password: one false answer in a thousand (Bloom 1970)
POSITIONS = 10


def positions(password: str, bits: int) -> Iterator[int]:
    """The bits that stand for a password in a filter of ``bits`` bits."""
    digest = hashlib.sha256(password.strip().lower().encode()).digest()
    first, step = int.from_bytes(digest[:8]), int.from_bytes(digest[8:16]) | 1
    return ((first + turn * step) % bits for turn in range(POSITIONS))


def is_leaked(password: str) -> bool:
    """Whether the password stands in the list, or is taken for one that does."""
    with FILE.open("rb") as held:
        for at in positions(password, FILE.stat().st_size * 8):
            held.seek(at // 8)
            if not held.read(1)[0] >> at % 8 & 1:
                return False
    return True


class LeakedPasswordValidator:
    """Refuses a leaked password with a sentence; one of Django's password validators."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_leaked(password):
            raise ValidationError(
                "This password was found in a leak, so that it is among the first to be tried. "
                "Choose another.",
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        return "A password that was found in a leak is refused."
