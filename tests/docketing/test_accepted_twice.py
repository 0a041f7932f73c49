"""Two people accept the same recalculated dates at one moment: each date follows once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from cast import Cast, assemble
from redwell.core import audit
from redwell.core.refusals import Refusal
from redwell.docketing import actions, recalculating
from redwell.docketing.models import Deadline, Trigger


@pytest.fixture
def firm(committed: None) -> Cast:
    return assemble()


def test_a_date_that_was_missing_is_added_once_by_two_at_one_moment(firm: Cast):
    trigger = actions.record_trigger(
        firm.lead,
        firm.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
    )
    # As if the rule had come with a newer rulebook: one of its dates was never set.
    rules = list(Deadline.plain.filter(trigger=trigger).values_list("rule", flat=True))
    assert len(rules) > 1
    missing = Deadline.plain.filter(trigger=trigger).order_by("pk").last()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM docketing_deadline WHERE id = %s", [missing.pk])
    keys = [line.key for line in recalculating.everywhere(firm.lead)]
    assert keys == [f"{trigger.pk}:{missing.rule}"]
    together, said = threading.Barrier(2, timeout=60), []

    def accept(person):
        together.wait()
        try:
            said.append(actions.recalculate_everywhere(person, keys=keys, courts=[]))
        except Refusal as refusal:
            said.append(refusal.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[p]) for p in (firm.lead, firm.senior)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Trigger.plain.filter(pk=trigger.pk).exists()
    assert Deadline.plain.filter(trigger=trigger, rule=missing.rule).count() == 1
    assert 1 in said
    assert any("any more" in str(sentence) for sentence in said)
    assert list(audit.verify()) == []
