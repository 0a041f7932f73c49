"""Lists for other programs: nothing is taken for a formula, no date moves with a zone."""

from __future__ import annotations

import json
import re
from datetime import date

import icalendar
import pytest
from django.urls import reverse

from redwell.core import audit
from redwell.core.audit import AuditPayload
from redwell.docketing import actions, listing
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


@pytest.mark.parametrize(
    "title", ["Reply;=1+1", "Reply; =1+1", 'Reply;"=1+1', "Reply\t@SUM(A1)", ";-1;+1", "a;;=1"]
)
def test_no_cell_begins_within_a_cell_where_semicolons_or_tabs_part_them(title):
    """A spreadsheet of a country that writes decimals with a comma splits at semicolons."""
    for part in re.split(r"[;\t\r\n]", listing.neutral(title)):
        assert part.strip(' "')[:1] not in ("=", "+", "-", "@")


@pytest.mark.parametrize("title", ["Reply; opposition", "12(b)(6) - motion", "A=B", "x; y-z"])
def test_what_is_no_formula_stays_as_it_was_typed(title):
    assert listing.neutral(title) == title


def _exported(client, form="csv", **query):
    return client.get(reverse("deadlines-export", args=[form]), query)


def _entries():
    return list(
        AuditPayload.objects.filter(entry__action="docketing.export")
        .order_by("entry")
        .values_list("sentence", "body")
    )


def test_an_export_is_on_record_with_who_which_list_and_how_many(cast, client):
    for title in ("Reply", "Joint report"):
        actions.enter_deadline(
            cast.lead,
            cast.matter,
            title=title,
            due_on=date(2026, 12, 1),
            zone="America/New_York",
            source="Order",
        )
    freshly(client, cast.lead)
    _exported(client)
    _exported(client, "ics", view="critical", q="joint")
    _exported(client, q="Joint", view="no such view")
    assert [sentence for sentence, _ in _entries()] == [
        "Dana Price exported the list of 2 deadlines (all) as csv",
        "Dana Price exported the list of 0 deadlines (critical) as ics",
        "Dana Price exported the list of 1 deadline (all) as csv",
    ]
    body = json.loads(_entries()[1][1])
    assert body["arguments"] == {"form": "ics", "view": "critical", "text": "joint"}
    assert body["notes"]["rows"] == 0
    assert list(audit.verify()) == []
    freshly(client, cast.administrator)
    page = client.get(reverse("security")).content.decode()
    assert "Dana Price exported the list of 2 deadlines" in page


def test_the_thirty_first_export_within_an_hour_is_refused_with_a_sentence(
    cast, client, time_machine
):
    time_machine.move_to("2026-11-24 09:00:00+00:00", tick=False)
    freshly(client, cast.lead)
    for _ in range(30):
        assert _exported(client).status_code == 200
    refused = _exported(client)
    assert refused.status_code == 429
    assert "exported 30 lists within an hour" in refused.content.decode()
    assert len(_entries()) == 30
    freshly(client, cast.senior)
    assert _exported(client).status_code == 200, "the limit is each person's own"
    time_machine.move_to("2026-11-24 10:00:01+00:00", tick=False)
    assert _exported(freshly(client, cast.lead)).status_code == 200


def test_a_kind_of_file_that_is_none_leaves_no_entry(cast, client):
    assert _exported(freshly(client, cast.lead), "xml").status_code == 404
    assert _entries() == []


def test_an_export_is_nothing_that_undo_takes_back(cast, client):
    freshly(client, cast.lead)
    _exported(client)
    said = client.post(reverse("undo"), follow=True).content.decode()
    assert "nothing of this session to undo" in said
