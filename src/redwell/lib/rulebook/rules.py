"""Rules: what must be done how long after which event, with the cases that prove them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .reading import Period


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule's period as in force from a day.

    A rule that sets a standard instead of a period (`promptly`) has it in `says`; a composite has
    neither.
    """

    effective_from: date
    period: Period | None
    says: str
    cite: str


@dataclass(frozen=True, slots=True)
class Part:
    """One leg of a composite: a period from the trigger, or from a day that a fact names.

    `service` says whether the method of service adds its days to this leg.
    """

    period: Period
    fact: str | None
    service: bool


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A worked example: `due` is right, `other` the further day that must be shown beside it.

    The negative ones: `refuses` names a plausible day that is wrong, `not_covered` a day before the
    first version, `applies` false facts that end the rule, `undated` that no day can be computed.
    `at` is "HH:MM"; `court` a court id where the layer's first court is not the one meant; `line`
    the place in the rule's file.
    """

    on: date
    at: str | None
    court: str | None
    service: str | None
    facts: Mapping[str, str]
    due: date | None
    other: date | None
    refuses: date | None
    not_covered: bool
    applies: bool
    undated: bool
    line: int

    @property
    def is_negative(self) -> bool:
        return self.due is None

    def __str__(self) -> str:
        by = f", by {self.service.replace('_', ' ')}" if self.service else ""
        told = "".join(f", {k.replace('_', ' ')} {v}" for k, v in self.facts.items())
        if self.undated:
            return f"{self.on}{by}{told}: no day to compute"
        if self.not_covered:
            return f"{self.on}{by}{told}: not covered"
        if not self.applies:
            return f"{self.on}{by}{told}: does not apply"
        if self.refuses:
            return f"{self.on}{by}{told}: not {self.refuses}"
        return f"{self.on}{by}{told}: {self.due}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of court. Field by field: docs/rulebook.md.

    `service` says whether a method of service adds days: yes, no, or debated (the answer adds none
    and shows the other date). `when` maps a fact to the answer under which the rule applies.
    """

    id: str
    title: str
    layer: str
    events: tuple[str, ...]
    who: str
    act: str
    program: str
    service: str
    kind: str
    extendable: str
    is_critical: bool
    consequence: str
    cite: str
    confidence: str
    checked_on: date
    notes: str
    at_least: bool
    keeps_day: bool
    when: Mapping[str, str]
    options: Mapping[str, Any]
    composite: str | None
    parts: tuple[Part, ...]
    starts: str | None
    overrides: str | None
    versions: tuple[RuleVersion, ...]
    cases: tuple[RuleCase, ...]
    file: str
    line: int

    @property
    def fingerprint(self) -> str:
        """Changes with whatever a person compares with the source: not with words about it."""
        compared = (
            *(self.id, self.layer, self.events, self.who, self.act, self.program, self.service),
            *(self.kind, self.extendable, self.is_critical, self.cite, self.at_least),
            *(self.keeps_day, sorted(self.when.items()), sorted(self.options.items())),
            *(self.composite, self.parts, self.starts, self.overrides, self.versions),
        )
        return hashlib.sha256(repr(compared).encode()).hexdigest()[:24]

    @property
    def asks(self) -> tuple[str, ...]:
        """The ids of the facts that this rule asks for."""
        return tuple(dict.fromkeys([*self.when, *(p.fact for p in self.parts if p.fact)]))

    def version(self, on: date | None) -> RuleVersion | None:
        """The version in force on a day; the newest without one; None before the first."""
        if on is None:
            return self.versions[0]
        return next((v for v in self.versions if v.effective_from <= on), None)
