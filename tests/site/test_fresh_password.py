"""What matters most asks for the password again: walls, accounts, erasures and lists to take away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from addresses import patterns
from cast import PASSWORD
from furnished import filled, furnish
from redwell.core.actors import User
from redwell.matters.models import Exclusion
from signed_in import freshly

FRESH = [path for path, view in patterns() if getattr(view, "fresh", False)]


@pytest.fixture
def robin(cast, client):
    """The administrator, signed in with the password in ``client``."""
    cast.administrator.set_password(PASSWORD)
    cast.administrator.save()
    sent = {"login": cast.administrator.email, "password": PASSWORD}
    client.post(reverse("account_login"), sent)
    return cast.administrator


def confirm(client, asked, password=PASSWORD):
    page = client.get(asked["Location"])
    given = {"password": password, "next": page.context["redirect_field_value"]}
    return client.post(reverse("account_reauthenticate"), given)


def test_walls_accounts_erasures_and_exports_are_the_ones_that_ask():
    assert set(FRESH) == {
        "deadlines/export.<str:form>",
        "administration/people/new/",
        "administration/people/<int:user>/",
        "administration/people/<int:user>/activity/",
        "administration/people/<int:user>/sessions/end/",
        "administration/security/erasures/new/",
        "administration/walls/<str:wall_number>/",
        "administration/restrictions/<int:restriction>/end/",
        "administration/grants/<int:grant>/end/",
        "administration/exclusions/<int:exclusion>/",
    }


@pytest.mark.parametrize("path", FRESH)
def test_an_open_screen_is_not_enough_for_what_matters_most(client, cast, path):
    cast.lead.is_administrator = True
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    address = filled(path, furnish(cast))
    client.force_login(cast.lead)
    for answer in (client.get(address), client.post(address, {"reason": "x"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert freshly(client, cast.lead).get(address).status_code == 200


def test_the_password_given_at_sign_in_lasts_a_quarter_of_an_hour(client, robin, time_machine):
    began = timezone.now()
    time_machine.move_to(began + timedelta(minutes=14), tick=False)
    assert client.get(reverse("person-new")).status_code == 200
    time_machine.move_to(began + timedelta(minutes=16), tick=False)
    asked = client.get(reverse("person-new"))
    assert asked.status_code == 302
    assert confirm(client, asked)["Location"] == reverse("person-new")
    assert client.get(reverse("person-new")).status_code == 200


def test_a_wrong_password_does_not_open_the_wall(client, cast, robin, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=20), tick=False)
    address = reverse("wall", args=[cast.matter.number])
    assert confirm(client, client.get(address), "not the password").status_code == 200
    assert client.get(address).status_code == 302


def test_a_form_sent_too_late_changes_nothing_and_says_so(client, cast, robin, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=20), tick=False)
    address = reverse("wall", args=[cast.matter.number])
    sent = {"kind": "wall", "user": cast.biller.pk, "reason": "Acted for the other side"}
    asked = client.post(address, sent)
    assert "Nothing was saved yet" in str(next(iter(get_messages(asked.wsgi_request))))
    assert not Exclusion.objects.for_system("a test").filter(user=cast.biller).exists()
    assert confirm(client, asked)["Location"] == address
    client.post(address, sent)
    assert Exclusion.objects.for_system("a test").filter(user=cast.biller).exists()


def test_what_was_sent_too_late_is_not_kept_in_the_session(client, robin, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=20), tick=False)
    secret = "a first password of somebody"
    client.post(reverse("person-new"), {"password": secret})
    assert secret not in str(dict(client.session))


def test_who_exports_is_back_at_the_list_with_its_words(client, cast, time_machine):
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    time_machine.move_to(timezone.now() + timedelta(minutes=20), tick=False)
    export = reverse("deadlines-export", args=["csv"])
    asked = client.get(export, {"view": "mine", "q": "reply & answer"})
    back = confirm(client, asked)["Location"]
    assert back == f"{reverse('deadlines')}?view=mine&q=reply+%26+answer"
    assert client.get(export, {"view": "mine"})["Content-Type"].startswith("text/csv")


def test_a_confirmation_of_somebody_else_in_the_same_browser_counts_for_nothing(client, cast):
    freshly(client, cast.administrator)
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    client.force_login(cast.lead)
    assert client.get(reverse("wall", args=[cast.matter.number])).status_code == 302


def test_a_clock_that_is_set_back_makes_no_confirmation_last(client, robin, time_machine):
    time_machine.move_to(timezone.now() - timedelta(minutes=30), tick=False)
    assert client.get(reverse("person-new")).status_code == 302


def test_an_account_without_a_password_is_told_to_set_one(client, cast):
    client.force_login(cast.administrator)
    answer = client.get(reverse("person-new"))
    assert answer.status_code == 403
    assert "your account has none" in answer.content.decode()
    assert User.objects.filter(pk=cast.administrator.pk, password__startswith="!").exists()
