"""One computation under way: where it stands, which sets of days it uses, what it has done."""

from datetime import date
from typing import Any

from redwell.lib.rulebook.programs import Program, Version
from redwell.lib.rulebook.reading import Period

from .days import Days, code
from .ops import Moment, Shelf, apply
from .question import DeadlineError, Question

Line = tuple[str, dict[str, Any], date, date, str, str]


class Run:
    """Applies operations one by one and keeps each as (op, parameters, from, to, why, cite)."""

    def __init__(
        self, question: Question, program: Program, version: Version, shelf: Shelf
    ) -> None:
        self.question, self.program, self.version, self.shelf = question, program, version, shelf
        self.terms = question.terms
        self.trail: list[Line] = []
        self.notices: list[str] = []
        self.not_applied: list[tuple[str, str, str]] = []
        self.alternatives: list[tuple[date, str, str]] = []
        self.provisional = False
        self._holidays: str | None = None
        self.moment: Moment = (question.on, question.at)
        self.forward = not (question.period and question.period.direction == "before")

    @property
    def day(self) -> date:
        return self.moment[0]

    def do(self, op: str, why: str, cite: str, **params: Any) -> None:
        """Run one operation and write it down."""
        before = self.day
        self.moment = apply(op, params, self.moment, self.shelf)
        self.trail.append((op, params, before, self.day, why, cite))
        if params.get("out"):
            known = self.shelf.days(params["out"]).known
            self.provisional |= not (known(self.day) and (before == self.day or known(before)))

    # -- sets of days ------------------------------------------------------------------------

    def holidays(self) -> str:
        """The days that drop out of a count, and those on which any act rolls."""
        if self._holidays is None:
            self._holidays = code(self._calendar(self.program.holidays), self._marks())
        return self._holidays

    def office(self) -> str:
        """The days on which nothing can be done at the court's office."""
        marks = [*self._marks(), *self.terms.closed_ranges]
        if not self.program.closure_acts:  # where closures are facts of the matter, not a table
            marks.extend(("office", *self.program.office_marks))
        return code(self._calendar(self.program.office), marks)

    def seasons(self) -> list[str]:
        """Yearly ranges and months that do not count in this period."""
        terms, recess = self.terms, self.version.recess
        if terms.recess and not recess:
            self.notices.append("These rules have no seasonal recess; every day was counted.")
        own = [recess] if terms.recess and recess else []
        return [*own, *terms.left_out, *(f"m{month:02}" for month in terms.months_out)]

    def set_of(self, name: str) -> str:
        return self.office() if name == "office" else self.holidays()

    def days(self, text: str) -> Days:
        return self.shelf.days(text)

    def _calendar(self, name: str) -> str:
        template, registry = self.program.by_registry, self.terms.registry
        if template and registry:
            return template.replace("{registry}", registry.lower())
        return name

    def _marks(self) -> list[Any]:
        terms, program = self.terms, self.program
        marks: list[Any] = list(terms.extra_holidays)
        if self.state_days_count():
            marks.extend(terms.state_holidays)
        if program.closed_ranges == "everywhere":
            marks.extend(terms.closed_ranges)
        if program.friday_policy and self.friday() == "holiday":
            marks.append("friday")
        return marks

    def state_days_count(self) -> bool:
        """Whether a state's holidays count here (FRCP 6(a)(6)(C): only after an event)."""
        kind = self.program.state_days
        return kind == "always" or (kind == "after" and self.forward)

    def friday(self) -> str:
        """How the Friday before a Saturday holiday is read; by itself, the earlier date wins."""
        return self.terms.observed_friday or ("not_holiday" if self.forward else "holiday")

    # -- lengths of time ---------------------------------------------------------------------

    def add(self, period: Period, sense: int, why: str, cite: str, op: str = "count") -> None:
        """One length of time without any special start, skip or roll."""
        n, unit = sense * period.count, period.unit
        if unit in ("days", "weeks"):
            self.do(op, why, cite, n=n * (7 if unit == "weeks" else 1))
        elif unit in ("months", "years"):
            self.do("step", why, cite, n=n, unit=unit)
        elif unit in ("court_days", "business_days"):
            self.do(op, why, cite, n=n, out=self.open_days(unit))
        else:
            raise DeadlineError(f"A period of {period} cannot stand here. Use days or longer.")

    def open_days(self, unit: str) -> str:
        """The days left out of a count in court days or business days."""
        if unit == "business_days":
            return self.set_of(self.program.business_days)
        return self.holidays() if self.program.closure_acts else self.office()
