"""A real browser on a real server: Chromium from the system, nothing downloaded."""

from __future__ import annotations

import os
import shutil

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
    """Open a signed-in page: ``window(person, scheme=..., width=...)``; collects console errors."""
    from django.test import Client

    opened, errors = [], []

    def open_for(person, *, scheme="light", width=1280):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=live_server.url
        )
        if person is not None:
            client = Client()
            client.force_login(person)
            context.add_cookies(
                [
                    {
                        "name": "sessionid",
                        "url": live_server.url,
                        "value": client.cookies["sessionid"].value,
                    }
                ]
            )
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        opened.append(context)
        return page

    open_for.errors = errors
    yield open_for
    for context in opened:
        context.close()
