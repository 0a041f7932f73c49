"""Nothing secret stands in an address: those end in histories, logs and other people's mail."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import reverse

from addresses import patterns
from cast import PASSWORD
from furnished import filled
from security.pages import forms_of

SECRETIVE = re.compile(r"pass|token|secret|code|session|csrf|key|credential", re.IGNORECASE)
_LINK = re.compile(r'(?:href|src|action|hx-[a-z]+|formaction)="([^"]*)"')


def test_no_link_form_or_redirect_of_any_page_holds_a_secret(firm):
    client, wrong, seen = firm.client(), [], 0
    held = client.cookies[settings.SESSION_COOKIE_NAME].value
    for path, _ in patterns():
        address = filled(path, firm.values)
        answer = client.get(address)
        body = answer.content.decode(errors="replace")
        links = [answer.get("Location", ""), *_LINK.findall(body)]
        seen += len(links)
        for link in links:
            names = parse_qs(urlsplit(link).query, keep_blank_values=True)
            wrong += [(address, link) for name in names if SECRETIVE.search(name)]
            wrong += [(address, link)] if held in link else []
        if answer.get("Content-Type", "").startswith("text/html"):
            wrong += [
                (address, form.action, field.name)
                for form in forms_of(body, address)
                if form.method == "get"
                for field in form.fields
                if field.kind == "password" or SECRETIVE.search(field.name)
            ]
    assert wrong == []
    assert seen > 500


def test_a_password_sent_in_an_address_signs_nobody_in(client, firm):
    given = {"login": firm.lead.email, "password": PASSWORD}
    client.get(reverse("account_login"), given)
    client.post(reverse("account_login"), {}, query_params=given)
    assert "_auth_user_id" not in client.session


def test_a_session_key_in_an_address_opens_nothing(client, firm):
    held = firm.client().cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    assert client.get("/", {name: held, "session_key": held}).status_code == 302
