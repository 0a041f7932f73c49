"""Counting a period forward or backward: first day, short periods, recesses, clear days."""

from datetime import date

from redwell.lib.rulebook.reading import Period

from .days import ONE, code
from .ops import apply
from .question import DeadlineError
from .run import Run

DAYS = ("days", "weeks", "court_days", "business_days")


def count_on(run: Run, period: Period) -> None:
    """Forward from the trigger to the last day of the period."""
    terms, cite = run.terms, run.version.cite
    if period.unit == "hours":
        _hours(run, period.count)
        return
    if period.unit not in DAYS:
        _anniversary(run, period, 1)
    else:
        if terms.beginning == "trigger":
            run.do(
                "count", "the period begins with the trigger, so that day is day one", cite, n=-1
            )
        _days(run, period, 1)
    if terms.earliest and _whole(run):
        run.do("count", "the first day after that many whole days", cite, n=1)


def count_back(run: Run, period: Period) -> None:
    """Backward from the event to the last day on which the act is good, before any roll."""
    cite, mode = run.version.cite, run.version.back
    if period.unit == "hours":
        _hours(run, -period.count)
        return
    if mode == "to_nth_day":
        _days(run, period, -1) if period.unit in DAYS else _anniversary(run, period, -1)
        return
    whole = _whole(run)
    if period.unit not in DAYS:
        _anniversary(run, period, -1)
    else:
        if not whole:
            run.do("count", "the day of the event itself is counted", cite, n=1)
        _days(run, period, -1)
    if whole or period.unit in DAYS:
        why = "that many whole days lie between" if whole else "the day of the act is not counted"
        run.do("count", why, cite, n=-1)


def _whole(run: Run) -> bool:
    mode = run.version.back
    return mode == "whole_days" or (mode == "whole_days_if_said" and run.terms.at_least)


def _days(run: Run, period: Period, sense: int) -> None:
    version, n = run.version, period.count * (7 if period.unit == "weeks" else 1)
    if n == 0:
        return
    out, why, cite = _left_out(run, period)
    if version.first_day == "next_open_day" and period.unit == "days" and not out:
        n -= 1
        plain = run.day + sense * ONE
        run.do("count", "day one is the next open day", version.cite, n=sense, out=run.holidays())
        if run.day != plain:
            run.notices.append("Day one was moved to an open day, as the rule's text reads.")
    run.do("count", why, cite, n=sense * n, out=out)


def _left_out(run: Run, period: Period) -> tuple[str | None, str, str]:
    """The days a count in days leaves out, why, and the rule that says so."""
    version, unit, seasons = run.version, period.unit, run.seasons()
    if unit in ("court_days", "business_days"):
        base = run.open_days(unit)
        return code(base, seasons) if seasons else base, f"{period}", version.cite
    if unit == "days" and _is_short(run, period.count):
        base = run.set_of(version.skip.days if version.skip else "holidays")
        cite = version.skip.cite if version.skip else version.cite
        return code(base, seasons), f"{period}: a short period leaves closed days out", cite
    if seasons:
        cite = version.recess_cite or version.cite
        return code("none", seasons), f"{period}; days of the recess do not count", cite
    if version.skip and unit == "days":
        why = "the period is too long to leave weekends and holidays out"
        run.not_applied.append(("leaving closed days out", why, version.skip.cite))
    return None, f"{period}; every day counts", version.cite


def _is_short(run: Run, n: int) -> bool:
    if run.terms.skip_below is not None:
        return n < run.terms.skip_below
    skip = run.version.skip
    if skip is None or not skip.at_least <= n <= skip.at_most:
        return False
    for count, rules in skip.exempt:
        if n == count and rules.search(run.terms.rule):
            why = "the three days of this rule are counted in full"
            run.not_applied.append(("leaving closed days out", why, skip.cite))
            return False
    return True


def _anniversary(run: Run, period: Period, sense: int) -> None:
    """Months and years: the corresponding date, else the last day of the month."""
    terms, cite = run.terms, run.version.cite
    begins = terms.beginning if sense > 0 else None
    if begins == "day_after":
        run.do("count", "the period begins with the next day", cite, n=1)
    first, start = run.day.day, run.day
    why = f"{period}: the corresponding date"
    run.do("step", why, cite, n=sense * period.count, unit=period.unit)
    clamped = run.day.day < first
    if sense > 0 and run.version.first_day == "next_open_day":
        _show_moved_start(run, start, period)
    if clamped:
        run.notices.append("That month has no such day; its last day is taken.")
    _leave_recess(run, start, sense)
    if begins:
        if clamped:
            why = "the month is shorter: some count to its last day"
            run.alternatives.append((run.day, why, cite))
        run.do("count", "the period ends the day before the corresponding date", cite, n=-1)


def _show_moved_start(run: Run, start: date, period: Period) -> None:
    """Florida: the text may start months on an open day as well; the unmoved end is earlier."""
    out = run.days(run.holidays())
    day = start
    while day + ONE in out:
        day += ONE
    step = {"n": period.count, "unit": period.unit}
    moved = apply("step", step, (day, None), run.shelf)
    other, _ = apply("roll", {"by": 1, "out": run.holidays()}, moved, run.shelf)
    stays, _ = apply("roll", {"by": 1, "out": run.holidays()}, run.moment, run.shelf)
    if other != stays:
        why = "if months and years, too, start on the next open day"
        run.alternatives.append((other, why, run.version.cite))


def _leave_recess(run: Run, start: date, sense: int) -> None:
    """Months are not counted in days, so a recess moves only an end that falls inside it.

    The other reading counts the recess's days again; it is shown, being further away.
    """
    seasons = run.seasons()
    if not seasons:
        return
    out, cite = code("none", seasons), run.version.recess_cite or run.version.cite
    length = abs(run.day.toordinal() - start.toordinal())
    params = {"n": sense * length, "out": out}
    other, _ = apply("count", params, (start, None), run.shelf)
    run.do("roll", "a day of the recess is not counted", cite, by=sense, out=out)
    if other != run.day:
        why = "if each day of the recess lengthens the months"
        run.alternatives.append((other, why, cite))


def _hours(run: Run, n: int) -> None:
    if run.question.at is None:
        raise DeadlineError("A period in hours needs the hour at which it starts.")
    place = run.terms.court_zone or run.terms.zone or run.program.zone
    if place is None:
        run.notices.append("No zone was given: a change of the clocks is not taken into account.")
    run.do("hours", f"{abs(n)} elapsed hours, none left out", run.version.cite, n=n, zone=place)
