"""What people behind a wall, careless people and two people at once try, and do not get."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from redwell.calendaring import actions as calendaring
from redwell.calendaring.models import Commitment, Tombstone
from redwell.core import audit
from redwell.core.refusals import Invalid, Refusal, StaleEdit
from redwell.core.undo import take_back
from redwell.docketing import actions, queries, recalculating
from redwell.docketing.models import Closure, Completion, Deadline, Waiver
from redwell.matters import actions as matters
from redwell.matters.models import Counsel, Exclusion, Grant, Matter, Party, Restriction, TeamMember
from redwell.people import actions as people
from signed_in import freshly

COURT_DAY = date(2026, 11, 23)


@pytest.fixture
def signed_in(client):
    return lambda person: freshly(client, person)


def newest() -> int:
    return audit.AuditEntry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]


def party_of(cast):
    return matters.add_party(cast.lead, cast.proceeding, name="Brightline", role="Defendant")


def by_hand(cast, actor=None):
    return actions.enter_deadline(
        actor or cast.lead,
        cast.matter,
        title="Answer",
        due_on=COURT_DAY,
        zone="America/New_York",
        source="Order of 2 November 2026",
        is_critical=True,
    )


def appointment(cast):
    return calendaring.commit(
        cast.lead,
        cast.matter,
        kind="call",
        title="Call",
        on=COURT_DAY,
        zone="America/New_York",
        people=[cast.lead],
    )


def closure(cast, **more):
    given = {
        "court": "us-nysd",
        "kind": "closed",
        "first_on": COURT_DAY,
        "last_on": COURT_DAY,
        "source": "Notice",
    }
    return actions.close_court(cast.lead, **given | more)


def test_who_was_walled_off_meanwhile_undoes_nothing_in_the_matter_and_reads_nothing_of_it(
    cast, signed_in
):
    page = signed_in(cast.mid)
    form = {"name": "Brightline", "role": "Defendant"}
    page.post(reverse("party-new", args=[cast.matter.number, cast.proceeding.pk]), form)
    assert Party.plain.filter(name="Brightline").exists()
    matters.wall_off(cast.lead, cast.matter, user=cast.mid, reason="Conflict")
    page.get(reverse("today"))
    said = page.post(reverse("undo"), {"next": reverse("account")}, follow=True).content.decode()
    assert Party.plain.filter(name="Brightline").exists()
    assert "Brightline" not in said
    assert cast.matter.title not in said


def test_who_may_only_read_by_now_undoes_nothing(cast):
    matters.add_party(cast.mid, cast.proceeding, name="Brightline", role="Defendant")
    done = newest()
    matters.join_team(cast.lead, cast.matter, user=cast.mid, duty="backup", access="read")
    with pytest.raises(Refusal):
        take_back(cast.mid, entry=done)
    assert Party.plain.filter(name="Brightline").exists()


def test_an_undo_across_matters_needs_every_one_of_them(cast):
    second = matters.add_proceeding(cast.lead, cast.other, court="us-nysd", number="1:26-cv-08000")
    for proceeding in (cast.proceeding, second):
        actions.record_trigger(
            cast.lead,
            proceeding,
            event="us.summons_served",
            happened_on=date(2026, 11, 2),
            service="personal",
        )
    closure(cast, kind="holiday")
    lines = recalculating.everywhere(cast.senior)
    actions.recalculate_everywhere(cast.senior, keys=[x.key for x in lines], courts=[])
    done = newest()
    matters.wall_off(cast.lead, cast.matter, user=cast.senior, reason="Conflict")
    with pytest.raises(Refusal):
        take_back(cast.senior, entry=done)
    assert recalculating.everywhere(cast.lead) == ()


def test_an_undo_that_would_take_the_ground_from_anothers_work_is_refused(cast, signed_in):
    page = signed_in(cast.mid)
    form = {"name": "Brightline", "role": "Defendant"}
    page.post(reverse("party-new", args=[cast.matter.number, cast.proceeding.pk]), form)
    matters.add_counsel(cast.lead, Party.plain.get(name="Brightline"), name="T. Vale")
    response = page.post(reverse("undo"), follow=True)
    assert response.status_code == 200
    assert "cannot be undone" in response.content.decode()
    assert Party.plain.filter(name="Brightline").exists()


def test_the_security_page_names_nobody_whom_an_undo_named(cast, signed_in):
    people.enter(cast.lead, kind="person", name="Quentin Ashgrove")
    take_back(cast.lead, entry=newest())
    page = signed_in(cast.administrator).get(reverse("security"))
    assert page.status_code == 200
    assert "Ashgrove" not in page.content.decode()


def test_a_lead_behind_a_wall_finds_no_trace_of_the_matter_among_the_walls(cast, signed_in):
    behind = cast.mid
    behind.role = "lead"
    behind.save()
    matters.wall_off(cast.lead, cast.matter, user=behind, reason="Was counsel for Brightline")
    page = signed_in(behind)
    response = page.get(reverse("walls"))
    assert response.status_code == 200
    assert cast.matter.number not in response.content.decode()
    assert "Brightline" not in response.content.decode()
    others = Exclusion.plain.get(user=cast.walled)
    assert page.get(reverse("wall-lower", args=[others.pk])).status_code == 404
    assert page.post(reverse("wall-lower", args=[others.pk]), {"reason": "x"}).status_code == 404
    assert Exclusion.plain.filter(pk=others.pk).exists()


def test_a_lead_outside_of_the_team_does_not_open_a_restricted_matter_to_themselves(
    cast, signed_in
):
    held = matters.restrict(cast.lead, cast.matter, reason="Internal inquiry")
    cast.mid.role = "lead"
    cast.mid.save()
    address = reverse("wall-open", args=[held.pk])
    assert signed_in(cast.mid).post(address, {"reason": "Let me see"}).status_code == 404
    assert Restriction.plain.filter(pk=held.pk).exists()
    opened = signed_in(cast.administrator).post(address, {"reason": "The inquiry is over"})
    assert opened.status_code == 302


def test_a_date_closed_and_reopened_by_another_is_still_not_verified_by_its_author(cast):
    deadline = by_hand(cast)
    actions.satisfy(cast.senior, deadline, satisfied_on=COURT_DAY, reason="By mistake")
    take_back(cast.senior, entry=newest())
    with pytest.raises(Refusal, match="another person"):
        actions.verify(cast.lead, Deadline.plain.get(pk=deadline.pk), due_on=COURT_DAY)


def test_a_second_entry_that_did_not_agree_is_not_undone_to_try_again(cast):
    deadline = by_hand(cast)
    actions.verify(cast.senior, deadline, due_on=date(2026, 11, 24))
    with pytest.raises(Refusal):
        take_back(cast.senior, entry=newest())
    with pytest.raises(Invalid, match="differently"):
        actions.verify(cast.senior, deadline, due_on=COURT_DAY)


def test_a_second_waiver_after_a_move_stands_and_the_first_says_nothing_of_the_new_date(cast):
    for person in (cast.senior, cast.mid, cast.junior, cast.attorney, cast.walled):
        person.is_active = False
        person.save()
    deadline = by_hand(cast)
    actions.waive(cast.lead, deadline, reason="Alone this week")
    actions.continue_to(
        cast.lead, deadline, to_on=date(2026, 12, 1), authority="order", cite="ECF 9"
    )
    assert "waived" not in queries.shown(deadline).checked
    actions.waive(cast.lead, deadline, reason="Alone until Friday")
    assert queries.shown(deadline).checked.endswith("Alone until Friday")
    assert Waiver.plain.count() == 1


@pytest.mark.parametrize("verb", ["satisfy", "vacate"])
def test_of_two_who_close_one_deadline_at_once_the_second_is_told(cast, verb):
    pk = by_hand(cast).pk
    first, second = Deadline.plain.get(pk=pk), Deadline.plain.get(pk=pk)
    given = {"reason": "Served"} | ({"satisfied_on": COURT_DAY} if verb == "satisfy" else {})
    getattr(actions, verb)(cast.lead, first, **given)
    with pytest.raises(StaleEdit):
        getattr(actions, verb)(cast.senior, second, **given)
    assert Completion.plain.count() <= 1


def test_an_appointment_taken_off_twice_at_once_goes_once(cast):
    pk = appointment(cast).pk
    first, second = Commitment.plain.get(pk=pk), Commitment.plain.get(pk=pk)
    calendaring.take_off(cast.lead, first)
    with pytest.raises(Refusal):
        calendaring.take_off(cast.senior, second)
    assert Tombstone.plain.count() == 1


def test_an_appointment_that_moved_meanwhile_is_not_taken_off_unseen(cast):
    pk = appointment(cast).pk
    held = Commitment.plain.get(pk=pk)
    calendaring.move(cast.lead, Commitment.plain.get(pk=pk), on=date(2026, 11, 30), starts_at=None)
    with pytest.raises(StaleEdit):
        calendaring.take_off(cast.senior, held)
    assert Commitment.plain.filter(pk=pk).exists()


def test_what_is_taken_back_or_ended_twice_at_once_is_on_record_once(cast):
    pk = closure(cast).pk
    first, second = Closure.plain.get(pk=pk), Closure.plain.get(pk=pk)
    actions.open_court(cast.lead, first, reason="Open after all")
    with pytest.raises(Refusal):
        actions.open_court(cast.senior, second, reason="Open after all")
    member = TeamMember.plain.filter(matter=cast.matter, user=cast.senior)
    one, other = member.get(), member.get()
    matters.leave_team(cast.lead, one)
    with pytest.raises(Refusal):
        matters.leave_team(cast.lead, other)
    assert list(audit.verify()) == []


def test_counsel_who_withdrew_is_not_replaced_by_the_same_person_twice(cast):
    counsel = matters.add_counsel(cast.lead, party_of(cast), name="T. Vale")
    matters.end_counsel(cast.lead, counsel, on=COURT_DAY, successor="R. Osei")
    with pytest.raises(Refusal):
        matters.end_counsel(
            cast.lead, Counsel.plain.get(pk=counsel.pk), on=COURT_DAY, successor="R. Osei"
        )
    assert Counsel.plain.filter(name="R. Osei").count() == 1


def test_two_who_restrict_a_matter_at_once_restrict_it_once(cast, monkeypatch):
    matters.restrict(cast.lead, cast.matter, reason="Inquiry")
    # The second had asked before the first had committed.
    monkeypatch.setattr(
        "redwell.matters.actions.Restriction.objects.for_system",
        lambda reason: Restriction.plain.none(),
    )
    with pytest.raises(Refusal, match="at the same moment"):
        matters.restrict(cast.lead, cast.matter, reason="Inquiry")


@pytest.mark.parametrize(
    ("first_on", "last_on"),
    [
        (date(2026, 11, 1), date(2027, 11, 1)),
        (date(9999, 1, 1), date(9999, 12, 31)),
        (date(1, 1, 1), date(1, 6, 1)),
    ],
)
def test_a_closure_at_the_edge_of_the_calendar_breaks_no_page(cast, signed_in, first_on, last_on):
    actions.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
    )
    closure(cast, first_on=first_on, last_on=last_on)
    closure(cast, kind="inaccessible", first_on=first_on, last_on=last_on)
    page = signed_in(cast.lead)
    for name, address in (("closures", []), ("recalculations", []), ("recalculation", [1])):
        args = [cast.matter.number] if address else []
        assert page.get(reverse(name, args=args)).status_code == 200
    given = {"event": "us.summons_served", "happened_on": "9999-12-31", "service": "personal"}
    preview = reverse("trigger-preview", args=[cast.matter.number, cast.proceeding.pk])
    assert page.get(preview, given).status_code == 200


def test_a_court_that_left_the_rulebook_breaks_no_page(cast, signed_in):
    held = closure(cast)
    actions.record_trigger(
        cast.lead,
        cast.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
    )
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE docketing_closure SET court = 'us-gone'")
        cursor.execute("UPDATE matters_proceeding SET court = 'us-gone'")
    trigger = Deadline.plain.exclude(trigger=None)[0].trigger_id
    number, court = cast.matter.number, cast.proceeding.pk
    page = signed_in(cast.lead)
    for name, args in [
        ("closures", []),
        ("closure-end", [held.pk]),
        ("recalculations", []),
        ("recalculation", [number]),
        ("trigger-move", [number, trigger]),
        ("trigger-new", [number, court]),
        ("order-new", [number, court]),
        ("docket", [number]),
        ("appointment-new", [number]),
        ("deadline-new", [number]),
    ]:
        assert page.get(reverse(name, args=args)).status_code == 200, name
    ended = page.post(reverse("closure-end", args=[held.pk]), {"reason": "x"}, follow=True)
    assert ended.status_code == 200


@pytest.mark.parametrize("who", ["outside", "client"])
def test_a_wall_against_somebody_from_outside_ends_what_they_were_given(cast, signed_in, who):
    person = getattr(cast, who)
    page = signed_in(person)
    assert page.get(reverse("matter", args=[cast.matter.number])).status_code == 200
    matters.wall_off(cast.lead, cast.matter, user=person, reason="Now acts for Brightline")
    assert page.get(reverse("matter", args=[cast.matter.number])).status_code == 404
    assert cast.matter.number not in page.get(reverse("matters")).content.decode()
    with pytest.raises(Refusal, match="wall stands"):
        matters.grant(cast.lead, cast.matter, user=person)


def test_a_grant_that_met_a_wall_gives_nothing_to_see(cast):
    matters.wall_off(cast.lead, cast.other, user=cast.outside, reason="Conflict")
    # Two administrators at one moment: neither saw what the other had entered.
    Grant.plain.bulk_create([Grant(matter=cast.other, user=cast.outside, access="read")])
    assert not Matter.objects.visible_to(cast.outside).filter(pk=cast.other.pk).exists()
