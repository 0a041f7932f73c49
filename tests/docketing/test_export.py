"""Lists for other programs: nothing is taken for a formula, no date moves with a zone."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from django.urls import reverse

from redwell.docketing import actions
from signed_in import freshly


@pytest.mark.parametrize(
    "title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", 'Reply, "quoted"']
)
def test_a_cell_is_never_taken_for_a_formula(cast, client, title):
    actions.enter_deadline(
        cast.lead,
        cast.matter,
        title=title,
        due_on=date(2026, 12, 1),
        zone="America/New_York",
        source="Order",
    )
    freshly(client, cast.lead)
    body = client.get(reverse("deadlines-export", args=["csv"])).content.decode()
    import csv
    import io

    cell = list(csv.reader(io.StringIO(body)))[1][3]
    assert cell[0] not in "=+-@\t\r"


def test_the_calendar_file_holds_whole_days_and_one_event_each(cast, client):
    actions.enter_deadline(
        cast.lead,
        cast.matter,
        title="Reply\r\nBEGIN:VEVENT",
        due_on=date(2026, 12, 1),
        zone="America/New_York",
        source="Order",
    )
    freshly(client, cast.lead)
    response = client.get(reverse("deadlines-export", args=["ics"]))
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 12, 1)]
    assert response["Content-Disposition"] == 'attachment; filename="deadlines.ics"'


def test_a_walled_colleague_exports_nothing_of_the_matter(cast, client):
    actions.enter_deadline(
        cast.lead,
        cast.matter,
        title="Secret step",
        due_on=date(2026, 12, 1),
        zone="America/New_York",
        source="Order",
    )
    freshly(client, cast.walled)
    for form in ("csv", "ics"):
        assert b"Secret" not in client.get(reverse("deadlines-export", args=[form])).content
