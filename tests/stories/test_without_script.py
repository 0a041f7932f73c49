"""With script off: signed in, recorded, explained, undone and filtered by plain forms and links."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cast import PASSWORD
from redwell.docketing.models import Deadline

pytestmark = pytest.mark.browser


def test_a_coordinator_whose_browser_runs_no_script_dockets_a_service_and_takes_it_back(
    firm, window
):
    page = window(None, java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Email").fill(firm.lead.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Matters", exact=True).click()
    page.get_by_role("link", name="Halvorsen v. Brightline Freight").click()
    expect(page.get_by_role("heading", name="Halvorsen v. Brightline Freight")).to_be_visible()
    page.get_by_role("link", name="Record what happened").first.click()

    # The dates are shown by a button, on a whole page, before anything is saved.
    page.get_by_label("What happened").select_option("us.summons_served")
    page.get_by_label("On", exact=True).fill("2026-11-02")
    page.get_by_label("How it was served").select_option("personal")
    page.get_by_role("button", name="Preview only").click()
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    expect(page.get_by_text("Mon 23 Nov 2026").first).to_be_visible()
    expect(page.get_by_label("How it was served")).to_have_value("personal")
    assert not Deadline.objects.visible_to(firm.lead).exists()

    # A day that is none is refused in words; what was typed stays.
    page.get_by_label("On", exact=True).fill("")
    page.get_by_role("button", name="Record and set the dates").click()
    expect(page.locator("[aria-invalid=true], :invalid").first).to_be_attached()
    page.get_by_label("On", exact=True).fill("2026-11-02")
    page.get_by_role("button", name="Record and set the dates").click()
    expect(page.get_by_role("heading", name="Halvorsen v. Brightline Freight")).to_be_visible()
    assert Deadline.objects.visible_to(firm.lead).count() == 2

    # Why this date? The reasons unfold.
    page.get_by_text("Why this date?").first.click()
    expect(page.get_by_text("21 days after").first).to_be_visible()

    # The list of deadlines narrows by link and by words.
    page.get_by_role("link", name="Deadlines", exact=True).first.click()
    expect(page.get_by_role("heading", name="Deadlines", exact=True)).to_be_visible()
    page.get_by_role("link", name="Critical").click()
    expect(page.get_by_text("Answer the complaint")).to_be_visible()
    page.get_by_label("Filter").first.fill("12(b)")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("Answer the complaint")).to_have_count(0)
    expect(page.get_by_text("Move under Rule 12(b)").first).to_be_visible()
    expect(page).to_have_url(re.compile("view=critical"))


def test_what_was_just_done_is_taken_back_without_script(firm, window):
    page = window(firm.lead, java_script_enabled=False)
    page.goto(
        f"/matters/{firm.matter.number}/proceedings/{firm.proceeding.pk}/triggers/new/"
        "?event=us.summons_served&happened_on=2026-11-02&service=personal"
    )
    page.get_by_role("button", name="Record and set the dates").click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone").first).to_be_visible()
    assert not Deadline.objects.visible_to(firm.lead).exists()
