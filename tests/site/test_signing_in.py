"""Signing in and staying in: passwords, throttling, sessions that end, and no change by GET."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from cast import PASSWORD
from redwell.core.actors import User
from redwell.core.audit import AuditPayload
from redwell.core.refusals import Invalid, Refusal
from redwell.matters import actions as matters
from redwell.site import people_actions
from signed_in import freshly


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


def test_an_administrator_signs_somebody_out_everywhere_and_the_account_stays_open(
    client, cast, dana
):
    there, here = Client(), Client()
    for browser in (there, here):
        sign_in(browser, dana.email, PASSWORD)
    freshly(client, cast.administrator)
    address = reverse("person-sessions", args=[dana.pk])
    assert address in client.get(reverse("administration")).content.decode()
    assert client.post(address, {"submission": ""}).status_code == 302
    assert there.get("/").status_code == here.get("/").status_code == 302
    sentence = AuditPayload.objects.filter(entry__action="core.end_sessions").get().sentence
    assert sentence == "Robin Okoye signed Dana Price out everywhere (2 sessions)"
    assert client.get(reverse("administration")).status_code == 200
    sign_in(here, dana.email, PASSWORD)
    assert here.get("/").status_code == 200


def test_an_administrator_ends_her_own_sessions_on_her_account_page(client, cast):
    freshly(client, cast.administrator)
    address = reverse("person-sessions", args=[cast.administrator.pk])
    refused = client.post(address, {"submission": ""})
    assert "on your account page" in refused.content.decode()
    assert client.get(reverse("administration")).status_code == 200


def test_a_coordinator_ends_the_sessions_of_nobody(client, cast):
    freshly(client, cast.senior)
    assert client.post(reverse("person-sessions", args=[cast.mid.pk])).status_code == 403


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


def test_an_account_without_a_password_is_given_one(client, cast):
    client.force_login(cast.lead)
    assert client.get(reverse("account_change_password"))["Location"] == "/account/password/set/"
    assert client.get(reverse("account_set_password")).status_code == 200
    given = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_set_password"), given).status_code == 302
    cast.lead.refresh_from_db()
    assert cast.lead.check_password(PASSWORD)


def test_a_password_is_set_once_and_by_nobody_who_is_not_signed_in(client, cast, dana):
    address = reverse("account_set_password")
    given = {"password1": "another long password", "password2": "another long password"}
    for answer in (client.get(address), client.post(address, given)):
        assert answer["Location"].startswith(reverse("account_login"))
    client.force_login(dana)
    assert client.post(address, given)["Location"] == reverse("account_change_password")
    dana.refresh_from_db()
    assert dana.check_password(PASSWORD)


def test_a_password_of_a_hundred_and_more_characters_signs_in(client, cast):
    """128 characters, with spaces and letters of any script."""
    long = "Пароль из многих слов, " * 5 + "и конец 1234!"
    long = long.ljust(128, "x")
    people_actions.change_account(
        cast.administrator,
        person=cast.lead,
        name="Dana Price",
        initials="DP",
        email=cast.lead.email,
        role="lead",
        password=long,
    )
    sign_in(client, cast.lead.email, long[:-1])
    assert "_auth_user_id" not in client.session
    sign_in(client, cast.lead.email, long)
    assert client.session["_auth_user_id"] == str(cast.lead.pk)


def test_a_password_is_kept_as_argon2_alone(cast, dana):
    assert dana.password.startswith("argon2$argon2id$")
    assert PASSWORD not in dana.password


def test_a_password_kept_the_older_way_is_kept_as_argon2_after_signing_in(client, dana):
    dana.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    dana.save()
    sign_in(client, dana.email, PASSWORD)
    dana.refresh_from_db()
    assert dana.password.startswith("argon2$argon2id$")


def test_one_sees_where_one_is_signed_in_and_ends_it_everywhere_else(client, dana):
    there = Client(headers={"user-agent": "The browser in the library"})
    for browser in (there, client):
        sign_in(browser, dana.email, PASSWORD)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "The browser in the library" in page
    assert "Sign out everywhere else" in page
    client.post(reverse("usersessions_list"))
    assert there.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_nobody_sees_where_another_person_is_signed_in(client, cast, dana):
    there = Client(headers={"user-agent": "The browser in the library"})
    sign_in(there, dana.email, PASSWORD)
    client.force_login(cast.senior)
    assert "in the library" not in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert there.get("/").status_code == 200


def test_a_wall_raised_within_an_open_session_counts_from_the_next_request(client, cast):
    client.force_login(cast.mid)
    address = reverse("matter", args=[cast.matter.number])
    assert client.get(address).status_code == 200
    matters.wall_off(cast.lead, cast.matter, user=cast.mid, reason="Acted for the other side")
    assert client.get(address).status_code == 404
    assert "Halvorsen v." not in client.get(reverse("matters")).content.decode()
    assert "Halvorsen v." not in client.get("/find", {"q": "Halvorsen"}).content.decode()
