"""What the engine returns: a date with its whole proof, and the way to run a proof again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .days import Days
from .ops import Moment, Shelf, apply
from .question import DeadlineError
from .run import Line
from .words import say

Alternative = tuple[date, str, str]
NotApplied = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered line of a proof: `op` with its `params` led from one day to another.

    `params` holds only JSON values; with `op` they are all that `replay` needs.
    """

    number: int
    op: str
    params: Mapping[str, Any]
    from_on: date
    to_on: date
    text: str
    cite: str

    def as_dict(self) -> dict[str, Any]:
        """The step as JSON-able values; dates are ISO texts."""
        return {
            "number": self.number,
            "op": self.op,
            "params": dict(self.params),
            "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat(),
            "weekday": f"{self.to_on:%A}",
            "text": self.text,
            "cite": self.cite,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The date due on the court's calendar, with what was and what was not applied.

    `raw_on` is the end of the count before service days and rolls. `kind`: last_day, first_day,
    deemed_service or deemed_filing. `status`: firm, provisional (a calendar is not published that
    far), needs_review (the program is not confirmed) or disputed (see `alternatives`).
    """

    on: date
    at: str | None
    zone: str | None
    raw_on: date
    kind: str
    status: str
    alternatives: tuple[Alternative, ...]
    notices: tuple[str, ...]
    not_applied: tuple[NotApplied, ...]
    program: str
    program_version: date
    trail: tuple[Line, ...] = field(repr=False, hash=False)
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The proof, built when it is read."""
        return tuple(
            Step(number, op, params, start, end, say(op, params, start, end, why, self._days), cite)
            for number, (op, params, start, end, why, cite) in enumerate(self.trail, 1)
        )

    def _days(self, text: str) -> Days:
        return self.shelf.days(text)

    def as_dict(self) -> dict[str, Any]:
        """The whole answer as JSON-able values, fit to be kept as the proof of a deadline."""
        return {
            "on": self.on.isoformat(),
            "at": self.at,
            "zone": self.zone,
            "raw_on": self.raw_on.isoformat(),
            "kind": self.kind,
            "status": self.status,
            "alternatives": [
                {"on": on.isoformat(), "why": why, "cite": cite}
                for on, why, cite in self.alternatives
            ],
            "notices": list(self.notices),
            "not_applied": [
                {"what": what, "why": why, "cite": cite} for what, why, cite in self.not_applied
            ],
            "program": self.program,
            "program_version": self.program_version.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
        }


def rerun(steps: Iterable[Step | Mapping[str, Any]], shelf: Shelf) -> date:
    """The date that a printed proof leads to, from its operations and parameters alone."""
    moment: Moment | None = None
    finished: list[Moment] = []
    for step in steps:
        op, params = (
            (step.op, step.params) if isinstance(step, Step) else (step["op"], step["params"])
        )
        if op == "part":
            if moment is not None:
                finished.append(moment)
            moment = None
        elif op == "choose":
            if moment is not None:
                finished.append(moment)
            moment = choose(str(params["op"]), finished)
            finished = []
        else:
            if moment is None and op not in ("start", "fixed"):
                raise DeadlineError(f"A proof begins with its trigger, not with {op!r}.")
            moment = apply(op, dict(params), moment or (date.min, None), shelf)
    if moment is None:
        raise DeadlineError("The proof has no steps. Compute the deadline again.")
    return moment[0]


def choose(op: str, moments: Iterable[Moment]) -> Moment:
    """The latest or earliest of several moments; a day without an hour ends at midnight."""
    if op not in ("latest", "earliest"):
        raise DeadlineError(f'A composite is "latest" or "earliest", not {op!r}.')
    found = list(moments)
    if not found:
        raise DeadlineError("A composite needs at least one part.")
    pick = max if op == "latest" else min
    return pick(found, key=lambda moment: (moment[0], moment[1] or "24:00"))
