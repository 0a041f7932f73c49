"""``redwell deadlines``: what follows from an event before a court, without a matter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from redwell.docketing import listing
from redwell.lib import plans, rulebook


class Command(BaseCommand):
    help = "Compute deadlines without a matter."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--court", required=True, help="a court id such as us-nysd")
        parser.add_argument("--event", required=True, help="an event's id or its words")
        parser.add_argument("--on", required=True, help="the day, YYYY-MM-DD")
        parser.add_argument("--at", default=None, help="the court's wall time, HH:MM")
        parser.add_argument("--service", default=None, help="how it was served")
        parser.add_argument("--fact", action="append", default=[], metavar="NAME=ANSWER")
        parser.add_argument(
            "--chain",
            action="store_true",
            help="also what would follow if each act were done on its last day",
        )
        shape = parser.add_mutually_exclusive_group()
        shape.add_argument("--json", action="store_true")
        shape.add_argument("--ics", action="store_true")

    def handle(self, *args: Any, court: str, event: str, on: str, **options: Any) -> None:
        try:
            day = date.fromisoformat(on)
            if options["at"]:
                time.fromisoformat(options["at"])
        except ValueError:
            raise CommandError(
                f"{on!r} with {options['at']!r} is no day and hour; write 2026-11-02 and 16:30."
            ) from None
        facts = dict(part.partition("=")[::2] for part in options["fact"])
        book = rulebook.load()
        try:
            plan = plans.plan(
                book,
                court,
                event,
                day,
                at=options["at"],
                service=options["service"],
                facts=facts,
            )
        except plans.PlanError as error:
            raise CommandError(str(error)) from error
        ahead = plans.chain(book, court, plan, facts=facts) if options["chain"] else ()
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan, ahead), indent=2))
        elif options["ics"]:
            self.stdout.write(as_ics(plan, timezone.now()).decode())
        else:
            self.stdout.write(as_text(plan, ahead))


def as_json(plan: plans.Plan, ahead: Sequence[plans.Projected] = ()) -> dict[str, Any]:
    return {
        "rulebook": rulebook.load().version,
        "undated": [list(item) for item in plan.undated],
        "notices": list(plan.notices),
        "not_applied": [list(item) for item in plan.not_applied],
        "deadlines": [_row(due) for due in plan.deadlines],
        "projected": [
            {
                **_row(one.due),
                "after": one.after.rule.id,
                "depth": one.depth,
                "assumed": list(one.notices),
            }
            for one in ahead
        ],
    }


def _row(due: plans.Due) -> dict[str, Any]:
    return {
        "rule": due.rule.id,
        "title": due.title,
        "cite": due.cite,
        "act": due.act,
        "kind": due.kind,
        "layer": due.layer,
        "critical": due.is_critical,
        **due.answer.as_dict(),
    }


def as_text(plan: plans.Plan, ahead: Sequence[plans.Projected] = ()) -> str:
    lines = []
    for due in plan.deadlines:
        at = f" {due.answer.at}" if due.answer.at else ""
        lines.append(f"{due.answer.on:%a %d %b %Y}{at}  {due.title}  ({due.cite}){_mark(due)}")
        lines += [
            f"    {step.number}. {step.to_on:%a %d %b %Y}  {step.text}"
            + (f"  [{step.cite}]" if step.cite else "")
            for step in due.answer.steps
        ]
        lines += [
            f"    or {on:%a %d %b %Y}: {why}  [{cite}]" for on, why, cite in due.answer.alternatives
        ]
        lines += [f"    not applied: {what}: {why}" for what, why, _ in due.answer.not_applied]
        lines.append("")
    if ahead:
        lines.append("Projected, if each act is done on its last day (nothing of this is saved):")
        lines += [
            f"{'  ' * one.depth}{one.due.answer.on:%a %d %b %Y}  {one.due.title}  ({one.due.cite})"
            f"  after: {one.after.title}, {one.after.answer.on:%d %b %Y}{_mark(one.due)}"
            for one in ahead
        ]
        notices = dict.fromkeys(text for one in ahead for text in one.notices)
        lines += [f"  Note: {text}" for text in notices if text not in plan.notices]
        lines.append("")
    lines += [f"{title}: {says}  ({cite})" for title, says, cite in plan.undated]
    lines += [f"Note: {text}" for text in plan.notices]
    lines += [f"Not applied: {what}, {why} ({cite})" for what, why, cite in plan.not_applied]
    lines.append("Computed by rule, to be confirmed by an attorney. This is not legal advice.")
    return "\n".join(lines)


def _mark(due: plans.Due) -> str:
    return "" if due.answer.status == "firm" else f"  [{due.answer.status.replace('_', ' ')}]"


def as_ics(plan: plans.Plan, now: datetime) -> bytes:
    return listing.whole_days(
        (
            (
                f"{due.rule.id}-{due.answer.on.isoformat()}@redwell",
                due.answer.on,
                due.title,
                "\n".join(
                    [
                        due.cite,
                        *(f"{s.number}. {s.to_on.isoformat()} {s.text}" for s in due.answer.steps),
                        "Not legal advice.",
                    ]
                ),
            )
            for due in plan.deadlines
        ),
        now,
    )
