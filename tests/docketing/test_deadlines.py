"""Triggers, their deadlines, and what coordinators do with them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from redwell.calendaring.models import Commitment, Tombstone
from redwell.core.actions import last_entry, session
from redwell.core.audit import AuditEntry
from redwell.core.refusals import Invalid, NotAllowed, Refusal
from redwell.core.undo import take_back
from redwell.docketing import actions, queries, recalculating
from redwell.docketing.models import Deadline, Trigger

SERVED = date(2026, 11, 2)


@pytest.fixture
def served(cast):
    return actions.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=SERVED,
        service="personal",
        owner=cast.lead,
    )


@pytest.fixture
def answer(cast, served):
    return Deadline.objects.visible_to(cast.lead).get(trigger=served, rule="us.frcp.12.a.1.A.i")


def test_one_action_sets_every_deadline_with_its_proof_and_calendar_date(cast, served, answer):
    assert AuditEntry.objects.filter(action="docketing.record_trigger").count() == 1
    assert answer.due_on == answer.commitment.on == date(2026, 11, 23)
    assert answer.proof["steps"][-1]["to"] == "2026-11-23"
    assert answer.is_critical
    assert not answer.is_verified


def test_one_undo_takes_trigger_deadlines_and_dates_back_and_leaves_tombstones(cast):
    with session("s"):
        actions.record_trigger(
            cast.lead,
            cast.proceeding,
            event="us.summons_served",
            happened_on=SERVED,
            service="personal",
        )
        take_back(cast.lead, entry=last_entry().sequence)
    assert not Trigger.objects.visible_to(cast.lead).exists()
    assert not Deadline.objects.visible_to(cast.lead).exists()
    assert not Commitment.objects.visible_to(cast.lead).exists()
    assert Tombstone.objects.visible_to(cast.lead).count() == 2


def test_moving_a_trigger_shows_old_and_new_and_changes_nothing_before_it_is_accepted(
    cast, served, answer
):
    lines = recalculating.moves(served, date(2026, 11, 5), service="personal")
    assert {(line.old_on, line.new_on) for line in lines} == {
        (date(2026, 11, 23), date(2026, 11, 27))
    }
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 11, 23)


def test_a_satisfied_deadline_keeps_its_date_when_the_trigger_moves_and_says_why(
    cast, served, answer
):
    actions.satisfy(
        cast.lead, answer, satisfied_on=date(2026, 11, 20), reason="Stipulated dismissal"
    )
    lines = {line.title: line.kept for line in recalculating.moves(served, date(2026, 11, 5))}
    assert "satisfied" in lines["Answer the complaint"]
    actions.move_trigger(cast.lead, served, happened_on=date(2026, 11, 5), service="personal")
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 11, 23)
    other = Deadline.objects.visible_to(cast.lead).get(trigger=served, rule="us.frcp.12.b")
    assert other.due_on == date(2026, 11, 27)
    assert other.commitment.sequence == 1


def test_a_moved_date_has_to_be_verified_again(cast, served, answer):
    actions.verify(cast.senior, answer, happened_on=SERVED, service="personal")
    actions.move_trigger(cast.lead, served, happened_on=date(2026, 11, 5), service="personal")
    answer.refresh_from_db()
    assert not answer.is_verified


def test_a_second_person_who_enters_the_same_verifies_the_date(cast, answer):
    verification = actions.verify(cast.senior, answer, happened_on=SERVED, service="personal")
    assert verification.matches
    answer.refresh_from_db()
    assert answer.is_verified


def test_a_mismatch_blocks_and_shows_both_entries(cast, client, answer):
    verification = actions.verify(
        cast.senior, answer, happened_on=date(2026, 11, 3), service="personal"
    )
    assert not verification.matches
    answer.refresh_from_db()
    assert not answer.is_verified
    client.force_login(cast.lead)
    page = client.get(reverse("deadline", args=[cast.matter.number, answer.pk])).content.decode()
    assert "do not agree" in page
    assert "3 Nov 2026" in page


def test_whoever_missed_once_says_what_was_wrong_before_the_date_is_verified(cast, answer):
    typed = {"happened_on": SERVED, "service": "personal"}
    actions.verify(cast.senior, answer, happened_on=date(2026, 11, 3), service="personal")
    with pytest.raises(Invalid, match="differently before"):
        actions.verify(cast.senior, answer, **typed)
    actions.verify(cast.senior, answer, **typed, correction="I had read the postmark")
    answer.refresh_from_db()
    assert answer.is_verified
    assert "both agree" in last_entry().auditpayload.sentence


def test_the_mismatch_is_gone_from_the_page_of_a_verified_date(cast, client, answer):
    typed = {"happened_on": "2026-11-02", "service": "personal"}
    client.force_login(cast.senior)
    at = reverse("deadline-verification", args=[cast.matter.number, answer.pk])
    page = reverse("deadline", args=[cast.matter.number, answer.pk])
    client.post(at, typed | {"happened_on": "2026-11-03"})
    assert "do not agree" in client.get(page).content.decode()
    client.post(at, typed | {"correction": "I had read the postmark"})
    client.get(page)
    assert "do not agree" not in client.get(page).content.decode()


def test_nobody_verifies_their_own_entry(cast, answer):
    with pytest.raises(Refusal, match="another person"):
        actions.verify(cast.lead, answer, happened_on=SERVED, service="personal")


def test_the_form_of_the_second_entry_shows_nothing_of_the_first(cast, client, answer):
    client.force_login(cast.senior)
    page = client.get(reverse("deadline-verification", args=[cast.matter.number, answer.pk]))
    text = page.content.decode()
    assert "23 Nov" not in text
    assert "2026-11-02" not in text


def test_waiving_is_not_offered_where_a_second_person_could_verify(cast, client, answer):
    client.force_login(cast.lead)
    page = client.get(reverse("deadline", args=[cast.matter.number, answer.pk])).content.decode()
    assert "Enter a second time" in page
    assert "Waive" not in page


def test_a_firm_with_a_second_person_does_not_waive(cast, answer):
    with pytest.raises(Refusal, match="can verify"):
        actions.waive(cast.lead, answer, reason="In a hurry")


def test_a_one_person_firm_waives_with_a_reason(cast, answer):
    from redwell.core.actors import User

    User.objects.exclude(pk=cast.lead.pk).update(is_active=False)
    with pytest.raises(Invalid):
        actions.waive(cast.lead, answer, reason=" ")
    actions.waive(cast.lead, answer, reason="Nobody else works here")
    answer.refresh_from_db()
    assert answer.is_verified


def test_a_deadline_closes_only_with_proof_or_a_reason(cast, answer):
    with pytest.raises(Invalid, match="proof or a stated reason"):
        actions.satisfy(cast.lead, answer, satisfied_on=SERVED)
    entry = actions.docket_entry(
        cast.lead, cast.proceeding, text="ANSWER to Complaint", filed_on=SERVED
    )
    actions.satisfy(cast.lead, answer, satisfied_on=SERVED, entry=entry)
    answer.refresh_from_db()
    assert not answer.is_open
    with pytest.raises(Refusal, match="not open"):
        actions.satisfy(cast.lead, answer, satisfied_on=SERVED, reason="again")


def test_a_proof_from_another_matter_is_refused(cast, answer):
    from redwell.matters import actions as matters

    elsewhere = matters.add_proceeding(cast.lead, cast.other, court="us-nyed", number="1:26-cv-1")
    entry = actions.docket_entry(cast.lead, elsewhere, text="ANSWER", filed_on=SERVED)
    with pytest.raises(Refusal, match="another matter"):
        actions.satisfy(cast.lead, answer, satisfied_on=SERVED, entry=entry)


def test_a_continuance_names_its_authority_and_is_no_longer_computed(cast, served, answer):
    with pytest.raises(Invalid):
        actions.continue_to(cast.lead, answer, to_on=date(2026, 12, 14), authority="order", cite="")
    actions.continue_to(
        cast.lead, answer, to_on=date(2026, 12, 14), authority="order", cite="ECF 41"
    )
    actions.move_trigger(cast.lead, served, happened_on=date(2026, 11, 5), service="personal")
    answer.refresh_from_db()
    assert (answer.due_on, answer.origin) == (date(2026, 12, 14), "order")


def test_an_order_decides_dates_recorded_after_it_and_says_so(cast):
    actions.make_order(
        cast.lead,
        cast.proceeding,
        layer="order",
        cite="Scheduling order, para. 2",
        rule="us.frcp.12.a.1.A.i",
        made_on=SERVED,
        date_certain=date(2026, 12, 31),
    )
    actions.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=SERVED,
        service="personal",
    )
    deadline = Deadline.objects.visible_to(cast.lead).get(rule="us.frcp.12.a.1.A.i")
    assert (deadline.due_on, deadline.layer) == (date(2026, 12, 31), "order")
    assert deadline.cite == "Scheduling order, para. 2"


@pytest.mark.parametrize(
    ("order", "due_on"),
    [
        ({"date_certain": date(2026, 12, 31)}, date(2026, 12, 31)),
        ({"count": 30, "unit": "days", "direction": "after"}, date(2026, 12, 7)),
    ],
)
def test_a_day_fixed_by_order_stays_and_a_period_set_by_order_moves(cast, order, due_on):
    actions.make_order(
        cast.lead,
        cast.proceeding,
        layer="order",
        cite="ECF 9",
        rule="us.frcp.12.a.1.A.i",
        made_on=SERVED,
        **order,
    )
    trigger = actions.record_trigger(
        cast.lead, cast.proceeding, event="us.summons_served", happened_on=SERVED
    )
    actions.move_trigger(cast.lead, trigger, happened_on=date(2026, 11, 5))
    held = Deadline.objects.visible_to(cast.lead).get(rule="us.frcp.12.a.1.A.i")
    assert held.due_on == held.commitment.on == due_on


def test_an_order_recorded_later_decides_when_the_trigger_moves(cast, served, answer):
    actions.make_order(
        cast.lead,
        cast.proceeding,
        layer="order",
        cite="ECF 9",
        rule="us.frcp.12.a.1.A.i",
        made_on=SERVED,
        date_certain=date(2026, 12, 31),
    )
    actions.move_trigger(cast.lead, served, happened_on=date(2026, 11, 5), service="personal")
    answer.refresh_from_db()
    assert (answer.due_on, answer.origin, answer.cite) == (date(2026, 12, 31), "order", "ECF 9")


def test_a_deadline_by_hand_says_where_its_date_comes_from(cast):
    with pytest.raises(Invalid):
        actions.enter_deadline(
            cast.lead, cast.matter, title="Reply", due_on=SERVED, zone="America/New_York", source=""
        )
    held = actions.enter_deadline(
        cast.lead,
        cast.matter,
        title="Reply",
        due_on=SERVED,
        zone="America/New_York",
        source="Letter of 1 November",
    )
    assert held.proof["steps"][0]["text"] == "Letter of 1 November"


def test_an_impossible_day_or_an_uncovered_one_is_refused_with_a_sentence(cast, client):
    client.force_login(cast.lead)
    address = reverse("trigger-new", args=[cast.matter.number, cast.proceeding.pk])
    for day, says in (("2026-02-30", "no such day"), ("1900-01-01", "not covered")):
        response = client.post(
            address, {"event": "us.summons_served", "happened_on": day, "service": "personal"}
        )
        assert response.status_code == 422
        assert says in response.content.decode()
    assert not Trigger.objects.visible_to(cast.lead).exists()


def test_the_preview_saves_nothing(cast, client):
    client.force_login(cast.lead)
    before = AuditEntry.objects.count()
    page = client.get(
        reverse("trigger-preview", args=[cast.matter.number, cast.proceeding.pk]),
        {"event": "us.summons_served", "happened_on": "2026-11-02", "service": "personal"},
    )
    assert "Mon 23 Nov 2026" in page.content.decode()
    assert AuditEntry.objects.count() == before


def test_a_form_sent_twice_has_one_effect(cast, client):
    client.force_login(cast.lead)
    address = reverse("trigger-new", args=[cast.matter.number, cast.proceeding.pk])
    form = {
        "event": "us.summons_served",
        "happened_on": "2026-11-02",
        "service": "personal",
        "submission": "0b9b8a0e-5f0a-4d0c-9d51-0d8c6a4d7f11",
    }
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    assert Trigger.objects.visible_to(cast.lead).count() == 1


def test_a_stale_form_is_shown_again_with_both_values(cast, client, served):
    client.force_login(cast.lead)
    address = reverse("matter-change", args=[cast.matter.number])
    form = {"title": "Mine", "kind": "litigation", "stage": "trial", "note": "", "seen": "1"}
    client.post(address, {**form, "title": "Theirs"})
    response = client.post(address, form)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in text
    assert 'value="Mine"' in text


def test_a_junior_with_read_access_and_a_biller_record_nothing(cast):
    for person in (cast.junior, cast.biller):
        with pytest.raises(NotAllowed):
            actions.record_trigger(
                person, cast.proceeding, event="us.summons_served", happened_on=SERVED
            )


def test_pages_go_by_key_and_miss_nothing(cast):
    for n in range(1, 8):
        for _ in range(3):
            actions.enter_deadline(
                cast.lead,
                cast.matter,
                title=f"Day {n}",
                due_on=date(2026, 12, n),
                zone="America/New_York",
                source="Order",
            )
    seen, after = [], ""
    while True:
        page = queries.open_deadlines(cast.lead, after=after, size=4)
        seen += [row.id for row in page.rows]
        if page.next_key is None:
            break
        after = page.next_key
    assert len(seen) == len(set(seen)) == 21
