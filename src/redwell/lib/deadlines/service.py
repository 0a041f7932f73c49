"""Days that a method of service adds: to the trigger, before the roll, or after it."""

from collections.abc import Callable

from redwell.lib.rulebook.programs import ServiceDays
from redwell.lib.rulebook.reading import Period

from .question import DeadlineError
from .run import Run

METHODS = (
    "personal", "electronic", "mail", "mail_out_of_state", "mail_foreign", "overnight", "fax",
    "carrier", "leave_with_clerk", "other_consented",
)  # fmt: skip


def before_counting(run: Run) -> None:
    """Illinois: service is complete some days later, so the trigger itself moves."""
    days = _days(run, "trigger")
    if days:
        said = _said(run)
        run.add(days, 1, f"{said} is complete {_words(days)} later", _cite(run), op="extend")


def before_roll(run: Run) -> None:
    """California, New York, Texas: the days join the period, then it rolls once."""
    terms = run.terms
    if not run.forward:
        _backward(run)
        return
    if terms.mail_in_court_days and (run.question.service or "").startswith("mail"):
        days: Period | None = Period(5, "court_days")
    else:
        days = _days(run, "before_roll")
    if days:
        if days.unit == "court_days" and run.day in run.days(run.holidays()):
            run.notices.append("The court days for service are counted from a closed day.")
        run.add(days, 1, f"{_said(run)} adds {_words(days)}", _cite(run), op="extend")


def after_roll(run: Run, roll: Callable[[Run], None]) -> None:
    """Federal, Florida, Delaware: the period expires first, then the days, then it rolls again."""
    days = _days(run, "after_roll")
    if days:
        why = f"{_said(run)} adds {_words(days)} after the period would expire"
        run.add(days, 1, why, _cite(run), op="extend")
        roll(run)


def _backward(run: Run) -> None:
    terms, method = run.terms, run.question.service
    if terms.service_days_before:
        n = -terms.service_days_before
        run.do("extend", "the days for service are counted further back", _cite(run), n=n)
    if not terms.notice:
        plain = _table(run)
        if method and plain and plain.methods.get(method):
            why = "a period counted back from an event gets no days for service"
            run.not_applied.append((f"days for {_said(run)}", why, _cite(run)))
        return
    table = run.version.notice_service.get(terms.notice)
    if table is None:
        known = ", ".join(sorted(run.version.notice_service)) or "none"
        raise DeadlineError(f"There is no motion notice {terms.notice!r} here. Known: {known}.")
    days = table.methods.get(method or "")
    if days and terms.service_extends:
        why = f"{_said(run)} needs {_words(days)} more, counted back from that day"
        run.add(days, -1, why, table.cite, op="extend")


def _days(run: Run, order: str) -> Period | None:
    """The days this order of service adds; writes down why when it adds none."""
    method, table = run.question.service, _table(run)
    if method and run.program.closure_acts and method not in METHODS:
        raise DeadlineError(f"{method!r} is no method of service. Use {', '.join(METHODS)}.")
    if method is None or table is None or table.order != order or not run.forward:
        return None
    days, doubtful = table.methods.get(method), table.doubtful.get(method)
    what = f"days for {_said(run)}"
    if days is None and doubtful is None:
        run.not_applied.append((what, "this method adds no days", table.cite))
        return None
    if not run.terms.service_extends:
        run.not_applied.append((what, "this period gets no days for service", table.cite))
        return None
    if table.unless_delivered and run.terms.delivered_on_service_date:
        why = "delivered on the date stated in the proof of service"
        run.not_applied.append((what, why, table.cite))
        return None
    if days is None and doubtful is not None:
        _show_doubtful(run, doubtful, table)
    return days


def _show_doubtful(run: Run, days: Period, table: ServiceDays) -> None:
    """The text leaves open whether the method adds days: none are added, the other date stands."""
    saved, mark = run.moment, len(run.trail)
    run.add(days, 1, "", table.cite, op="extend")
    run.do("roll", "", table.cite, by=1, out=run.holidays())
    why = f"if {_said(run)} adds {_words(days)}"
    run.alternatives.append((run.day, why, table.cite))
    run.moment = saved
    del run.trail[mark:]
    run.notices.append(f"It is open whether {_said(run)} adds {_words(days)}; none are added.")


def _table(run: Run) -> ServiceDays | None:
    return run.version.service


def _said(run: Run) -> str:
    return f"service by {(run.question.service or '').replace('_', ' ')}"


def _words(days: Period) -> str:
    return str(days).rsplit(" ", 1)[0]


def _cite(run: Run) -> str:
    table = _table(run)
    return table.cite if table else run.version.cite
