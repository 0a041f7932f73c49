"""A wall is raised after a while at the screen: the password is asked for, and nothing typed is lost."""

from __future__ import annotations

import pytest

from cast import PASSWORD

pytestmark = pytest.mark.browser


def test_what_was_typed_is_there_again_after_the_password_was_given(window, firm):
    from django.contrib.sessions.models import Session
    from playwright.sync_api import expect

    from redwell.matters.models import Exclusion

    page = window(firm.administrator)
    address = f"/administration/walls/{firm.matter.number}/"
    page.goto(address)
    page.get_by_label("Who").select_option(label="Lee Park")
    page.get_by_label("Reason for the wall or restriction").fill("Acted for the other side")
    # A quarter of an hour passes.
    held = Session.objects.get(
        pk=next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    )
    store = held.get_session_store_class()(held.pk)
    store["account_authentication_methods"] = []
    store.save()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    expect(page.locator("body")).to_contain_text("Nothing was saved yet")
    walls = Exclusion.objects.for_system("a story").filter(user=firm.biller)
    assert not walls.exists()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"**{address}")
    reason = page.get_by_label("Reason for the wall or restriction")
    expect(reason).to_have_value("Acted for the other side")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/administration/walls/")
    assert walls.exists()
    assert window.errors == []
