"""From signing in to the proof of completion, by keyboard alone, with a second person in between."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cast import PASSWORD
from redwell.docketing.models import Deadline, Entry

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


@pytest.fixture
def docket_page(shared, tmp_path):
    """A real district docket page, as a coordinator would have saved it."""
    import tarfile

    with tarfile.open(shared / "corpus" / "court" / "juriscraper.tar.gz") as archive:
        pages = sorted(
            m.name
            for m in archive.getmembers()
            if "dockets/district/" in m.name and m.name.endswith(".html")
        )
        archive.extract(pages[-1], tmp_path, filter="data")
    return tmp_path / pages[-1]


def type_into(page, label, text):
    field = page.get_by_label(label, exact=False).first
    field.focus()
    page.keyboard.type(text)


def ready(page):
    """The page's script has run: before that a key would be lost, as it would be to a person."""
    page.wait_for_load_state("load")
    expect(page.locator("html.js")).to_be_attached()


def press_button(page, name):
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_a_case_is_docketed_explained_moved_undone_verified_and_satisfied(
    firm, window, live_server, docket_page
):
    page = window(None)
    page.goto("/")
    type_into(page, "Email", firm.lead.email)
    type_into(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Today")).to_be_visible()

    # The palette finds the matter; Enter opens it.
    ready(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("Okafor")
    expect(page.get_by_role("option", name="Estate of Okafor")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Estate of Okafor")).to_be_visible()

    # A docket page from the court is read into the matter.
    page.goto(f"/matters/{firm.other.number}/docket/import/")
    page.get_by_label("Docket page").set_input_files(docket_page)
    press_button(page, "Import")
    expect(page.get_by_role("heading", name="Proposed triggers")).to_be_visible(timeout=15000)
    assert Entry.objects.visible_to(firm.lead).filter(matter=firm.other).exists()

    # What was served: the dates are shown with their reasons before anything is saved.
    page.goto(f"/matters/{firm.matter.number}/")
    ready(page)
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Record what happened")).to_be_visible()
    ready(page)
    page.get_by_label("What happened").select_option("us.summons_served")
    page.get_by_label("On", exact=True).fill("2026-11-02")
    page.get_by_label("How it was served").select_option("personal")
    preview = page.locator("#preview")
    expect(preview.get_by_text("Mon 23 Nov 2026").first).to_be_visible()
    assert not Deadline.objects.visible_to(firm.lead).exists()
    press_button(page, "Record and set the dates")
    expect(page.get_by_text("Answer the complaint").first).to_be_visible()

    # Why this date?
    summary = page.locator("details.deadline summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("21 days after").first).to_be_visible()

    # Undo takes all of it back; recording again sets it again.
    page.locator("body").click(position={"x": 700, "y": 5})
    ready(page)
    page.keyboard.press("z")
    expect(page.get_by_text("Undone").first).to_be_visible()
    assert not Deadline.objects.visible_to(firm.lead).exists()
    page.goto(
        f"/matters/{firm.matter.number}/proceedings/{firm.proceeding.pk}/triggers/new/"
        "?event=us.summons_served&happened_on=2026-11-02&service=personal"
    )
    press_button(page, "Record and set the dates")
    expect(page.get_by_text("Answer the complaint").first).to_be_visible()
    deadline = Deadline.objects.visible_to(firm.lead).get(rule="us.frcp.12.a.1.A.i")

    # Moving the trigger shows old and new side by side, and moves on acceptance.
    page.goto(
        f"/matters/{firm.matter.number}/triggers/{deadline.trigger_id}/move/"
        "?happened_on=2026-11-05&service=personal"
    )
    expect(page.get_by_role("cell", name="Fri 27 Nov 2026").first).to_be_visible()
    press_button(page, "Accept the new dates")
    expect(page.get_by_text("Fri 27 Nov 2026").first).to_be_visible()

    # A second person enters it from the document.
    second = window(firm.senior)
    second.goto(f"/matters/{firm.matter.number}/deadlines/{deadline.pk}/verification/")
    second.get_by_label("When did it happen?").fill("2026-11-05")
    second.get_by_label("How was it served?").select_option("personal")
    press_button(second, "Compare")
    expect(second.get_by_text("Verified", exact=True).first).to_be_visible()

    # And it closes with a reason, by d.
    page.goto("/deadlines/")
    ready(page)
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="Close with proof")).to_be_visible()
    type_into(page, "Or the reason", "Answer filed on paper, receipt in the file")
    press_button(page, "Close with proof")
    expect(page.get_by_text("satisfied", exact=False).first).to_be_visible()
    assert window.errors == []
