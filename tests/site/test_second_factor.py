"""Where the firm demands a second factor, a person without one reaches only the way to get one."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from addresses import patterns
from cast import PASSWORD
from furnished import filled, furnish
from signed_in import freshly

ALWAYS_OPEN = (
    "account/2fa/",
    "account/logout/",
    "account/password/",
    "account/reauthenticate/",
)
OTHERS = [path for path, _ in patterns() if not path.startswith(ALWAYS_OPEN)]


@pytest.fixture
def demanded(settings):
    def of(whom):
        settings.REDWELL = settings.REDWELL.model_copy(update={"second_factor": whom})

    return of


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_without_a_factor_every_other_address_leads_to_setting_one_up(client, cast, demanded):
    demanded("everybody")
    values = furnish(cast) | {"pk": 1}
    freshly(client, cast.lead)
    for path in OTHERS:
        answer = client.get(filled(path, values))
        assert (answer.status_code, answer.get("Location")) == (302, reverse("mfa_index")), path
        assert client.post(filled(path, values)).status_code == 403, path


def test_she_is_told_why_and_may_sign_out(client, cast, demanded):
    demanded("everybody")
    freshly(client, cast.lead)
    page = client.get("/", follow=True).content.decode()
    assert "Your firm demands a second factor" in page
    said = client.post(reverse("matter-new"), {"title": "x"})
    assert "Your firm demands a second factor" in said.content.decode()
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_a_factor_opens_the_house_and_its_loss_closes_it(client, cast, demanded, kind):
    demanded("everybody")
    freshly(client, cast.lead)
    held = Authenticator.objects.create(user=cast.lead, type=kind, data={})
    assert client.get("/").status_code == 200
    assert "Your firm demands" not in client.get("/").content.decode()
    held.delete()
    assert client.get("/").status_code == 302


def test_recovery_codes_alone_are_no_factor(client, cast, demanded):
    demanded("everybody")
    freshly(client, cast.lead)
    RecoveryCodes.activate(cast.lead)
    assert client.get("/").status_code == 302


def test_it_may_be_demanded_of_administrators_alone(client, cast, demanded):
    demanded("administrators")
    assert freshly(client, cast.lead).get("/").status_code == 200
    assert freshly(client, cast.administrator).get("/account/").status_code == 302
    cast.lead.is_administrator = True
    cast.lead.save()
    assert freshly(client, cast.lead).get("/").status_code == 302


def test_nothing_is_demanded_unless_the_firm_says_so(client, cast):
    assert freshly(client, cast.administrator).get("/account/").status_code == 200


def test_a_person_sets_up_an_app_and_goes_on(client, cast, demanded):
    demanded("everybody")
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"))
    given = {"password": PASSWORD, "next": reverse("mfa_activate_totp")}
    assert client.post(asked["Location"].split("?")[0], given).status_code == 302
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert client.get("/").status_code == 200


def signing_in(client, person, code):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client.session.get("_auth_user_id") == str(person.pk)


@pytest.fixture
def dana(cast):
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    return cast.lead


def test_the_password_alone_does_not_sign_in_who_has_a_factor(client, dana):
    TOTP.activate(dana, generate_totp_secret())
    client.post(reverse("account_login"), {"login": dana.email, "password": PASSWORD})
    assert client.get("/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_code_of_the_app_works_once(client, dana, time_machine):
    time_machine.move_to("2026-11-24 09:00:10+00:00", tick=False)
    secret = generate_totp_secret()
    TOTP.activate(dana, secret)
    code = code_of(secret)
    assert signing_in(client, dana, code)
    assert not signing_in(Client(), dana, code), "the same code again"


def test_a_recovery_code_works_once(client, dana):
    TOTP.activate(dana, generate_totp_secret())
    code = RecoveryCodes.activate(dana).get_unused_codes()[0]
    assert signing_in(client, dana, code)
    assert not signing_in(Client(), dana, code), "the same code again"
