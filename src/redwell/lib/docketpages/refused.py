"""The one exception of this library."""

from __future__ import annotations

from typing import Literal

Why = Literal["CORRUPT", "UNSUPPORTED", "EMPTY", "TRUNCATED", "TOO_LARGE"]


class NotADocketPage(Exception):
    """The bytes are no docket page that can be read.

    ``code`` is one of ``Why``; ``sentence`` says what they are or likely are and what to save
    instead; ``kept`` says what could be saved of them (nothing, so far).
    """

    def __init__(self, code: Why, sentence: str, *, kept: str = "") -> None:
        super().__init__(sentence)
        self.code: Why = code
        self.sentence = sentence
        self.kept = kept
