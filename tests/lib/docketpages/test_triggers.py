"""An entry proposes what it is, not what it speaks of. The texts are ours, in clerks' wording."""

from datetime import date

import pytest

from redwell.lib.docketpages.dates import find_dates
from redwell.lib.docketpages.triggers import propose

FILED = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("text", "trigger", "on"),
    [
        ("SUMMONS Returned Executed by A LLC. B INC. served on 3/4/2026, answer due 3/25/2026.",
         "us.summons_served", date(2026, 3, 4)),
        ("Return of Service Executed as to B Inc on 3/4/26, answer due: 3/25/2026.",
         "us.summons_served", date(2026, 3, 4)),
        ("AFFIDAVIT of Service for Summons and Complaint served on B on March 4, 2026, filed by A.",
         "us.summons_served", date(2026, 3, 4)),
        ("WAIVER OF SERVICE Returned Executed. B waiver sent on 3/2/2026, answer due 5/1/2026.",
         "us.waiver_sent", date(2026, 3, 2)),
        ("NOTICE AND ACKNOWLEDGMENT OF SERVICE of Summons returned Executed by A upon B "
         "acknowledgment sent by Plaintiff on 3/2/2026, answer due 5/1/2026.",
         "us.waiver_sent", date(2026, 3, 2)),
        ("COMPLAINT against B, C filed by A. (Attachments: # 1 Civil Cover Sheet)",
         "us.complaint_filed", FILED),
        ("FIRST AMENDED COMPLAINT against B filed by A.", "us.amended_pleading_served", FILED),
        ("AMENDED ANSWER to 1 Complaint by B.", "us.amended_pleading_served", FILED),
        ("B's ANSWER to Complaint by B.", "us.answer_served", FILED),
        ("MOTION to Dismiss for Failure to State a Claim by B.", "us.motion_served", FILED),
        ("NOTICE OF MOTION AND MOTION to Remand filed by A.", "us.motion_served", FILED),
        ("EXPARTE/CONSENT MOTION to Continue by B.", "us.motion_served", FILED),
        ("ORDER granting 12 Motion to Dismiss. Signed by Judge Q on 3/8/2026.",
         "us.order_entered", FILED),
        ("Magistrate Judge P. Q. Roe: ELECTRONIC ORDER entered denying 4 Motion for Stay.",
         "us.order_entered", FILED),
        ("MEMORANDUM OPINION AND ORDER denying 12 Motion.", "us.order_entered", FILED),
        ("ORDER granting 40 Motion for Class Certification.", "us.class_order_entered", FILED),
        ("CLERK'S JUDGMENT in favor of A against B.", "us.judgment_entered", FILED),
        ("NOTICE OF REMOVAL from Superior Court, case number 1, filed by B.",
         "us.notice_of_removal_filed", FILED),
        ("NOTICE OF APPEAL as to 40 Judgment by B.", "us.notice_of_appeal_filed", FILED),
        ("PRETRIAL SCHEDULING ORDER. Discovery due by 9/1/2026.",
         "us.scheduling_order_issued", FILED),
        ("REPORT AND RECOMMENDATION re 12 Motion. Objections due by 3/23/2026.",
         "us.report_and_recommendation_served", FILED),
        ("COUNTERCLAIM against A filed by B.", "us.counterclaim_served", FILED),
    ],
)  # fmt: skip
def test_an_entry_proposes_what_it_is_on_the_day_it_tells(
    text: str, trigger: str, on: date
) -> None:
    first, *_ = propose(text, filed_on=FILED)
    assert (first.trigger, first.happened_on) == (trigger, on)
    assert text[first.start : first.end] == first.words


@pytest.mark.parametrize(
    "text",
    [
        "RESPONSE to 14 Order to Show Cause by B.",
        "MEMORANDUM in Support re 12 MOTION to Dismiss by B.",
        "OPPOSITION to MOTION to Dismiss Case 30 filed by A.",
        "REPLY IN SUPPORT OF MOTION to Dismiss filed by B.",
        "OBJECTION to 22 Report and Recommendation by B.",
        "Motions terminated: 12 MOTION to Dismiss.",
        "Set Deadlines as to 12 MOTION to Dismiss.",
        "Motion Hearing held on 3/2/2026.",
        "[PROPOSED] ORDER submitted by A.",
        "SUMMONS Returned Unexecuted by A as to B.",
        "Summons Issued as to B.",
        "RETURN OF SERVICE Executed for Amended Order on 3/4/2026 as to B.",
        "Arrest Warrant Returned Executed on 3/4/2026.",
        "COMPLAINT as to John Roe (1).",
        "NOTICE of Appearance by A. Lawyer on behalf of B.",
        "Transmission of Notice of Appeal to US Court of Appeals re 40 Notice of Appeal.",
        "JUDGMENT of USCA as to 41 Notice of Appeal.",
        "ORDER of USCA as to 41 Notice of Appeal.",
        "FILING ERROR - MOTION to Dismiss by B.",
        "***DELETED DOCUMENT. Deleted document number 2 ORDER.",
        "Request for Waiver of Service sent to B on 3/2/2026.",
        "Letter from A to Judge Q re scheduling order.",
        "",
    ],
)
def test_an_entry_that_only_speaks_of_another_filing_proposes_nothing(text: str) -> None:
    assert propose(text, filed_on=FILED) == ()


def test_service_without_a_date_is_not_taken_for_the_day_its_proof_was_filed() -> None:
    (proposal,) = propose("SUMMONS Returned Executed as to B.", filed_on=FILED)
    assert (proposal.trigger, proposal.happened_on) == ("us.summons_served", None)


def test_an_answer_with_a_counterclaim_proposes_both() -> None:
    text = "ANSWER to 1 Complaint, COUNTERCLAIM against A by B."
    assert [p.trigger for p in propose(text)] == ["us.answer_served", "us.counterclaim_served"]


def test_an_answer_to_a_counterclaim_is_no_counterclaim() -> None:
    text = "ANSWER to 9 Counterclaim by A."
    assert [p.trigger for p in propose(text)] == ["us.answer_served"]


def test_an_order_that_sets_hearing_and_trial_proposes_all_three_with_their_days() -> None:
    text = (
        "ORDER: Status Conference set for 4/1/2026 10:00 AM before Judge Q. "
        "Jury Trial set for 9/14/2026 before Judge Q. Signed on 3/9/2026."
    )
    assert [(p.trigger, p.happened_on) for p in propose(text, filed_on=FILED)] == [
        ("us.order_entered", FILED),
        ("us.hearing_set", date(2026, 4, 1)),
        ("us.trial_date_set", date(2026, 9, 14)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ORDER: the conference set for 4/1/2026 is taken off the calendar.",
        "ORDER: Hearing set for 4/1/2026 is vacated.",
        "MOTION to Continue Hearing set for 4/1/2026 by B.",
        "Minute Entry: Hearing held on 4/1/2026.",
    ],
)
def test_a_hearing_that_is_vacated_recalled_or_held_is_not_set(text: str) -> None:
    assert "us.hearing_set" not in [p.trigger for p in propose(text)]


def test_every_date_of_an_entry_comes_with_its_meaning() -> None:
    text = "B served on 3/4/2026, answer due 3/25/2026. (Entered: 03/09/2026)"
    assert [(d.meaning, d.on) for d in find_dates(text)] == [
        ("served", date(2026, 3, 4)),
        ("answer due", date(2026, 3, 25)),
        ("entered", date(2026, 3, 9)),
    ]


def test_what_is_no_calendar_date_is_not_a_date() -> None:
    assert find_dates("served on 2/30/2026 or 13/1/2026, No. 1/2/20267, February 30, 2026") == ()


@pytest.mark.parametrize("piece", ["*", "- ", "FIRST ", "A'", "MOTION ", "and ", "[1]", "<"])
def test_no_text_makes_the_matcher_run_away(piece: str) -> None:
    propose(piece * 20_000, filed_on=FILED)
