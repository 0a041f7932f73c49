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


NAME_OF = """() => {
  const here = document.activeElement
  const label = here.labels?.[0]?.textContent ?? here.getAttribute("aria-label") ?? ""
  return [here.tagName.toLowerCase(), (label || here.textContent || "").replace(/\\s+/g, " ").trim()]
}"""


def ready(page):
    """The page's script has run: before that a key would be lost, as it would be to a person."""
    page.wait_for_load_state("load")
    expect(page.locator("html.js")).to_be_attached()


def tab_to(page, tag, name):
    """Press Tab until this control has the focus, as a person without a mouse does."""
    met = []
    for turn in range(160):
        if turn:
            page.keyboard.press("Tab")
        found, said = page.evaluate(NAME_OF)
        met.append(f"{found}: {said[:40]}")
        if found == tag and said.startswith(name):
            return
    pytest.fail(f"no {tag} “{name}” is reached by Tab; met {met[-40:]}")


def follow(page, link):
    tab_to(page, "a", link)
    page.keyboard.press("Enter")
    ready(page)


def press(page, button):
    tab_to(page, "button", button)
    page.keyboard.press("Enter")


def enter(page, tag, label, text):
    """Text as it is, a choice by its first letters, a day as month, day and year."""
    tab_to(page, tag, label)
    page.keyboard.type(text)


def find(page, words, name):
    """Ctrl-K, a few letters, Enter."""
    ready(page)
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    expect(page.get_by_role("option", name=name)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, exact=False).first).to_be_visible()
    ready(page)


def record_the_service(page):
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Record what happened")).to_be_visible()
    ready(page)
    enter(page, "select", "What happened", "Summons and complaint served")
    enter(page, "input", "On", "11022026")
    enter(page, "select", "How it was served", "Personal")
    expect(page.locator("#preview").get_by_text("Mon 23 Nov 2026").first).to_be_visible()


def set_the_dates(page):
    press(page, "Record and set the dates")
    expect(page.get_by_text("Answer the complaint").first).to_be_visible()
    ready(page)


def test_a_case_is_docketed_explained_moved_undone_verified_and_satisfied(
    firm, window, live_server, docket_page
):
    page = window(None)
    page.goto("/")
    enter(page, "input", "Email", firm.lead.email)
    enter(page, "input", "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Today")).to_be_visible()

    # The palette finds the matter, and a docket page from the court is read into it.
    find(page, "Okafor", "Estate of Okafor")
    follow(page, "Import docket")
    with page.expect_file_chooser() as chooser:
        tab_to(page, "input", "Docket page")
        page.keyboard.press("Enter")
    chooser.value.set_files(docket_page)
    press(page, "Import")
    expect(page.get_by_role("heading", name="Proposed triggers")).to_be_visible()
    assert Entry.objects.visible_to(firm.lead).filter(matter=firm.other).exists()

    # What was served: the dates are shown with their reasons before anything is saved.
    find(page, "Halvorsen v", "Halvorsen v. Brightline Freight")
    record_the_service(page)
    assert not Deadline.objects.visible_to(firm.lead).exists()
    set_the_dates(page)

    # Why this date?
    tab_to(page, "summary", "Answer the complaint")
    page.keyboard.press("Enter")
    expect(page.get_by_text("21 days after").first).to_be_visible()

    # Undo takes all of it back; recording again sets it again.
    page.keyboard.press("z")
    expect(page.get_by_text("Undone").first).to_be_visible()
    assert not Deadline.objects.visible_to(firm.lead).exists()
    ready(page)
    record_the_service(page)
    set_the_dates(page)

    # Moving the trigger shows old and new side by side, and moves on acceptance.
    tab_to(page, "summary", "Answer the complaint")
    page.keyboard.press("Enter")
    follow(page, "Open")
    follow(page, "Move the trigger")
    enter(page, "input", "It happened on", "11052026")
    press(page, "Show the dates")
    expect(page.get_by_role("cell", name="Fri 27 Nov 2026").first).to_be_visible()
    press(page, "Accept the new dates")
    expect(page.get_by_text("Fri 27 Nov 2026").first).to_be_visible()

    # A second person enters it from the document.
    second = window(firm.senior)
    second.goto("/")
    expect(second.get_by_role("heading", name="Waiting for a second person")).to_be_visible()
    ready(second)
    follow(second, "Answer the complaint")
    if second.get_by_role("link", name="Enter a second time").count():
        follow(second, "Enter a second time")
    enter(second, "input", "When did it happen?", "11052026")
    enter(second, "select", "How was it served?", "Personal")
    press(second, "Compare")
    expect(second.get_by_text("Verified", exact=True).first).to_be_visible()

    # And it closes with a reason, by d.
    ready(page)
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name="Deadlines")).to_be_visible()
    ready(page)
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="Close with proof")).to_be_visible()
    ready(page)
    enter(page, "textarea", "Or the reason", "Answer filed on paper, receipt in the file")
    press(page, "Close with proof")
    expect(page.get_by_text("satisfied", exact=False).first).to_be_visible()
    assert window.errors == []
