"""Signing in and staying in: passwords, throttling, sessions that end, and no change by GET."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast import PASSWORD
from redwell.core.actors import User
from redwell.core.refusals import Invalid, Refusal
from redwell.site import people_actions


@pytest.fixture
def dana(cast):
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    return cast.lead


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_colleague_signs_in_with_the_password(client, dana):
    before = client.session.session_key
    response = sign_in(client, dana.email, PASSWORD)
    assert response.status_code == 302
    assert client.get("/").status_code == 200
    assert client.session.session_key != before


def test_a_wrong_password_says_nothing_of_who_has_an_account(client, dana):
    known = sign_in(client, dana.email, "not the password at all")
    unknown = sign_in(client, "nobody@demo.invalid", "not the password at all")
    assert known.status_code == unknown.status_code == 200
    said = [r.context["form"].errors.as_text().replace("login", "") for r in (known, unknown)]
    assert said[0] == said[1]


def test_guessing_is_throttled(client, dana):
    for _ in range(8):
        response = sign_in(client, dana.email, "guess after guess after guess")
    assert sign_in(client, dana.email, PASSWORD).status_code in (200, 429)
    assert not client.session.get("_auth_user_id")
    assert response.status_code in (200, 429)


def test_a_deactivated_colleague_is_out_with_the_next_request(client, cast):
    client.force_login(cast.senior)
    assert client.get("/").status_code == 200
    people_actions.set_active(cast.administrator, person=cast.senior, active=False)
    assert client.get("/").status_code == 302


def test_a_session_ends_after_an_hour_without_use(client, cast, time_machine):
    time_machine.move_to("2026-11-24 09:00:00+00:00")
    client.force_login(cast.lead)
    client.get("/")
    time_machine.move_to("2026-11-24 09:59:00+00:00")
    assert client.get("/").status_code == 200
    time_machine.move_to("2026-11-24 11:01:00+00:00")
    assert client.get("/").status_code == 302


def test_a_session_in_steady_use_ends_after_twelve_hours_all_the_same(client, cast, time_machine):
    time_machine.move_to("2026-11-24 08:00:00+00:00")
    client.force_login(cast.lead)
    for hour in range(8, 20):
        time_machine.move_to(f"2026-11-24 {hour:02}:30:00+00:00")
        assert client.get("/").status_code == 200
    time_machine.move_to("2026-11-24 20:31:00+00:00")
    assert client.get("/").status_code == 302


def test_nobody_signs_up_by_themselves(client, cast):
    assert client.get("/account/signup/").status_code in (302, 404)


def test_a_short_or_common_password_is_refused(cast):
    for password in ("short", "qwertyuiop123", "123123123123"):
        with pytest.raises(Invalid):
            people_actions.admit(
                cast.administrator,
                name="New Hire",
                initials="NH",
                email="new.hire@demo.invalid",
                role="mid",
                password=password,
            )


def test_a_password_never_stands_in_the_audit(cast):
    from redwell.core.audit import AuditPayload

    people_actions.admit(
        cast.administrator,
        name="New Hire",
        initials="NH",
        email="new.hire@demo.invalid",
        role="mid",
        password=PASSWORD,
    )
    assert not AuditPayload.objects.filter(body__contains=PASSWORD).exists()


def test_the_first_start_makes_the_firm_and_its_administrator_once(client, db):
    form = {
        "firm": "Oakes LLP",
        "name": "Ira Oakes",
        "initials": "IO",
        "email": "ira@demo.invalid",
        "password": PASSWORD,
    }
    assert client.post("/start/", form).status_code == 302
    assert User.objects.get().is_administrator
    assert client.post("/start/", {**form, "email": "other@demo.invalid"}).status_code == 302
    assert User.objects.count() == 1


def test_the_last_administrator_cannot_be_let_out(cast):
    User.objects.filter(is_administrator=True).exclude(pk=cast.administrator.pk).update(
        is_administrator=False
    )
    with pytest.raises(Refusal):
        people_actions.change_account(
            cast.administrator,
            person=cast.administrator,
            name="R",
            initials="RO",
            email="robin.okoye@demo.invalid",
            role="lead",
        )


def test_a_form_without_its_token_changes_nothing(cast):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.lead)
    response = strict.post(
        reverse("matter-change", args=[cast.matter.number]), {"title": "Changed"}
    )
    assert response.status_code == 403
    cast.matter.refresh_from_db()
    assert cast.matter.title == "Halvorsen v. Brightline Freight"


def test_nothing_is_undone_by_following_a_link(client, cast):
    from redwell.core.audit import AuditEntry

    client.force_login(cast.lead)
    before = AuditEntry.objects.count()
    client.get(reverse("undo"))
    assert AuditEntry.objects.count() == before
