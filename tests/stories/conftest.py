"""A real browser on a real server: Chromium from the system, nothing downloaded."""

from __future__ import annotations

import os
import shutil
from datetime import date

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """The browser; without one these tests are skipped, and in CI they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium is installed, and in CI nothing is skipped")
        pytest.skip("no chromium is installed (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def firm(committed, settings, tmp_path):
    """The cast with passwords, on a committed database that the server's threads see."""
    from cast import PASSWORD, assemble

    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cast = assemble()
    for person in cast.everybody().values():
        person.set_password(PASSWORD)
        person.save()
    return cast


@pytest.fixture
def window(chromium, live_server):
    """Open a signed-in page: ``window(person, scheme=..., width=...)``; collects console errors.

    ``at`` is another address of the server, ``media`` print or screen, ``script`` runs before each
    page, and ``more`` goes to the browser's context.
    """
    from django.core.cache import cache
    from django.test import Client

    from signed_in import freshly

    # Failed attempts and used codes of another test are not this person's.
    cache.clear()
    opened, errors = [], []

    def open_for(person, *, scheme="light", width=1280, at=None, media=None, script="", **more):
        at = at or live_server.url
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=at, **more
        )
        if person is not None:
            client = freshly(Client(), person)
            context.add_cookies(
                [
                    {
                        "name": "sessionid",
                        "url": at,
                        "value": client.cookies["sessionid"].value,
                    }
                ]
            )
        page = context.new_page()
        page.emulate_media(media=media, color_scheme=scheme)
        if script:
            page.add_init_script(script)
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        opened.append(context)
        return page

    open_for.errors = errors
    yield open_for
    for context in opened:
        context.close()


# With something in them, which no address alone shows; and the pages of the sign-in library.
FURTHER = [
    "matters/{number}/proceedings/{proceeding}/triggers/new/?{served}",
    "matters/{number}/proceedings/{proceeding}/triggers/preview/?{served}",
    "matters/{number}/triggers/{trigger}/move/?happened_on=2026-11-05",
    "deadlines/?view=closed",
    "find?q=Hal",
    "calculator/?court=us-nysd&on=2026-11-02&{served}",
    "account/password/change/",
    "account/2fa/",
    "account/2fa/webauthn/",
    "account/2fa/webauthn/add/",
    "account/2fa/totp/activate/",
    "account/2fa/recovery-codes/generate/",
    "account/sessions/",
    "account/reauthenticate/",
]
SERVED = "event=us.summons_served&happened_on=2026-11-02&service=personal"


@pytest.fixture
def screens(firm):
    """Every page of every address: (who looks, addresses), on a matter with all that belongs to it."""
    from django.test import Client
    from django.urls import reverse

    from addresses import own
    from furnished import filled, furnish
    from redwell.docketing import actions
    from redwell.docketing.models import Deadline
    from signed_in import freshly

    values = furnish(firm)
    closed = Deadline.objects.visible_to(firm.lead).exclude(pk=values["deadline"]).first()
    actions.satisfy(firm.lead, closed, satisfied_on=date(2026, 11, 20), reason="Stipulated")
    # A closure that changes a date, so that there is something to accept.
    actions.close_court(
        firm.lead,
        court="us-nysd",
        kind="holiday",
        first_on=date(2026, 11, 23),
        last_on=date(2026, 11, 23),
        source="General order of 20 November 2026",
    )

    def pages(person, addresses):
        client = freshly(Client(), person)
        found = []
        for address in addresses:
            answer = client.get(address)
            kind = answer.get("Content-Type", "")
            if answer.status_code == 200 and kind.startswith("text/html"):
                found.append(address)
        return found

    everywhere = [filled(path, values) for path, _ in own()]
    everywhere += ["/" + path.format(served=SERVED, **values) for path in FURTHER]
    of_the_lead = pages(firm.lead, everywhere)
    left = [address for address in everywhere if address not in of_the_lead]
    of_the_administrator = pages(firm.administrator, left)
    assert len(of_the_lead) > 50
    assert len(of_the_administrator) > 5
    return {
        firm.lead: of_the_lead,
        firm.administrator: of_the_administrator,
        None: [reverse("account_login")],
    }


@pytest.fixture
def walk(window, screens):
    """Go through every screen: ``for page, address in walk(scheme=...)``."""
    from cast import PASSWORD

    def through(**options):
        for person, addresses in screens.items():
            page = window(person, **options)
            for address in addresses:
                answer = page.goto(address)
                assert answer.status == 200, f"{address}: {answer.status}"
                if "/reauthenticate/?next" in page.url:
                    page.get_by_label("Password").fill(PASSWORD)
                    page.get_by_role("button", name="Confirm").click()
                    page.wait_for_url(f"**{address}")
                assert page.url.endswith(address), f"{address} led to {page.url}"
                yield page, address

    return through
