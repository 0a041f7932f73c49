"""What the small parts say, and that none of them lets a stranger's words become markup."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from redwell.ui.templatetags import ui

HOSTILE = '"><script>alert(1)</script>'
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "markup",
    [
        ui.tag(HOSTILE, HOSTILE),
        ui.rule_tag(HOSTILE),
        ui.avatar(HOSTILE, HOSTILE),
        ui.bdi(HOSTILE),
    ],
)
def test_hostile_words_stay_words(markup: str) -> None:
    assert "<script" not in markup
    assert '"><' not in markup.replace('"><span', "").replace('"><bdi>', "")


def test_no_citation_makes_no_tag() -> None:
    assert ui.rule_tag("") == ""


def test_an_icon_is_decorative() -> None:
    assert 'aria-hidden="true"' in ui.icon("gavel")


def test_a_person_is_named_to_those_who_cannot_see_the_initials() -> None:
    assert '<span class="vh">Dana Price</span>' in ui.avatar("DP", "Dana Price")


@pytest.mark.parametrize(
    ("days", "text", "kind"),
    [
        (-2, "2 days late", "danger"),
        (-1, "1 day late", "danger"),
        (0, "Today", "danger"),
        (1, "Tomorrow", "warning"),
        (6, "6 days", "warning"),
        (7, "7 days", ""),
    ],
)
def test_a_day_is_red_when_due_and_amber_within_a_week(days: int, text: str, kind: str) -> None:
    today = date(2026, 11, 23)
    assert (
        ui.due_in(today + timedelta(days=days), today) == f'<span class="left {kind}">{text}</span>'
    )


@pytest.mark.parametrize(
    ("minutes", "text", "kind"),
    [
        (-95, "1 h 35 min late", "danger"),
        (0, "0 min", "danger"),
        (59, "59 min", "danger"),
        (498, "8 h 18 min", "danger"),
        (1439, "23 h 59 min", "danger"),
        (1440, "1 d 0 h", "warning"),
        (1620, "1 d 3 h", "warning"),
        (7 * 1440, "7 d", ""),
    ],
)
def test_an_hour_counts_down_to_the_minute(minutes: int, text: str, kind: str) -> None:
    markup = ui.time_left(NOON + timedelta(minutes=minutes), NOON)
    assert f">{text}</rw-countdown>" in markup
    assert f'class="left {kind}"' in markup


def test_a_deadline_with_an_hour_is_counted_in_its_courts_zone() -> None:
    markup = ui.due_left(date(2026, 11, 23), time(17, 0), "America/New_York")
    assert 'datetime="2026-11-23T17:00:00-05:00"' in markup


def test_a_day_without_an_hour_is_counted_in_days() -> None:
    assert ui.due_left(timezone.localdate()) == '<span class="left danger">Today</span>'


def test_a_courts_hour_names_its_zone_where_the_readers_differs() -> None:
    with timezone.override("America/New_York"):
        assert ui.moment(NOON) == "Mon 23 Nov, 12:00 PM"
        assert ui.moment(NOON, "America/Toronto") == "Mon 23 Nov, 12:00 PM"
        assert ui.moment(NOON, "America/Los_Angeles") == "Mon 23 Nov, 9:00 AM Los Angeles time"


def test_a_day_reads_as_coordinators_write_it() -> None:
    on = date(2026, 11, 2)
    assert ui.day(on) == "Mon 2 Nov"
    assert ui.day(on, "year") == "Mon 2 Nov 2026"
    assert ui.day(on, "long") == "Monday 2 November 2026"
    assert ui.day(None) == "—"


@pytest.mark.parametrize(
    ("given", "text"),
    [(time(0, 5), "12:05 AM"), (time(12, 0), "12:00 PM"), ("17:00", "5:00 PM"), (None, "")],
)
def test_an_hour_reads_on_the_twelve_hour_clock(given: time | str | None, text: str) -> None:
    assert ui.clock(given) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (386, "386"), (1000, "1k"), (4412, "4.4k"), (1_250_000, "1.2M")]
)
def test_a_tab_counts_in_few_characters(count: int, text: str) -> None:
    assert ui.short(count) == text


def test_a_count_sets_its_thousands_apart() -> None:
    assert ui.number(41250) == "41,250"
    assert ui.number(None) == ""
