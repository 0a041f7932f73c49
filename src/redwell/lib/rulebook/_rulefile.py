"""The files below rules/: each rule read strictly, with its versions and its cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .reading import Fields, RulebookError, Source, tables
from .rules import Part, Rule, RuleCase, RuleVersion

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


def load_rules(folder: Path, broken: list[RulebookError] | None = None) -> dict[str, Rule]:
    """Every rule below `folder`, by id. Raises RulebookError with file and line.

    With `broken`, a file that cannot be used is left out whole and its error put there; an id that
    stands twice is refused all the same, since nobody can say which of the two is the law.
    """
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.toml")):
        try:
            found = _file(path, path.relative_to(folder).as_posix())
        except RulebookError as error:
            if broken is None:
                raise
            broken.append(error)
            continue
        for rule in found:
            if first := rules.get(rule.id):
                what = f"{rule.id} stands twice, also in {first.file}, line {first.line}"
                raise RulebookError(rule.file, rule.line, what, "rename or remove one of them")
            rules[rule.id] = rule
    return rules


def _file(path: Path, name: str) -> list[Rule]:
    listed, source = tables(path, "rule", name)
    found = [_rule(table, source) for table in listed]
    for n, rule in enumerate(found):
        if any(rule.id == one.id for one in found[:n]):
            what, line = f"{rule.id} stands twice", source.line_of(f'"{rule.id}"', rule.line)
            raise RulebookError(name, line, what, "rename or remove one of them")
    return found


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
        cases=_cases(fields),
        file=source.file,
        line=fields.error("id", "", "").line,
    )
    fields.done()
    _demand_periods(fields, rule)
    _demand_cases(fields, rule)
    return rule


def _demand_periods(fields: Fields, rule: Rule) -> None:
    """Each version needs a period or a standard, except of a composite, whose parts have them."""
    for version in rule.versions:
        what = f"its version of {version.effective_from} has neither a period nor a standard"
        if not (version.period or version.says or rule.composite):
            raise fields.error("version", what, 'write period = "..." or says = "..."')
    if bool(rule.composite) != bool(rule.parts):
        what = "a composite needs parts, and parts a composite"
        raise fields.error("part", what, 'write composite = "latest" and [[rule.part]] below it')


def _demand_cases(fields: Fields, rule: Rule) -> None:
    if len(rule.cases) < 3:
        raise fields.error("case", f"it has {len(rule.cases)} cases", "add cases until there are 3")
    if not any(case.is_negative for case in rule.cases):
        raise fields.error(
            "case",
            "none of its cases is negative",
            "add one with refuses = (a wrong day), not_covered = true or applies = false",
        )
    for version in rule.versions:
        if not any(rule.version(case.on) is version for case in rule.cases):
            what = f"its version of {version.effective_from} has no case"
            raise fields.error("case", what, "add a case whose day lies in that version")


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
    if twice := sorted(day for day in set(days) if days.count(day) > 1):
        what = f"two versions begin on one day, {twice[0]}"
        raise fields.error("version", what, "give each its own day")
    return tuple(sorted(found, key=lambda version: version.effective_from, reverse=True))


def _part(fields: Fields) -> Part:
    part = Part(fields.period("period"), fields.text("fact", None), fields.flag("service"))
    fields.done()
    return part


def _cases(fields: Fields) -> tuple[RuleCase, ...]:
    head, source = fields.error("id", "", "").line, fields.source
    return tuple(
        _case(Fields(table, source, fields.name, source.line_of("[[rule.case]]", head, nth)))
        for nth, table in enumerate(fields.tables("case"), 1)
    )


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
        line=fields.line,
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
