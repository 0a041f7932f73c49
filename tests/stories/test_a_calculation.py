"""The calculator in a browser: another court brings its own events."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_choosing_a_court_brings_its_events_and_the_date_follows(firm, window):
    page = window(firm.lead)
    page.goto("/calculator/")
    page.get_by_label("Court", exact=True).select_option("us-tx-district")
    page.locator("#id_event option[value='us.tx.citation_served']").wait_for(state="attached")
    page.get_by_label("What happened").select_option("us.tx.citation_served")
    page.get_by_label("On", exact=True).fill("2026-03-04")
    page.get_by_role("button", name="Compute").click()
    page.get_by_text("30 Mar 2026").first.wait_for()
