"""Who asks: pages of other sites are refused all but a followed link, and signing out leaves nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from addresses import patterns
from furnished import filled
from redwell.core.audit import AuditEntry
from security.harm import in_headers

LINK = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "CROSS-SITE", "elsewhere"])
def test_a_page_of_another_site_is_refused_every_address(firm, site):
    client, wrong = firm.client(), []
    before = AuditEntry.objects.count()
    for path, _ in patterns():
        address = filled(path, firm.values)
        for method, more in (
            ("post", LINK),
            ("delete", LINK),
            ("get", {}),
            ("get", {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}),
            ("get", {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}),
            ("get", {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}),
            ("get", {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}),
            ("get", {"sec-fetch-mode": "navigate", "sec-fetch-dest": "object"}),
            ("get", {"sec-fetch-mode": "navigate", "sec-fetch-dest": "embed"}),
        ):
            answer = getattr(client, method)(address, headers={"sec-fetch-site": site, **more})
            if answer.status_code != 403 or b"another site" not in answer.content:
                wrong.append((method, address, more, answer.status_code))
            wrong += in_headers(answer)
    assert wrong == []
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_in_a_mail_opens_its_page(firm, site):
    for address in ("/", f"/matters/{firm.values['number']}/", "/deadlines/"):
        answer = firm.client().get(address, headers={"sec-fetch-site": site, **LINK})
        assert answer.status_code == 200
    visitor = Client().get("/deadlines/", headers={"sec-fetch-site": site, **LINK})
    assert visitor["Location"].startswith("/account/login/")


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_pages_and_the_persons_own_typing_are_let_in(firm, site):
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
    assert firm.client().get("/find", {"q": "Hal"}, headers=headers).status_code == 200
    assert firm.client().post("/account/", {}, headers=headers).status_code == 302


def test_signing_out_has_the_browser_forget_what_it_holds(firm):
    client = firm.client()
    assert not client.get(reverse("account_logout")).has_header("Clear-Site-Data")
    gone = client.post(reverse("account_logout"))
    assert gone["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["sessionid"].value == ""
