"""What a coordinator reads: the answer as text and as values that can be kept."""

import json
from datetime import date

from lib.deadlines.book import BOOK
from redwell.lib.deadlines import Question, compute
from redwell.lib.deadlines.text import as_text


def test_the_text_of_an_answer_shows_each_step_each_closed_day_and_what_was_left() -> None:
    ask = Question.of("us.frcp.6", date(2026, 8, 6), "30 days after", service="electronic")
    lines = as_text(compute(ask, BOOK)).splitlines()
    assert lines == [
        "Tue 8 Sep 2026 - last day, firm",
        "1. The trigger: Thu 6 Aug 2026. [FRCP 6(a)]",
        "2. 30 days after; every day counts: Sat 5 Sep 2026. [FRCP 6(a)]",
        "3. A period that ends on a closed day runs on to the next open day: Tue 8 Sep 2026."
        " Passed over: Sat 5 Sep 2026 (Saturday), Sun 6 Sep 2026 (Sunday),"
        " Mon 7 Sep 2026 (Labor Day). [FRCP 6(a)(1)(C), (a)(5)]",
        "Not applied: days for service by electronic, because this method adds no days."
        " [FRCP 6(d)]",
        "Counted by us.frcp.6, in force from 2016-12-01.",
    ]


def test_the_kept_proof_of_a_deadline_is_plain_json() -> None:
    ask = Question.of("us.tx.trcp.4", date(2026, 3, 4), "20 days after", ends="monday")
    kept = json.loads(json.dumps(compute(ask, BOOK).as_dict()))
    assert (kept["on"], kept["at"], kept["raw_on"]) == ("2026-03-30", "10:00", "2026-03-24")
    assert [step["op"] for step in kept["steps"]] == ["start", "count", "weekday", "roll"]
    assert kept["steps"][2]["weekday"] == "Monday"


def test_an_answer_names_the_version_of_the_program_that_was_in_force() -> None:
    old = Question.of("us.frcp.6", date(2012, 3, 5), "21 days", as_of=date(2012, 3, 5))
    assert compute(old, BOOK).program_version == date(2009, 12, 1)


def test_a_program_that_nobody_confirmed_asks_for_review() -> None:
    assert (
        compute(Question.of("ca.ab.13", date(2026, 3, 3), "20 days"), BOOK).status == "needs_review"
    )
