"""The interpreter: runs any counting program over a question, step by step."""

from dataclasses import replace
from datetime import date

from redwell.lib.rulebook.programs import Program, Version
from redwell.lib.rulebook.reading import Period

from . import service
from .answer import Answer
from .count import count_back, count_on
from .days import ONE
from .deem import deem
from .ops import Shelf
from .question import Book, DeadlineError, Question
from .run import Run


def answer(question: Question, book: Book, shelf: Shelf) -> Answer:
    """The date of one question with its proof. Raises DeadlineError."""
    program, version = _program(question, book)
    run = Run(question, program, version, shelf)
    raw_on = _perform(run)
    _show_other_friday(run, shelf)
    _show_closure_by_order(run, shelf)
    run.notices.extend(version.notes)
    return Answer(
        on=run.day,
        at=_hour(run),
        zone=question.terms.court_zone or question.terms.zone or program.zone,
        raw_on=raw_on,
        kind=_kind(question),
        status=_status(run),
        alternatives=tuple(dict.fromkeys(a for a in run.alternatives if a[0] != run.day)),
        notices=tuple(dict.fromkeys(run.notices)),
        not_applied=tuple(run.not_applied),
        program=program.id,
        program_version=version.effective_from,
        trail=tuple(run.trail),
        shelf=shelf,
    )


def _program(question: Question, book: Book) -> tuple[Program, Version]:
    program = book.programs.get(question.program)
    if program is None:
        known = ", ".join(sorted(book.programs))
        raise DeadlineError(f"There is no counting program {question.program!r}. Use {known}.")
    version = program.version(question.terms.as_of)
    if version is None:
        first = program.versions[-1].effective_from
        raise DeadlineError(
            f"{program.title} is not covered before {first}. Enter the date by hand and say why."
        )
    return program, version


def _perform(run: Run) -> date:
    """Runs the whole program; returns the day on which the count ended, before any roll."""
    question, terms = run.question, run.terms
    if terms.fixed:
        why = "a date certain is not computed and never moves"
        run.do("fixed", why, run.version.cite, on=terms.fixed.isoformat())
        run.not_applied.append(("counting and rolling", why, run.version.cite))
        return run.day
    run.do("start", "the trigger", run.version.cite, on=question.on.isoformat(), at=question.at)
    if terms.deem:
        deem(run)
        if question.period is None:
            return run.day
    service.before_counting(run)
    for leg in terms.legs:
        run.add(leg, 1, "a step that must pass first; it is not rolled", run.version.cite)
    if question.period:
        (count_on if run.forward else count_back)(run, question.period)
    raw_on = run.day
    service.before_roll(run)
    _end_on_weekday(run)
    if terms.earliest and run.version.back != "to_nth_day":
        run.not_applied.append(
            ("rolling", "the first permitted day is not moved", run.version.cite)
        )
        return raw_on
    _roll(run)
    service.after_roll(run, _roll)
    _closure(run)
    if terms.earliest:
        run.do("count", "the act is first allowed the day after the period", run.version.cite, n=1)
    return raw_on


def _end_on_weekday(run: Run) -> None:
    if not run.terms.ends:
        return
    end = run.version.ends.get(run.terms.ends)
    if end is None:
        raise DeadlineError(f"{run.program.title} has no period that ends on {run.terms.ends}.")
    why = "the period ends on that weekday next after its last day"
    run.do("weekday", why, end.cite, weekday=end.weekday, at=end.time)
    if run.day in run.days(run.holidays()):
        run.notices.append(end.notice)


def _roll(run: Run) -> None:
    version, terms = run.version, run.terms
    closer = terms.roll == "closer_to_trial"
    by = 1 if run.forward or closer else -1
    if terms.roll == "back":
        by = -1
    out = _roll_set(run, by)
    why = _no_roll(run, closer)
    if why:
        if run.day in run.days(out):
            run.not_applied.append(("moving off a closed day", why, version.roll_cite))
            if not run.forward and terms.rolls is None:
                _show_open_day_before(run, out)
        return
    raw = run.day
    cite = "CCP 2016.060" if closer else version.roll_cite
    way = "on to the next" if by > 0 else "back to the last"
    run.do("roll", f"a period that ends on a closed day runs {way} open day", cite, by=by, out=out)
    if by < 0 and version.other_roll_before == "forward" and run.day != raw:
        other = raw
        while other in run.days(out):
            other += ONE
        run.alternatives.append(
            (other, "the text may let the act be done after", version.roll_cite)
        )
        run.notices.append("The earlier open day is kept; the statute may allow the next one.")


def _show_open_day_before(run: Run, out: str) -> None:
    """Policy point: no rule moves this backward date, but nothing can be done on it."""
    other = run.day
    while other in run.days(out):
        other -= ONE
    why = "the open day before, on which the act can be done"
    run.alternatives.append((other, why, run.version.roll_cite))
    run.notices.append("The day is closed; act on the open day before to be safe.")


def _roll_set(run: Run, by: int) -> str:
    if run.program.closure_acts:
        return run.holidays()
    office = run.terms.act == "file" and not (by > 0 and run.version.roll_office == "backward")
    if by > 0 and (run.version.roll_acts == "file" or run.program.closed_ranges == "everywhere"):
        office = True
    return run.office() if office else run.holidays()


def _no_roll(run: Run, closer: bool) -> str | None:
    """Why the end does not roll; None when it does."""
    version, terms = run.version, run.terms
    if terms.rolls is not None:
        return None if terms.rolls else "this period keeps its last day"
    if closer or terms.roll == "back":
        return None
    if not run.forward:
        return "the rule moves no backward date" if version.roll_before == "none" else None
    if version.roll_after == "none":
        return "the rule moves no date"
    if version.roll_acts == "file" and terms.act != "file":
        return "only an act at the court office moves"
    return None


def _closure(run: Run) -> None:
    closed = run.terms.clerk_inaccessible
    if not closed or run.day not in closed:
        return
    cite = run.program.closure_cite
    if (run.terms.act or "file") not in run.program.closure_acts:
        why = "a closed clerk's office extends filing only"
        run.not_applied.append(("the closed clerk's office", why, cite))
        return
    out = "+".join([run.holidays(), *(day.isoformat() for day in sorted(closed))])
    why = "the clerk's office was inaccessible: the first accessible day, always later"
    run.do("closure", why, cite, by=1, out=out)


def _show_other_friday(run: Run, shelf: Shelf) -> None:
    """Policy point: the Friday before a Saturday holiday, 5 U.S.C. 6103(b)(1)."""
    if not run.program.friday_policy or run.terms.fixed:
        return
    if not _asked_about_friday(run):
        return
    other = "not_holiday" if run.friday() == "holiday" else "holiday"
    terms = replace(run.terms, observed_friday=other)
    again = Run(replace(run.question, terms=terms), run.program, run.version, shelf)
    _perform(again)
    if again.day != run.day:
        read = "is" if other == "holiday" else "is not"
        why = f"if the Friday before a Saturday holiday {read} a legal holiday"
        run.alternatives.append((again.day, why, "5 U.S.C. 6103(b)(1)"))
        run.notices.append("Courts have not settled whether that Friday is a legal holiday.")


def _asked_about_friday(run: Run) -> bool:
    """Whether any step asked if such a Friday is open; if none did, both readings agree."""
    row = run.shelf.calendars[run.program.holidays].row
    for _, params, start, end, _, _ in run.trail:
        if not params.get("out"):
            continue
        first, last = (start, end) if start <= end else (end, start)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            found = row(date.fromordinal(ordinal))
            if found and found.kind == "observed_friday":
                return True
    return False


def _show_closure_by_order(run: Run, shelf: Shelf) -> None:
    """Policy point: a day off by executive order is no legal holiday of FRCP 6(a)(6)."""
    row = shelf.calendars[run.program.holidays].row(run.day)
    if run.program.closure_acts and row and row.kind == "closure":
        run.notices.append(f"Offices are closed that day ({row.name}), but it is no legal holiday.")


def _hour(run: Run) -> str | None:
    period: Period | None = run.question.period
    if run.terms.ends or not run.forward or (period and period.unit == "hours"):
        return run.moment[1]
    return None


def _kind(question: Question) -> str:
    if question.terms.deem and question.period is None:
        return f"deemed_{question.terms.deem}"
    return "first_day" if question.terms.earliest else "last_day"


def _status(run: Run) -> str:
    if run.provisional:
        return "provisional"
    if run.version.confidence == "needs_review":
        return "needs_review"
    return "disputed" if any(a[0] != run.day for a in run.alternatives) else "firm"
