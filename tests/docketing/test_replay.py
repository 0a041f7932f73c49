"""The nightly check: every open date is computed anew, and what differs is said."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from redwell.docketing import actions
from redwell.docketing.models import Deadline


@pytest.fixture
def served(cast):
    return actions.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
    )


def test_a_firm_whose_dates_stand_is_told_so(served, capsys):
    call_command("replay")
    assert "Every open date stands." in capsys.readouterr().out


def test_a_date_that_differs_is_named_with_its_matter(served, cast, capsys):
    rule = "us.frcp.12.a.1.A.i"
    Deadline.plain.filter(rule=rule).update(due_on=date(2026, 11, 20))
    with pytest.raises(CommandError, match="1 dates would be set differently"):
        call_command("replay")
    said = capsys.readouterr().out
    assert f"{cast.matter.number}  2026-11-20 -> 2026-11-23  Answer the complaint" in said


def test_a_deadline_marked_closed_without_a_completion_is_counted(served, capsys):
    Deadline.plain.filter(rule="us.frcp.12.a.1.A.i").update(is_open=False)
    with pytest.raises(CommandError):
        call_command("replay")
    assert "1 deadlines are marked open or closed against their own rows" in capsys.readouterr().out
