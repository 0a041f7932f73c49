"""Dates worked out by hand from the rules, one system after another."""

from datetime import date

import pytest

from lib.deadlines.book import BOOK
from redwell.lib.deadlines import Composite, Question, compute


def due(program: str, on: str, period: str | None = None, **terms: object) -> str:
    return compute(
        Question.of(program, date.fromisoformat(on), period, **terms), BOOK
    ).on.isoformat()


# -- United States federal ---------------------------------------------------------------------


def test_interrogatories_mailed_on_a_friday_are_answered_after_the_roll_and_three_days() -> None:
    # Day 30 is Sun 10 May, so Mon 11 May; three more days are Thu 14 May 2026.
    assert due("us.frcp.6", "2026-04-10", "30 days after", service="mail") == "2026-05-14"


def test_electronic_service_adds_three_days_only_before_december_2016() -> None:
    old = date(2015, 3, 2)
    for as_of, wanted in ((None, "2015-04-01"), (old, "2015-04-06")):
        got = due("us.frcp.6", "2015-03-02", "30 days after", service="electronic", as_of=as_of)
        assert got == wanted  # 1 April is a Wednesday; +3 is Saturday, so Monday


def test_a_ten_day_period_of_2007_left_weekends_out() -> None:
    assert due("us.frcp.6", "2007-03-05", "10 days after", as_of=date(2007, 3, 5)) == "2007-03-19"


def test_a_state_holiday_counts_after_an_event_and_not_before_one() -> None:
    patriots = (date(2026, 4, 20),)
    assert due("us.frcp.6", "2026-04-06", "14 days after", state_holidays=patriots) == "2026-04-21"
    assert due("us.frcp.6", "2026-05-04", "14 days before", state_holidays=patriots) == "2026-04-20"


def test_the_supreme_court_knows_no_state_holidays() -> None:
    patriots = (date(2026, 4, 20),)
    assert (
        due("us.scotus.30", "2026-04-06", "14 days after", state_holidays=patriots) == "2026-04-20"
    )


def test_the_unsettled_friday_is_read_so_that_the_earlier_date_stands() -> None:
    after = compute(Question.of("us.frcp.6", date(2026, 6, 19), "14 days after"), BOOK)
    assert after.on == date(2026, 7, 3)
    assert [other for other, _, _ in after.alternatives] == [date(2026, 7, 6)]
    assert after.status == "disputed"
    before = compute(Question.of("us.frcp.6", date(2026, 7, 17), "14 days before"), BOOK)
    assert before.on == date(2026, 7, 2)
    assert [other for other, _, _ in before.alternatives] == [date(2026, 7, 3)]


def test_a_closed_clerk_moves_a_filing_forward_even_on_a_backward_period() -> None:
    closed = (date(2026, 8, 31),)
    terms = {"clerk_inaccessible": closed}
    assert due("us.frcp.6", "2026-09-21", "21 days before", **terms) == "2026-09-01"
    answer = compute(
        Question.of("us.frcp.6", date(2026, 9, 21), "21 days before", act="serve", **terms), BOOK
    )
    assert answer.on == date(2026, 8, 31)
    assert answer.not_applied[-1][2] == "FRCP 6(a)(3)"


def test_seventy_two_hours_over_a_change_of_the_clocks_end_an_hour_earlier() -> None:
    answer = compute(
        Question.of(
            "us.frcp.6", date(2026, 10, 30), "72 hours after", at="10:23", zone="America/New_York"
        ),
        BOOK,
    )
    assert (answer.on, answer.at) == (date(2026, 11, 2), "09:23")


def test_a_date_certain_stays_on_a_sunday() -> None:
    assert due("us.frcp.6", "2026-10-01", fixed=date(2026, 11, 1)) == "2026-11-01"


def test_a_carrier_adds_three_days_on_appeal_unless_it_delivered_that_day() -> None:
    ask = ("us.frap.26", "2026-06-08", "30 days after")
    assert due(*ask, service="carrier") == "2026-07-13"  # 8 July + 3 is a Saturday
    assert due(*ask, service="carrier", delivered_on_service_date=True) == "2026-07-08"


def test_a_carrier_in_the_district_court_shows_the_later_date_beside_the_safe_one() -> None:
    ask = Question.of("us.frcp.6", date(2026, 6, 8), "30 days after", service="carrier")
    answer = compute(ask, BOOK)
    assert answer.on == date(2026, 7, 8)
    assert answer.alternatives[0][0] == date(2026, 7, 13)


def test_a_safe_harbour_opens_the_day_after_it_ends() -> None:
    answer = compute(Question.of("us.frcp.6", date(2026, 3, 2), "21 days", earliest=True), BOOK)
    assert (answer.on, answer.kind) == (date(2026, 3, 24), "first_day")


def test_the_later_of_three_periods_is_due_after_removal() -> None:
    parts = tuple(
        Question.of("us.frcp.6", date.fromisoformat(on), f"{n} days after")
        for on, n in (("2026-05-04", 21), ("2026-05-05", 21), ("2026-05-28", 7))
    )
    answer = compute(Composite("latest", parts), BOOK)
    assert answer.on == date(2026, 6, 4)
    assert answer.steps[-1].op == "choose"
    assert compute(Composite("earliest", parts), BOOK).on == date(2026, 5, 26)  # Memorial Day rolls


# -- States ------------------------------------------------------------------------------------


def test_california_adds_the_mail_days_and_rolls_once() -> None:
    # Day 30 is Sat 13 June; five more days are Thu 18 June: no roll in between.
    assert due("us.ca.ccp.12", "2026-05-14", "30 days after", service="mail") == "2026-06-18"


def test_california_discovery_closes_toward_the_trial() -> None:
    ask = ("us.ca.ccp.12", "2026-04-20", "30 days before")
    assert due(*ask, roll="closer_to_trial") == "2026-03-23"
    assert due(*ask) == "2026-03-21"


def test_new_york_reads_a_backward_end_as_the_earlier_open_day_and_shows_the_other() -> None:
    answer = compute(Question.of("us.ny.gcl.20", date(2026, 6, 15), "8 days before"), BOOK)
    assert answer.on == date(2026, 6, 5)
    assert answer.alternatives[0][0] == date(2026, 6, 8)


def test_a_texas_answer_is_due_at_ten_on_the_monday_after_twenty_days() -> None:
    ask = Question.of("us.tx.trcp.4", date(2027, 8, 11), "20 days after", ends="monday")
    answer = compute(ask, BOOK)
    assert (answer.on, answer.at) == (date(2027, 9, 7), "10:00")  # that Monday is Labor Day


def test_the_three_days_of_texas_rule_21_count_the_weekend() -> None:
    ask = ("us.tx.trcp.4", "2026-03-12", "3 days after")
    assert due(*ask) == "2026-03-17"
    assert due(*ask, rule="TRCP 21(b)") == "2026-03-16"  # day 3 is a Sunday


def test_florida_starts_a_period_served_on_friday_with_monday() -> None:
    # Day one is Mon 9 March, so day twenty is Sat 28 March.
    assert due("us.fl.rgpja.2.514", "2026-03-06", "20 days after") == "2026-03-30"


def test_illinois_mail_moves_the_trigger_and_not_the_end() -> None:
    assert due("us.il.1.11", "2026-03-02", "28 days after", service="mail") == "2026-04-03"


def test_delaware_leaves_weekends_out_of_ten_days_but_its_supreme_court_does_not() -> None:
    assert due("us.de.super.6", "2026-03-02", "10 days after") == "2026-03-16"
    assert due("us.de.supr.11", "2026-03-02", "10 days after") == "2026-03-12"


# -- United Kingdom, Canada, Australia ---------------------------------------------------------


def test_a_claim_form_handed_over_at_six_in_the_evening_has_no_cut_off() -> None:
    ask = {"at": "18:00", "service": "personal", "deem": "service"}
    assert due("gb.ew.cpr.2.8", "2025-11-03", document="claim_form", **ask) == "2025-11-05"
    assert due("gb.ew.cpr.2.8", "2025-11-03", **ask) == "2025-11-04"


@pytest.mark.parametrize(("at", "wanted"), [("16:29", "2025-11-07"), ("16:30", "2025-11-10")])
def test_half_past_four_in_england_is_late(at: str, wanted: str) -> None:
    ask = {"at": at, "service": "email", "deem": "service"}
    assert due("gb.ew.cpr.2.8", "2025-11-07", **ask) == wanted


def test_only_an_act_at_the_court_office_moves_off_christmas_eve_2025() -> None:
    ask = ("gb.ew.cpr.2.8", "2025-12-10", "14 days after")
    assert due(*ask, act="file") == "2025-12-29"  # Sat 27 and Sun 28 follow the two holidays
    assert due(*ask, act="serve") == "2025-12-24"


def test_a_midnight_accrual_counts_the_whole_next_day() -> None:
    ask = ("gb.statute", "2011-06-02", "6 years after")
    assert due(*ask) == "2017-06-02"
    assert due(*ask, beginning="day_after") == "2017-06-02"
    assert due("gb.statute", "2011-06-03", "6 years after", beginning="trigger") == "2017-06-02"


def test_ontario_counts_the_hearing_day_and_not_the_day_of_service() -> None:
    ask = ("ca.on.rcp.3", "2025-11-21", "7 days before")
    assert due(*ask) == due(*ask, at_least=True) == "2025-11-12"


def test_an_ontario_email_at_exactly_four_is_in_time_and_in_doubt() -> None:
    ask = Question.of(
        "ca.on.rcp.3", date(2025, 11, 14), at="16:00", service="email", deem="service"
    )
    answer = compute(ask, BOOK)
    assert answer.on == date(2025, 11, 14)
    assert answer.alternatives[0][0] == date(2025, 11, 17)


def test_the_truth_and_reconciliation_day_is_no_holiday_in_ontario_but_in_the_federal_courts() -> (
    None
):
    assert due("ca.on.rcp.3", "2026-09-10", "20 days after") == "2026-09-30"
    assert due("ca.fc.6", "2026-09-10", "20 days after") == "2026-10-01"


def test_the_federal_courts_leave_the_christmas_recess_out() -> None:
    assert due("ca.fc.6", "2025-12-15", "10 days after", recess=True) == "2026-01-12"
    # Thursday is Christmas; Boxing Day is not in rule 2.
    assert due("ca.fc.6", "2025-12-15", "10 days after") == "2025-12-26"


def test_an_appeal_leaves_july_and_august_out() -> None:
    # 20 days to 30 June, ten more in September.
    assert due("ca.fc.6", "2026-06-10", "30 days after", months_out=(7, 8)) == "2026-09-10"


def test_the_recipients_clock_decides_in_the_federal_courts() -> None:
    ask = {
        "at": "15:30", "service": "electronic", "deem": "service",
        "sender_zone": "America/Vancouver", "recipient_zone": "America/Toronto",
    }  # fmt: skip
    assert due("ca.fc.6", "2025-11-12", **ask) == "2025-11-13"


def test_british_columbia_does_not_count_saturday_as_a_holiday() -> None:
    assert due("ca.bc.ia.25", "2026-06-01", "5 days after") == "2026-06-06"  # a Saturday
    assert due("ca.bc.ia.25", "2026-06-01", "5 days after", act="file") == "2026-06-08"


def test_three_clear_days_in_new_south_wales_end_on_the_thursday_before() -> None:
    assert due("au.nsw.ucpr.1.11", "2025-11-05", "3 days before", at_least=True) == "2025-10-30"


def test_the_first_permitted_day_in_england_is_after_that_many_clear_days() -> None:
    ask = ("gb.ew.cpr.2.8", "2025-10-01", "28 days after")
    assert due(*ask, earliest=True) == "2025-10-30"


def test_a_california_date_counted_back_to_a_saturday_stays_and_shows_the_friday() -> None:
    # 16 court days before 24 June are Mon 1 June; two calendar days more are Sat 30 May 2026.
    ask = Question.of(
        "us.ca.ccp.12", date(2026, 6, 24), "16 court_days before", service="fax", notice="1005b"
    )
    answer = compute(ask, BOOK)
    assert answer.on == date(2026, 5, 30)
    assert answer.alternatives[0][0] == date(2026, 5, 29)


def test_months_over_a_recess_end_on_their_date_and_show_the_longer_reading() -> None:
    ask = Question.of("ca.fc.6", date(2025, 12, 15), "2 months after", recess=True)
    answer = compute(ask, BOOK)
    assert answer.on == date(2026, 2, 16)  # the 15th is a Sunday
    assert answer.alternatives[0][0] == date(2026, 3, 5)
    inside = Question.of("ca.fc.6", date(2025, 11, 25), "1 month after", recess=True)
    assert compute(inside, BOOK).on == date(2026, 1, 8)


def test_the_high_court_of_australia_closes_over_the_turn_of_2025() -> None:
    ask = ("au.hca.4.01", "2025-12-01", "28 days after")
    assert due(*ask) == due(*ask, registry="nsw") == "2026-01-02"


def test_a_day_off_by_executive_order_is_no_holiday_but_is_mentioned() -> None:
    answer = compute(Question.of("us.frcp.6", date(2025, 12, 5), "21 days after"), BOOK)
    assert answer.on == date(2025, 12, 26)
    assert any("no legal holiday" in notice for notice in answer.notices)
