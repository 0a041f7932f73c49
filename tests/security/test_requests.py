"""How a request is met: headers on every answer, tokens on every writing form, cookies, hosts."""

from __future__ import annotations

import pytest
from django.conf import settings as chosen
from django.core import mail
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from addresses import patterns
from cast import PASSWORD
from furnished import filled
from redwell.core.audit import AuditEntry
from redwell.site.config import load
from redwell.site.urls import urlpatterns as product_patterns
from security.harm import in_headers

EVERY = [path for path, _ in patterns()]


def _breaks(request: object) -> HttpResponse:
    raise RuntimeError("a fault inside the house")


# The product's addresses and one that breaks.
urlpatterns = [*product_patterns, path("breaks/", _breaks)]


def test_every_answer_carries_every_header_whoever_asks_and_whatever_the_status(firm):
    wrong, met = [], set()
    visitor = Client(raise_request_exception=False)
    walled = Client(raise_request_exception=False)
    walled.force_login(firm.cast.walled)
    for client in (firm.client(), visitor, walled):
        for pattern in EVERY:
            for method in ("get", "delete"):
                answer = getattr(client, method)(filled(pattern, firm.values))
                met.add(answer.status_code)
                wrong += [
                    f"{method} {pattern} {answer.status_code}: {w}" for w in in_headers(answer)
                ]
    refused = Client(enforce_csrf_checks=True, raise_request_exception=False)
    refused.force_login(firm.lead)
    for answer in (
        visitor.get("/no/such/page"),
        firm.client().get("/matters/9999-0001/"),
        refused.post("/undo/", {}),
        visitor.get("/", headers={"host": "rwx.invalid"}),
    ):
        met.add(answer.status_code)
        wrong += [f"{answer.status_code}: {w}" for w in in_headers(answer)]
    assert wrong == []
    assert {200, 302, 400, 403, 404, 405} <= met


@override_settings(ROOT_URLCONF="security.test_requests")
def test_a_fault_carries_every_header_and_tells_nothing_of_the_house(db):
    answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    assert in_headers(answer) == []
    said = answer.content.decode()
    for inside in ("Traceback", "RuntimeError", "a fault inside", ".py", chosen.SECRET_KEY):
        assert inside not in said


def test_a_static_file_carries_the_headers_that_concern_it(db):
    answer = Client().get("/static/redwell/mark.svg")
    assert answer.status_code == 200
    assert in_headers(answer, kept=True) == []


def test_no_unsafe_method_passes_without_its_token(firm):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(firm.lead)
    before = AuditEntry.objects.count()
    open_ones = []
    for pattern in EVERY:
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(strict, method)(filled(pattern, firm.values))
            # 405 and 302: the address does nothing by this method, or only for the signed out.
            if answer.status_code not in (302, 403, 404, 405):
                open_ones.append((method, pattern, answer.status_code))
    assert open_ones == []
    assert AuditEntry.objects.count() == before


def test_a_token_from_another_site_is_no_token(firm):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(firm.lead)
    page = strict.get("/account/")
    token = page.context["csrf_token"]
    sent = {"csrfmiddlewaretoken": str(token), "density": "comfortable"}
    foreign = {"origin": "https://rwx.invalid"}
    assert strict.post("/account/", sent, headers=foreign).status_code == 403
    assert strict.post("/account/", sent).status_code == 302


def test_a_host_that_is_not_ours_is_refused(firm):
    client = firm.client()
    for host in (
        "rwx.invalid",
        "testserver.rwx.invalid",
        "rwx.invalid:80",
        "testserver@rwx.invalid",
    ):
        answer = client.get("/", headers={"host": host})
        assert answer.status_code == 400
        assert b"rwx" not in answer.content
    answer = client.get("/", headers={"x-forwarded-host": "rwx.invalid"})
    assert b"rwx.invalid" not in answer.content


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(firm):
    client = Client()
    answer = client.post("/account/login/", {"login": firm.lead.email, "password": PASSWORD})
    cookie = answer.cookies[chosen.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""


def test_under_https_the_cookies_are_bound_to_the_host(monkeypatch):
    import os
    import subprocess
    import sys

    asked = (
        "from django.conf import settings as s; import django; django.setup();"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.DEBUG)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "redwell.site.settings",
            "REDWELL_ORIGIN": "https://redwell.example.com",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [
        "__Host-redwell",
        "__Host-csrf",
        "True",
        "True",
        "31536000",
        "False",
    ]


def test_a_forwarded_scheme_is_believed_from_a_proxy_only():
    assert not load().behind_proxy
    assert getattr(chosen, "SECURE_PROXY_SSL_HEADER", None) is None
    assert not chosen.USE_X_FORWARDED_HOST


def test_nobody_learns_from_a_lost_password_who_has_an_account(firm):
    """There is no reset by mail: an administrator gives a first password again."""
    for asked in ("/account/password/reset/", "/account/signup/", "/account/email/"):
        for email in (firm.lead.email, "nobody@demo.invalid"):
            assert Client().post(asked, {"email": email}).status_code == 404
    assert mail.outbox == []


def test_the_same_is_said_to_a_deactivated_person_and_to_a_stranger(firm):
    firm.cast.senior.set_password(PASSWORD)
    firm.cast.senior.is_active = False
    firm.cast.senior.save()
    answers = [
        Client().post("/account/login/", {"login": email, "password": "not the password"})
        for email in (firm.cast.senior.email, "nobody@demo.invalid")
    ]
    assert [a.status_code for a in answers] == [200, 200]
    said = [a.context["form"].errors.as_text() for a in answers]
    assert said[0] == said[1]


def test_guessing_one_account_from_many_places_is_throttled(firm):
    said = ""
    for turn in range(25):
        answer = Client(REMOTE_ADDR=f"10.0.0.{turn}").post(
            "/account/login/", {"login": firm.lead.email, "password": f"guess number {turn}"}
        )
        said = answer.content.decode()
        if answer.status_code == 429 or "tried too often" in said:
            break
    else:
        pytest.fail("25 guesses at one account were all answered")


def test_signing_out_makes_the_old_cookie_worthless(firm):
    client = firm.client()
    kept = client.cookies.copy()
    client.post(reverse("account_logout"))
    client.cookies = kept
    assert client.get("/").status_code == 302
