"""Anticipated refusals: each carries a sentence for the person and the rule behind it, if any."""

from __future__ import annotations


class Refusal(Exception):
    """Something Redwell will not do, said in one sentence.

    ``status`` is the HTTP status a screen answers with; ``rule`` cites what stands behind it.
    """

    status = 409

    def __init__(self, sentence: str, *, rule: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.rule = rule


class NotAllowed(Refusal):
    """The person may see the thing but not do this with it."""

    status = 403


class StaleEdit(Refusal):
    """Somebody else changed the row first.

    ``conflicts`` maps each field that differs to ``(their value, your value)``; nothing is saved,
    and the form is shown again with both. ``version`` is the row's version as compared with.
    """

    def __init__(
        self, what: str, conflicts: dict[str, tuple[object, object]], version: int | None = None
    ) -> None:
        super().__init__(
            f"{what} was changed by somebody else while you had it open. "
            "Nothing of yours is lost: compare both values below and save again."
        )
        self.conflicts = conflicts
        self.version = version


class Invalid(Refusal):
    """Input that cannot be accepted; ``errors`` maps a field to its sentence."""

    status = 422

    def __init__(self, sentence: str, errors: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.errors = errors or {}


class TooOften(Refusal):
    """Something that may be done only so many times within a while."""

    status = 429


class Later(Refusal):
    """A later entry depends on what should be undone; it is named in the sentence."""


class ProgrammingFault(RuntimeError):
    """A broken promise inside the house: never shown as a refusal, always a bug."""


class OutsideAction(ProgrammingFault):
    """A Record was written outside an action."""


class Unwalled(ProgrammingFault):
    """A walled table was read before the reader's wall was put up."""
