"""What a coordinator does in a matter beyond its dates: team, parties, counsel, calendar, walls."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from redwell.calendaring.models import Attendance, Commitment, Tombstone
from redwell.core.undo import last_undoable, take_back
from redwell.matters.models import Counsel, Exclusion, Grant, Party, Restriction, TeamMember
from redwell.people.models import Contact, Relation
from signed_in import freshly


@pytest.fixture
def dana(client, cast):
    freshly(client, cast.lead)
    return client


def at(name, cast, *more):
    return reverse(name, args=[cast.matter.number, *more])


def body(response):
    return response.content.decode()


def one(model):
    return model.plain.get()


def test_a_party_and_its_counsel_are_entered_and_counsel_is_substituted(dana, cast):
    given = {"name": "Brightline Freight Co.", "role": "Defendant", "from_on": "2026-09-15"}
    dana.post(at("party-new", cast, cast.proceeding.pk), given)
    party = one(Party)
    counsel = {"name": "Lena Brandt", "from_on": "2026-10-01"}
    dana.post(at("counsel-new", cast, party.pk), counsel)
    first = one(Counsel)
    left = {"on": "2026-11-02", "successor": "Omar Reyes"}
    dana.post(at("counsel-end", cast, first.pk), left)
    assert list(Counsel.plain.order_by("pk").values_list("name", "from_on", "to_on")) == [
        ("Lena Brandt", date(2026, 10, 1), date(2026, 11, 2)),
        ("Omar Reyes", date(2026, 11, 2), None),
    ]
    then = body(dana.get(at("parties", cast) + "?as_of=2026-10-10"))
    assert "Lena Brandt" in then
    assert "Omar Reyes" not in then


def test_counsel_who_leaves_before_appearing_is_refused_with_a_sentence(dana, cast):
    dana.post(at("party-new", cast, cast.proceeding.pk), {"name": "B", "role": "Defendant"})
    dana.post(at("counsel-new", cast, one(Party).pk), {"name": "L", "from_on": "2026-10-01"})
    response = dana.post(at("counsel-end", cast, one(Counsel).pk), {"on": "2026-09-01"})
    assert "Choose a later day." in body(response)
    assert one(Counsel).to_on is None


def test_a_party_that_leaves_is_still_there_as_of_an_earlier_day(dana, cast):
    given = {"name": "Brightline", "role": "Defendant", "from_on": "2026-09-15"}
    dana.post(at("party-new", cast, cast.proceeding.pk), given)
    dana.post(at("party-end", cast, one(Party).pk), {"on": "2026-10-15"})
    assert "Brightline<" in body(dana.get(at("parties", cast) + "?as_of=2026-10-01"))
    assert "Brightline<" not in body(dana.get(at("parties", cast) + "?as_of=2026-11-01"))


def test_a_colleague_leaves_the_team_and_comes_back_by_undo(dana, cast):
    member = TeamMember.plain.get(user=cast.senior)
    dana.post(at("team-leave", cast, member.pk), {"submission": ""})
    assert not TeamMember.plain.filter(user=cast.senior).exists()
    dana.post(reverse("undo"))
    assert TeamMember.plain.get(user=cast.senior).duty == "backup"


def test_a_hearing_is_entered_moved_and_taken_off_and_comes_back_by_undo(dana, cast):
    given = {
        "kind": "hearing",
        "title": "Status conference",
        "on": "2027-01-12",
        "starts_at": "10:00",
        "ends_at": "11:00",
        "zone": "America/New_York",
        "people": [cast.attorney.pk],
    }
    dana.post(at("appointment-new", cast), given)
    held = one(Commitment)
    moved = {"on": "2027-01-13", "starts_at": "09:30", "ends_at": "10:00", "seen": held.version}
    dana.post(at("appointment-move", cast, held.pk), moved)
    assert "13 Jan" in body(dana.get(at("appointments", cast)))
    assert one(Commitment).sequence == 1
    dana.post(at("appointment-cancel", cast, held.pk), {"submission": ""})
    assert not Commitment.plain.exists()
    assert one(Tombstone).uid == held.uid
    dana.post(reverse("undo"))
    assert one(Commitment).uid == held.uid
    assert one(Attendance).user == cast.attorney


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"zone": "Moon/Sea"}, "Select a valid choice"),
        ({"ends_at": "08:00"}, "later time"),
        ({"on": "2027-02-30"}, "no such day"),
    ],
)
def test_an_impossible_appointment_is_refused_with_a_sentence(dana, cast, wrong, says):
    given = {"kind": "hearing", "title": "H", "on": "2027-01-12", "starts_at": "10:00"}
    response = dana.post(at("appointment-new", cast), given | {"zone": "UTC"} | wrong)
    assert says in body(response)
    assert not Commitment.plain.exists()


def test_two_contacts_are_related_by_name_and_an_unknown_name_is_refused(dana, cast):
    company = Contact.plain.get(name="Halvorsen Tooling Inc.")
    address = reverse("relation-new", args=[company.pk])
    assert "Enter them under People" in body(
        dana.post(address, {"kind": "officer", "other": "Nobody Known"})
    )
    dana.post(address, {"kind": "officer", "other": "Ngozi Okafor"})
    assert str(one(Relation)) == "Halvorsen Tooling Inc. is an officer of Ngozi Okafor"


def test_a_matter_is_restricted_to_its_team_and_opened_again(dana, client, cast):
    address = reverse("wall", args=[cast.matter.number])
    dana.post(address, {"kind": "restrict", "reason": "Takeover talks"})
    freshly(client, cast.mid)
    assert client.get(at("matter", cast)).status_code == 404
    freshly(client, cast.administrator)
    client.post(reverse("wall-open", args=[one(Restriction).pk]), {"reason": "Announced"})
    freshly(client, cast.mid)
    assert client.get(at("matter", cast)).status_code == 200


def test_access_from_outside_ends_at_once(client, cast):
    freshly(client, cast.outside)
    assert client.get(at("matter", cast)).status_code == 200
    freshly(client, cast.administrator)
    grant = Grant.plain.get(user=cast.outside)
    client.post(reverse("grant-end", args=[grant.pk]), {"reason": "The case is settled"})
    freshly(client, cast.outside)
    assert client.get(at("matter", cast)).status_code == 404


def test_a_wall_without_a_person_or_raised_twice_is_refused_with_a_sentence(dana, cast):
    address = reverse("wall", args=[cast.matter.number])
    assert "Choose who" in body(dana.post(address, {"kind": "wall", "reason": "x"}))
    again = dana.post(address, {"kind": "wall", "user": cast.walled.pk, "reason": "x"})
    assert "stands against Kim Chen already" in body(again)
    assert Exclusion.plain.count() == 1


def test_undo_of_a_substitution_takes_back_both_halves(dana, cast):
    dana.post(at("party-new", cast, cast.proceeding.pk), {"name": "B", "role": "Defendant"})
    dana.post(at("counsel-new", cast, one(Party).pk), {"name": "Lena Brandt"})
    dana.post(at("counsel-end", cast, one(Counsel).pk), {"on": "2026-11-02", "successor": "Omar"})
    entry = last_undoable(cast.lead, dana.session.session_key)
    take_back(cast.lead, entry=entry.sequence)
    assert [(c.name, c.to_on) for c in Counsel.plain.all()] == [("Lena Brandt", None)]


@pytest.mark.parametrize("who", ["client", "outside"])
def test_somebody_from_outside_reads_no_history_and_is_offered_none(client, cast, who):
    client.force_login(getattr(cast, who))
    assert client.get(at("history", cast)).status_code == 403
    page = body(client.get(at("matter", cast)))
    assert reverse("history", args=[cast.matter.number]) not in page


def test_a_client_is_offered_no_docket_and_told_no_count_of_it(client, cast):
    client.force_login(cast.client)
    page = body(client.get(at("matter", cast)))
    assert at("docket", cast) not in page
    assert at("appointments", cast) not in page


def test_a_junior_is_offered_nothing_that_would_be_refused(client, cast):
    client.force_login(cast.junior)
    assert reverse("matter-new") not in body(client.get(reverse("matters")))


def test_a_lead_raises_the_first_wall_of_a_matter_from_its_team(dana, cast):
    assert reverse("wall", args=[cast.matter.number]) in body(dana.get(at("team", cast)))
