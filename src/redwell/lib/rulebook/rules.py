"""Rules: what must be done how long after which event, with the cases that prove them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .reading import Fields, Period, Source, read

# What a rule may tell the count beyond its period: fields of `redwell.lib.deadlines` Terms.
OPTIONS: Mapping[str, type] = {
    "roll": str,
    "notice": str,
    "ends": str,
    "beginning": str,
    "recess": bool,
    "mail_in_court_days": bool,
    "service_days_before": int,
    "skip_below": int,
    "months_out": list,
    "left_out": list,
    "legs": list,
}


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
    `at` is "HH:MM"; `court` a court id where the layer's first court is not the one meant.
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
    def asks(self) -> tuple[str, ...]:
        """The ids of the facts that this rule asks for."""
        return tuple(dict.fromkeys([*self.when, *(p.fact for p in self.parts if p.fact)]))

    def version(self, on: date | None) -> RuleVersion | None:
        """The version in force on a day; the newest without one; None before the first."""
        if on is None:
            return self.versions[0]
        return next((v for v in self.versions if v.effective_from <= on), None)


def load_rules(folder: Path) -> dict[str, Rule]:
    """Every rule below `folder`, by id. Raises RulebookError with file and line."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.toml")):
        tables, source = read(path)
        for table in tables.get("rule", []):
            rule = _rule(table, source)
            if rule.id in rules:
                raise source.error(rule.id, f"{rule.id} stands twice", "rename one of them")
            rules[rule.id] = rule
    return rules


def _rule(table: dict[str, object], source: Source) -> Rule:
    fields = Fields(dict(table), source, str(table.get("id", "rule")))
    rule = Rule(
        id=fields.text("id"),
        title=fields.text("title"),
        layer=fields.text("layer"),
        events=fields.texts("events"),
        who=fields.text("who"),
        act=fields.choice("act", ("file", "serve", "pay", "attend", "other")),
        program=fields.text("program"),
        service=fields.choice("service", ("yes", "no", "debated"), "no"),
        kind=fields.choice("kind", ("last_day", "first_day", "window"), "last_day"),
        extendable=fields.choice(
            "extendable", ("no", "only_by_rule", "good_cause", "by_consent"), "good_cause"
        ),
        is_critical=fields.flag("critical"),
        consequence=fields.text("consequence", ""),
        cite=fields.text("cite"),
        confidence=fields.choice("confidence", ("settled", "needs_review"), "settled"),
        checked_on=fields.day("checked_on"),
        notes=fields.text("notes", ""),
        at_least=fields.flag("at_least"),
        keeps_day=fields.flag("keeps_day"),
        when=_texts(fields, "when"),
        options=_options(fields),
        composite=fields.choice("composite", ("latest", "earliest"), None),
        parts=tuple(_part(Fields(t, source, fields.name)) for t in fields.tables("part")),
        starts=fields.text("starts", None),
        overrides=fields.text("overrides", None),
        versions=_versions(fields),
        cases=tuple(_case(Fields(t, source, fields.name)) for t in fields.tables("case")),
        file=source.file,
        line=fields.error("id", "", "").line,
    )
    fields.done()
    _demand_cases(fields, rule)
    return rule


def _demand_cases(fields: Fields, rule: Rule) -> None:
    if len(rule.cases) < 3:
        raise fields.error("case", f"it has {len(rule.cases)} cases", "add cases until there are 3")
    if not any(case.is_negative for case in rule.cases):
        raise fields.error(
            "case",
            "none of its cases is negative",
            "add one with refuses = (a wrong day), not_covered = true or applies = false",
        )


def _versions(fields: Fields) -> tuple[RuleVersion, ...]:
    found = []
    for table in fields.tables("version"):
        version = Fields(table, fields.source, fields.name)
        found.append(
            RuleVersion(
                version.day("effective_from"),
                version.period("period", None),
                version.text("says", ""),
                version.text("cite", ""),
            )
        )
        version.done()
        if found[-1].period and found[-1].says:
            raise fields.error("says", "a version has a period and a standard", "keep one of them")
    if not found:
        raise fields.error("version", "the rule has no version", "add a [[rule.version]]")
    days = [version.effective_from for version in found]
    if len(set(days)) != len(days):
        raise fields.error("version", "two versions begin on one day", "give each its own day")
    return tuple(sorted(found, key=lambda version: version.effective_from, reverse=True))


def _part(fields: Fields) -> Part:
    part = Part(fields.period("period"), fields.text("fact", None), fields.flag("service"))
    fields.done()
    return part


def _case(fields: Fields) -> RuleCase:
    due = fields.take("due", date, None)
    refuses = fields.take("refuses", date, None)
    case = RuleCase(
        on=fields.day("on"),
        at=fields.text("at", None),
        court=fields.text("court", None),
        service=fields.text("service", None),
        facts=_texts(fields, "facts"),
        due=due,
        other=fields.take("other", date, None),
        refuses=refuses,
        not_covered=fields.flag("not_covered"),
        applies=bool(fields.take("applies", bool, True)),
        undated=fields.flag("undated"),
    )
    fields.done()
    said = (due, refuses, case.not_covered, not case.applies, case.undated)
    if sum(map(bool, said)) != 1 or (case.other and not due):
        raise fields.error(
            "case",
            "a case says more or less than one thing",
            "give one of due, refuses, not_covered = true, applies = false and undated = true",
        )
    return case


def _options(fields: Fields) -> dict[str, Any]:
    table = fields.take("options", dict, {})
    for key, value in table.items():
        wanted = OPTIONS.get(key)
        if wanted is None:
            fix = f"use only {', '.join(OPTIONS)}"
            raise fields.error("options", f'the option "{key}" is not known', fix)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise fields.error("options", f'"{key}" is {value!r}', f"write a {wanted.__name__}")
    read = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    if "legs" in read:
        read["legs"] = tuple(fields.as_period("legs", str(leg)) for leg in read["legs"])
    return read


def _texts(fields: Fields, key: str) -> dict[str, str]:
    table = fields.take(key, dict, {})
    return {str(k): v.isoformat() if isinstance(v, date) else str(v) for k, v in table.items()}
