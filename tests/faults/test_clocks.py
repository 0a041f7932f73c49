"""Clocks that jump, leap days and new zone tables: no stored date moves, news comes once in order."""

from __future__ import annotations

import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cast import Cast
from redwell.calendaring.models import Commitment
from redwell.core import audit, outbox
from redwell.core.audit import AuditEntry
from redwell.docketing import actions as docketing
from redwell.docketing import planning, recalculating
from redwell.docketing.models import Deadline, Trigger
from redwell.people import actions as people
from redwell.ui.templatetags import ui

pytestmark = pytest.mark.django_db

NEW_YORK = "America/New_York"
# Days on which something is odd: both changes of the clocks, a leap day, the end of a year.
SERVED = [
    date(2026, 10, 30),
    date(2026, 11, 2),
    date(2026, 12, 18),
    date(2027, 3, 12),
    date(2028, 2, 8),
    date(2028, 2, 29),
]
# A clock as it may be found by the next request or the next turn of the worker.
MOMENTS = {
    "an hour back": lambda now: now - timedelta(hours=1),
    "a day ahead": lambda now: now + timedelta(days=1),
    "before the clocks go back": lambda _: datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
    "the same hour once more": lambda _: datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    "before the clocks go forward": lambda _: datetime(2027, 3, 14, 6, 59, 59, tzinfo=UTC),
    "after they went forward": lambda _: datetime(2027, 3, 14, 7, 0, tzinfo=UTC),
    "a leap day": lambda _: datetime(2028, 2, 29, 12, tzinfo=UTC),
    "the last second of the year": lambda _: datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC),
    "the first second of the year": lambda _: datetime(2027, 1, 1, 5, 0, tzinfo=UTC),
}


@pytest.fixture
def triggers(cast: Cast) -> list[Trigger]:
    """One served summons for each odd day, and deadlines by hand at an hour that is odd itself."""
    made = [
        docketing.record_trigger(
            cast.lead,
            cast.proceeding,
            event="us.summons_served",
            happened_on=day,
            service="personal",
            owner=cast.lead,
        )
        for day in SERVED
    ]
    for day, hour in [("2026-11-01", "01:30"), ("2027-03-14", "02:30"), ("2028-02-29", "23:59")]:
        docketing.enter_deadline(
            cast.lead,
            cast.matter,
            title=f"At {hour} on {day}",
            due_on=date.fromisoformat(day),
            due_at=time.fromisoformat(hour),
            zone=NEW_YORK,
            source="Letter of the clerk",
        )
    return made


def stored(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.for_system("a test's own view").order_by("pk").values())


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_stored_date_moves_whatever_the_clock_says(cast, client, triggers, moment):
    before = stored(Deadline), stored(Commitment)
    assert len(before[0]) >= 2 * len(SERVED)
    with time_machine.travel(MOMENTS[moment](timezone.now()), tick=False):
        client.force_login(cast.lead)
        for page in (reverse("today"), reverse("deadlines"), reverse("matter", args=["2026-0001"])):
            assert client.get(page).status_code == 200
        while outbox.deliver():
            pass
        for trigger in triggers:
            again = recalculating.moves(trigger, trigger.happened_on, service=trigger.service)
            assert [line.shift for line in again] == [0] * len(again)
        for deadline in Deadline.objects.for_system("test").filter(trigger__isnull=False):
            due = {
                d.rule.id: d.answer
                for d in planning.plan(
                    deadline.proceeding,
                    deadline.trigger.event,
                    deadline.trigger.happened_on,
                    service=deadline.trigger.service,
                ).deadlines
            }[deadline.rule]
            assert (due.on, due.at) == (deadline.due_on, None)
    assert (stored(Deadline), stored(Commitment)) == before


def test_a_moved_trigger_that_is_moved_back_on_another_day_has_its_first_dates(cast, triggers):
    trigger = triggers[-1]
    rows = Deadline.objects.for_system("test").filter(trigger=trigger).order_by("pk")
    before = list(rows.values_list("due_on", "due_at", "zone"))
    with time_machine.travel(datetime(2027, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        docketing.move_trigger(
            cast.lead, trigger, happened_on=date(2028, 3, 1), service=trigger.service
        )
        assert list(rows.values_list("due_on", "due_at", "zone")) != before
    with time_machine.travel(datetime(2028, 2, 29, 4, 30, tzinfo=UTC), tick=False):
        docketing.move_trigger(
            cast.lead, trigger, happened_on=date(2028, 2, 29), service=trigger.service
        )
    assert list(rows.values_list("due_on", "due_at", "zone")) == before


@pytest.fixture
def new_tables(tmp_path: Path) -> Iterator[None]:
    """Zone tables in which New York stays on daylight time all year, as a bill of some years says."""
    there = tmp_path / "America"
    there.mkdir()
    summer = resources.files("tzdata.zoneinfo").joinpath("Etc", "GMT+4").read_bytes()
    (there / "New_York").write_bytes(summer)
    zoneinfo.reset_tzpath(to=[str(tmp_path)])
    ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=[])
    ZoneInfo.clear_cache()


def test_new_zone_tables_move_no_stored_date_and_no_wall_time(cast, client, triggers, new_tables):
    winter = datetime(2027, 1, 15, 12, tzinfo=ZoneInfo(NEW_YORK))
    assert winter.utcoffset() == timedelta(hours=-4)
    before = stored(Deadline), stored(Commitment)
    client.force_login(cast.lead)
    page = client.get(reverse("deadlines")).content.decode()
    for day, hour in [
        ("Sun 1 Nov", "1:30 AM"),
        ("Sun 14 Mar", "2:30 AM"),
        ("Tue 29 Feb", "11:59 PM"),
    ]:
        assert re.search(rf"{day} \d{{4}} {hour}", page), (day, hour)
    for trigger in triggers:
        again = recalculating.moves(trigger, trigger.happened_on, service=trigger.service)
        assert [line.shift for line in again] == [0] * len(again)
    while outbox.deliver():
        pass
    assert (stored(Deadline), stored(Commitment)) == before


def test_same_day_news_is_heard_once_and_in_order_while_the_clock_jumps(cast, monkeypatch):
    monkeypatch.setattr(outbox, "REACTIONS", {})
    heard: list[int] = []

    @outbox.reacts_to("people.enter")
    def listen(entry: AuditEntry) -> None:
        heard.append(entry.sequence)

    now = timezone.now()
    entered = []
    for name, moment in MOMENTS.items():
        with time_machine.travel(moment(now), tick=False):
            people.enter(cast.lead, kind="person", name=name.title())
            entered.append(AuditEntry.objects.latest("sequence").sequence)
            outbox.deliver()
        with time_machine.travel(moment(now) - timedelta(hours=1), tick=False):
            outbox.deliver()
            outbox.deliver()
    outbox.deliver()
    assert heard[-len(entered) :] == entered == sorted(entered)
    assert set(Counter(heard).values()) == {1}


def test_the_order_of_the_record_is_that_of_its_sequence_not_of_the_clock(cast, client):
    now = timezone.now()
    for name, moment in MOMENTS.items():
        with time_machine.travel(moment(now), tick=False):
            docketing.docket_entry(
                cast.lead, cast.proceeding, text=f"Entered {name}", filed_on=date(2026, 11, 2)
            )
    entries = list(AuditEntry.objects.order_by("sequence"))
    clocks = [entry.recorded_at for entry in entries]
    assert clocks != sorted(clocks)
    assert [e.previous for e in entries[1:]] == [e.digest for e in entries[:-1]]
    assert list(audit.verify()) == []
    client.force_login(cast.lead)
    page = client.get(reverse("history", args=[cast.matter.number])).content.decode()
    shown = [page.index(f"Entered {name}") for name in MOMENTS]
    assert shown == sorted(shown, reverse=True)


def test_the_worker_remembers_the_newest_work_though_the_clock_was_set_back(cast):
    from redwell.matters.models import Activity

    while outbox.deliver():
        pass
    last = Activity.objects.get(matter_id=cast.matter.pk).last_at
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        docketing.docket_entry(
            cast.lead, cast.proceeding, text="NOTICE of appearance", filed_on=date(2026, 11, 2)
        )
        outbox.deliver()
    assert Activity.objects.get(matter_id=cast.matter.pk).last_at == last


@pytest.mark.parametrize(
    ("zone", "now", "said"),
    [
        # Seven in the evening in New York is midnight in UTC: the deadline is still today's.
        ("", "2026-11-24 00:30+00:00", "Today"),
        ("", "2026-11-24 04:59+00:00", "Today"),
        ("", "2026-11-24 05:00+00:00", "1 day late"),
        ("", "2026-11-23 04:59+00:00", "Tomorrow"),
        ("Asia/Tokyo", "2026-11-23 14:59+00:00", "Today"),
        ("Asia/Tokyo", "2026-11-23 15:00+00:00", "1 day late"),
    ],
)
def test_a_deadline_is_today_as_long_as_it_is_today_on_the_readers_wall(
    cast, client, zone, now, said
):
    type(cast.lead).objects.filter(pk=cast.lead.pk).update(zone=zone)
    docketing.enter_deadline(
        cast.lead,
        cast.matter,
        title="Answer the complaint",
        due_on=date(2026, 11, 23),
        zone=NEW_YORK,
        source="Rule 12",
    )
    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        client.force_login(cast.lead)
        page = client.get(reverse("deadlines")).content.decode()
    assert f">{said}</span>" in page


def test_a_zone_that_no_table_knows_closes_no_page(cast, client):
    type(cast.lead).objects.filter(pk=cast.lead.pk).update(zone="Atlantis/Poseidonis")
    client.force_login(cast.lead)
    assert client.get(reverse("today")).status_code == 200


@pytest.mark.parametrize(
    ("due", "now", "said"),
    [
        # The night on which an hour is repeated has 25 hours, the other one 23.
        ("2026-11-02T00:00", "2026-11-01T00:00", "1 d 1 h"),
        ("2027-03-15T00:00", "2027-03-14T00:00", "23 h 0 min"),
        ("2028-03-01T00:00", "2028-02-28T00:00", "2 d 0 h"),
        ("2027-03-01T00:00", "2027-02-28T00:00", "1 d 0 h"),
        ("2027-01-01T00:00", "2026-12-31T23:59", "1 min"),
    ],
)
def test_what_is_left_counts_the_hours_that_really_pass(due, now, said):
    at = datetime.fromisoformat(due)
    here = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(NEW_YORK))
    with time_machine.travel(here.astimezone(UTC), tick=False):
        assert f">{said}<" in ui.due_left(at.date(), at.time(), NEW_YORK)
