"""Rows of lists that are written in Python: they say what they did, and stay words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from redwell.docketing.queries import DeadlineRow, EntryRow
from redwell.docketing.templatetags.docket_rows import docket_entries, due_rows
from redwell.matters.queries import MatterRow
from redwell.matters.templatetags.matter_rows import matter_rows
from redwell.ui.addresses import prepared
from redwell.ui.templatetags.proof import proof

HOSTILE = "\"><script>alert('{}')</script>"


def _due(**values: object) -> DeadlineRow:
    row = DeadlineRow(
        id=7,
        due_on=timezone.localdate() + timedelta(40),
        due_at=None,
        zone="America/New_York",
        title="Answer",
        cite="",
        kind="last_day",
        status="firm",
        layer="",
        is_critical=False,
        is_verified=False,
        number="26-0001",
        matter="Alder v. Birch",
        initials=None,
        owner=None,
    )
    return replace(row, **values)


def test_every_address_of_a_row_is_the_one_that_the_resolver_gives():
    assert prepared("matter")("26-0001") == reverse("matter", args=["26-0001"])
    assert prepared("deadline", 2)("26-0001", 7) == reverse("deadline", args=["26-0001", 7])


def test_a_number_of_another_firm_cannot_leave_its_place_in_an_address():
    assert prepared("matter")("../x?y") == "/matters/..%2Fx%3Fy/"


@pytest.mark.parametrize(
    "markup",
    [
        lambda: due_rows(
            [_due(title=HOSTILE, cite=HOSTILE, matter=HOSTILE, initials=HOSTILE, owner=HOSTILE)],
            back=HOSTILE,
        ),
        lambda: docket_entries([EntryRow(1, HOSTILE, None, HOSTILE, False, HOSTILE, 2, 1)]),
        lambda: matter_rows(
            [MatterRow(*[HOSTILE] * 6, next_on=None, last_at=None, has_team=False)]
        ),
        lambda: proof(
            {
                "notices": [HOSTILE],
                "steps": [{"number": 1, "text": HOSTILE, "label": HOSTILE, "cite": HOSTILE}],
                "alternatives": [{"on_text": HOSTILE, "why": HOSTILE, "cite": HOSTILE}],
                "not_applied": [{"what": HOSTILE, "why": HOSTILE, "cite": HOSTILE}],
            },
            HOSTILE,
        ),
    ],
    ids=["deadline", "entry", "matter", "proof"],
)
def test_hostile_words_stay_words_in_a_row(markup):
    said = markup()
    assert "&lt;script" in said
    assert "<script" not in said
    assert '"">' not in said


def test_today_marks_what_is_late_and_leaves_out_the_year():
    late = _due(due_on=date(2026, 1, 2), due_at=time(17))
    on_today, elsewhere = due_rows([late], back="today"), due_rows([late], back="deadlines")
    assert 'class="row urgent"' in on_today
    assert "Fri 2 Jan 5:00 PM<" in on_today
    assert "urgent" not in elsewhere
    assert "Fri 2 Jan 2026 5:00 PM<" in elsewhere


def test_a_closed_deadline_asks_for_no_proof_and_counts_no_days():
    said = due_rows([_due()], back="deadlines", view="closed")
    assert '<span class="tick">' in said
    assert "completion" not in said
    assert 'class="left' not in said


def test_an_empty_proof_is_still_no_legal_advice():
    said = proof({})
    assert "The other reading" not in said
    assert "This is not legal advice." in said
