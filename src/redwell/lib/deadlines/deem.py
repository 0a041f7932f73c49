"""The date on which a step counts as service or filing: hour, zone, added days, closed days."""

from redwell.lib.rulebook.programs import Deemed

from .days import ONE
from .question import DeadlineError
from .run import Run


def deem(run: Run) -> None:
    """Move the run from the day of the step to the day it counts. Raises DeadlineError."""
    rule = _rule(run)
    _read_clock(run, rule)
    late = _late(run, rule)
    if rule.add:
        run.add(rule.add, 1, f"{_said(run)} counts {_length(rule)} later", rule.cite)
    out = run.set_of(rule.days)
    if rule.closed == "next_open" and late:
        run.do("count", f"after {rule.cutoff}: the next open day", rule.cite, n=1, out=out)
    elif rule.closed == "next_open":
        run.do(
            "roll", "a step on a closed day counts on the next open day", rule.cite, by=1, out=out
        )
    elif late:
        run.do("count", f"after {rule.cutoff}: the next day", rule.cite, n=1)
    else:
        run.not_applied.append(
            ("moving off a closed day or a late hour", "this document keeps its day", rule.cite)
        )
    if rule.doubt_at and run.question.at and run.moment[1] == rule.doubt_at:
        other = run.day + ONE
        while rule.closed == "next_open" and other in run.days(out):
            other += ONE
        why = f"exactly {rule.doubt_at}: one reading of the rule counts the step as late"
        run.alternatives.append((other, why, rule.cite))
        run.notices.append(f"The step was taken at exactly {rule.doubt_at}; the rule is unclear.")


def _length(rule: Deemed) -> str:
    return str(rule.add).rsplit(" ", 1)[0]


def _said(run: Run) -> str:
    return f"service by {(run.question.service or '').replace('_', ' ')}"


def _rule(run: Run) -> Deemed:
    method, terms = run.question.service, run.terms
    rules = [rule for rule in run.version.deemed if rule.kind == terms.deem]
    for rule in rules:
        if method in rule.methods and (not rule.documents or terms.document in rule.documents):
            return rule
    known = sorted({name for rule in rules for name in rule.methods})
    if not known:
        raise DeadlineError(
            f"{run.program.title} deems no {terms.deem}. Enter the date of the actual {terms.deem}."
        )
    raise DeadlineError(f"{method!r} has no date of {terms.deem} here. Use {', '.join(known)}.")


def _read_clock(run: Run, rule: Deemed) -> None:
    terms = run.terms
    there = {
        "recipient": terms.recipient_zone or terms.court_zone,
        "court": terms.court_zone or run.program.zone or terms.recipient_zone,
        "local": None,
    }[rule.clock]
    here = terms.sender_zone
    if here and there and here != there and run.question.at:
        why = f"the hour is read on the {rule.clock}'s clock"
        run.do("zone", why, rule.cite, **{"from": here, "to": there})


def _late(run: Run, rule: Deemed) -> bool:
    at = run.moment[1]
    if not rule.cutoff or not at:
        return False
    return at >= rule.cutoff if rule.late == "at_or_after" else at > rule.cutoff
