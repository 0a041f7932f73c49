"""What happens to accounts is on record, and what is refused is logged without saying too much."""

from __future__ import annotations

import json
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cast import PASSWORD
from redwell.core import audit
from redwell.core.audit import AuditEntry, AuditPayload
from redwell.matters import actions as matters
from signed_in import freshly


def said(action: str) -> list[str]:
    return list(
        AuditPayload.objects.filter(entry__action=action)
        .order_by("entry")
        .values_list("sentence", flat=True)
    )


@pytest.fixture
def dana(cast):
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    return cast.lead


def sign_in(client, person, password):
    client.post(reverse("account_login"), {"login": person.email, "password": password})


def test_signing_in_and_out_and_failing_to_are_on_record(client, dana):
    sign_in(client, dana, "not the password at all")
    sign_in(client, dana, PASSWORD)
    client.post(reverse("account_logout"))
    assert said("core.sign_in_failed") == ["Somebody failed to sign in"]
    assert said("core.signed_in") == ["Dana Price signed in"]
    assert said("core.signed_out") == ["Dana Price signed out"]
    assert PASSWORD not in str(list(AuditPayload.objects.values_list("body", flat=True)))
    assert list(audit.verify()) == []


def came_from(action):
    bodies = AuditPayload.objects.filter(entry__action=action).order_by("entry")
    return [
        json.loads(body)["arguments"]["came_from"] for body in bodies.values_list("body", flat=True)
    ]


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "203.0.113.9"), (1, "198.51.100.7")], ids=["alone", "behind one"]
)
def test_a_sign_in_says_from_which_address_and_believes_a_proxy_only_where_there_is_one(
    dana, settings, proxies, expected
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    client = Client(
        REMOTE_ADDR="203.0.113.9", headers={"x-forwarded-for": "192.0.2.66, 198.51.100.7"}
    )
    sign_in(client, dana, "not the password at all")
    sign_in(client, dana, PASSWORD)
    client.post(reverse("account_logout"))
    for action in ("core.sign_in_failed", "core.signed_in", "core.signed_out"):
        assert came_from(action) == [expected]
    assert list(audit.verify()) == []


@pytest.mark.parametrize("forged", ["", "not an address", "<script>", "1.2.3.4.5", ","])
def test_a_forged_address_ends_in_no_fault(dana, settings, forged):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = Client(REMOTE_ADDR="203.0.113.9", headers={"x-forwarded-for": forged})
    client.raise_request_exception = False
    answer = client.post(reverse("account_login"), {"login": dana.email, "password": PASSWORD})
    assert answer.status_code in (302, 403)
    assert all(held in ("", "203.0.113.9") for held in came_from("core.signed_in"))


def test_no_proxy_is_believed_unless_the_settings_name_one():
    assert not settings.REDWELL.behind_proxy
    assert not hasattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT")


def test_a_changed_password_is_on_record(client, dana):
    sign_in(client, dana, PASSWORD)
    new = "another horse, another battery"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), given)
    assert said("core.password_changed") == ["Dana Price changed the password"]


def test_an_administrator_reads_what_happened_and_a_coordinator_does_not(client, cast, dana):
    sign_in(client, dana, PASSWORD)
    assert client.get(reverse("security")).status_code == 403
    freshly(client, cast.administrator)
    page = client.get(reverse("security")).content.decode()
    assert "Dana Price signed in" in page
    assert "Halvorsen" not in page, "what was done in matters is not the administrator's to read"


def test_an_administrator_erases_the_words_of_an_entry_and_that_stays_on_record(client, cast):
    entry = AuditEntry.objects.filter(action="matters.open").first()
    freshly(client, cast.administrator)
    asked = {"entry": entry.sequence, "reason": "The client's right"}
    assert client.post(reverse("erase"), asked).status_code == 302
    assert (
        f"erased what entry {entry.sequence} said"
        in client.get(reverse("security")).content.decode()
    )
    again = client.post(reverse("erase"), asked)
    assert again.status_code == 409 or b"erased already" in again.content


def test_a_refused_access_is_logged_with_who_what_and_why(client, cast, caplog):
    freshly(client, cast.walled)
    with caplog.at_level(logging.WARNING, "redwell.security"):
        assert client.get(f"/matters/{cast.matter.number}/").status_code == 404
        assert client.get(reverse("administration")).status_code == 403
    first, second = (json.loads(r.message) for r in caplog.records if r.name == "redwell.security")
    assert (first["user"], first["need"]) == (cast.walled.pk, "matters.read")
    assert "within the reader's walls" in first["why"]
    assert second["need"] == "core.administer"


def test_a_path_with_a_line_break_stays_one_line_of_the_log(client, cast, caplog):
    freshly(client, cast.walled)
    with caplog.at_level(logging.WARNING, "redwell.security"):
        client.get("/matters/x%0A2026-11-24 WARNING forged/")
    (record,) = (r for r in caplog.records if r.name == "redwell.security")
    assert "\n" not in record.message


def test_news_tells_of_ones_own_matters_and_never_of_a_walled_one(client, cast):
    freshly(client, cast.walled)
    mark = client.get("/news").json()["mark"]
    matters.change(cast.lead, cast.matter, seen=None, note="behind the wall")
    told = client.get(f"/news?after={mark}").json()
    assert told == {"mark": mark, "news": False}
    matters.change(cast.lead, cast.other, seen=None, note="in plain sight")
    assert client.get(f"/news?after={mark}").json()["news"] is True
