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


@pytest.fixture
def screens(firm):
    """Every screen: (who looks, address), on a matter with a docket, a trigger and its deadlines."""
    from redwell.docketing import actions
    from redwell.docketing.models import Deadline

    trigger = actions.record_trigger(
        firm.lead,
        firm.proceeding,
        event="us.summons_served",
        happened_on=date(2026, 11, 2),
        service="personal",
        owner=firm.lead,
    )
    actions.docket_entry(
        firm.lead, firm.proceeding, text="COMPLAINT", filed_on=date(2026, 9, 15), number="1"
    )
    deadline = Deadline.objects.visible_to(firm.lead).filter(trigger=trigger).first()
    contact = firm.matter.client_id
    base = f"/matters/{firm.matter.number}/"
    case = f"{base}proceedings/{firm.proceeding.pk}/"
    one = f"{base}deadlines/{deadline.pk}/"
    served = "event=us.summons_served&happened_on=2026-11-02&service=personal"
    of_the_lead = [
        "/",
        "/matters/",
        "/matters/new/",
        base,
        f"{base}docket/",
        f"{base}docket/import/",
        f"{base}parties/",
        f"{base}history/",
        f"{base}change/",
        f"{base}proceedings/new/",
        f"{base}team/new/",
        f"{base}deadlines/new/",
        one,
        f"{one}completion/",
        f"{one}continuance/",
        f"{one}verification/",
        f"{one}waiver/",
        f"{one}vacatur/",
        f"{case}entries/new/",
        f"{case}triggers/new/?{served}",
        f"{case}triggers/preview/?{served}",
        f"{case}orders/new/",
        f"{base}triggers/{trigger.pk}/move/?happened_on=2026-11-05",
        "/deadlines/",
        "/people/",
        "/people/new/",
        f"/people/{contact}/",
        f"/people/{contact}/correct/",
        f"/people/{contact}/aliases/new/",
        "/rulebook/",
        "/rulebook/us.frcp.33.b.2/",
        "/find?q=Hal",
        "/calculator/?court=us-nysd&event=us.summons_served&on=2026-11-02&service=personal",
        "/account/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/totp/activate/",
        "/account/2fa/recovery-codes/generate/",
        "/account/sessions/",
        "/account/reauthenticate/",
    ]
    of_the_administrator = [
        "/administration/",
        "/administration/roles/",
        "/administration/walls/",
        f"/administration/walls/{firm.matter.number}/",
        "/administration/people/new/",
        f"/administration/people/{firm.junior.pk}/",
    ]
    return {
        firm.lead: of_the_lead,
        firm.administrator: of_the_administrator,
        None: ["/account/login/"],
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
