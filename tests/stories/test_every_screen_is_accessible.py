"""Every main screen, in light, in dark and on a phone: axe finds nothing, the console says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import axe_playwright_python
import pytest

from redwell.docketing import actions
from redwell.docketing.models import Deadline

pytestmark = pytest.mark.browser
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def addresses(firm):
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
    number = firm.matter.number
    deadline = Deadline.objects.visible_to(firm.lead).filter(trigger=trigger).first()
    base = f"/matters/{number}/"
    case = f"{base}proceedings/{firm.proceeding.pk}/"
    return [
        "/",
        "/matters/",
        "/matters/new/",
        base,
        f"{base}docket/",
        f"{base}docket/import/",
        f"{base}parties/",
        f"{base}history/",
        f"{base}change/",
        f"{base}deadlines/new/",
        f"{base}deadlines/{deadline.pk}/",
        f"{base}deadlines/{deadline.pk}/completion/",
        f"{base}deadlines/{deadline.pk}/continuance/",
        f"{case}triggers/new/",
        f"{case}orders/new/",
        f"{base}triggers/{trigger.pk}/move/?happened_on=2026-11-05",
        "/deadlines/",
        "/people/",
        "/people/new/",
        "/rulebook/",
        "/rulebook/us.frcp.33.b.2/",
        "/find?q=Hal",
        "/account/",
        "/calculator/?court=us-nysd&event=us.summons_served&on=2026-11-02&service=personal",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(firm, window, addresses, scheme, width):
    page = window(firm.lead, scheme=scheme, width=width)
    found = []
    for address in addresses:
        page.goto(address)
        page.wait_for_timeout(150)
        page.evaluate(AXE)
        result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        found += [
            f"{address}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]
        ]
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            found.append(f"{address}: the page is {wide}px wider than the screen")
    assert found == []
    assert window.errors == []


def test_the_administrators_screens_and_the_signed_out_ones_too(firm, window):
    page = window(firm.administrator)
    found = []
    for address in (
        "/administration/",
        "/administration/roles/",
        "/administration/walls/",
        "/administration/people/new/",
    ):
        page.goto(address)
        page.evaluate(AXE)
        result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        found += [
            f"{address}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]
        ]
    stranger = window(None)
    stranger.goto("/account/login/")
    stranger.evaluate(AXE)
    result = stranger.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    found += [f"sign-in: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]]
    assert found == []
    assert window.errors == []
