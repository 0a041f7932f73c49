"""Questions the engine refuses, and the sentence that says what to do."""

from datetime import date

import pytest

from lib.deadlines.book import BOOK
from redwell.lib.deadlines import Composite, DeadlineError, Question, compute, replay

ON = date(2026, 4, 10)


def refused(question: Question | Composite, sentence: str) -> None:
    with pytest.raises(DeadlineError, match=sentence):
        compute(question, BOOK)


def test_an_unknown_program_names_those_that_exist() -> None:
    refused(Question.of("us.frcp.7", ON, "21 days"), r"no counting program 'us\.frcp\.7'")


def test_a_day_before_the_first_version_is_not_covered() -> None:
    early = Question.of("us.frcp.6", ON, "21 days", as_of=date(1950, 1, 1))
    refused(early, "not covered before 1985-08-01")


def test_an_unknown_method_of_service_is_not_guessed() -> None:
    refused(Question.of("us.frcp.6", ON, "21 days", service="pigeon"), "no method of service")


def test_a_method_that_no_rule_deems_names_those_that_it_does() -> None:
    ask = Question.of("gb.ew.cpr.2.8", ON, service="pigeon", deem="service")
    refused(ask, "Use dx, email, fax, first_class_post")


def test_a_court_that_deems_nothing_asks_for_the_actual_date() -> None:
    refused(Question.of("au.nsw.ucpr.1.11", ON, service="email", deem="service"), "actual service")


def test_hours_need_the_hour_at_which_they_start() -> None:
    refused(Question.of("us.frcp.6", ON, "72 hours", zone="America/New_York"), "needs the hour")


@pytest.mark.parametrize("at", ["9:30", "24:00", "half past nine", ""])
def test_an_hour_written_wrongly_shows_how_to_write_it(at: str) -> None:
    with pytest.raises(DeadlineError, match="Write it like"):
        Question.of("us.frcp.6", ON, "72 hours", at=at)


def test_an_hour_that_the_clocks_skipped_is_refused() -> None:
    ask = Question.of(
        "us.frcp.6", date(2026, 3, 8), "24 hours", at="02:30", zone="America/New_York"
    )
    refused(ask, "did not exist in America/New_York")


def test_an_unknown_zone_is_named() -> None:
    ask = Question.of("us.frcp.6", ON, "72 hours", at="10:00", zone="America/Gotham")
    refused(ask, "no time zone 'America/Gotham'")


def test_an_unknown_motion_notice_names_those_that_exist() -> None:
    ask = Question.of("us.ca.ccp.12", ON, "16 court_days before", notice="1006")
    refused(ask, "Known: 1005b, 1013, 437c")


def test_a_period_longer_than_any_law_knows_is_refused() -> None:
    refused(Question.of("us.frcp.6", ON, "999999999 days"), "Correct the count")
    refused(Question.of("us.frcp.6", ON, "9999 years"), "outside the calendar")


def test_a_registry_without_a_calendar_is_named() -> None:
    refused(Question.of("au.fca.1.61", ON, "28 days", registry="XX"), r"no calendar 'au\.xx'")


def test_a_period_written_wrongly_shows_how_to_write_it() -> None:
    for text in ("three weeks", "21", "21 days sideways", "21 moons after"):
        with pytest.raises(DeadlineError, match="Write it like"):
            Question.of("us.frcp.6", ON, text)


def test_a_term_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DeadlineError, match="Use only the fields of Terms"):
        Question.of("us.frcp.6", ON, "21 days", clerk_asleep=True)


def test_a_composite_needs_parts_and_a_choice() -> None:
    refused(Composite("latest", ()), "at least one part")
    refused(Composite("middle", (Question.of("us.frcp.6", ON, "21 days"),)), "latest")


def test_a_proof_that_was_cut_or_altered_is_refused() -> None:
    steps = compute(Question.of("us.frcp.6", ON, "21 days"), BOOK).steps
    with pytest.raises(DeadlineError, match="begins with its trigger"):
        replay(steps[1:], BOOK)
    with pytest.raises(DeadlineError, match="has no steps"):
        replay((), BOOK)
    with pytest.raises(DeadlineError, match="does not know"):
        replay([{"op": "start", "params": {"on": "2026-01-01"}}, {"op": "x", "params": {}}], BOOK)
