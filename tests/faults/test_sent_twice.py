"""Double clicks and resent forms: one effect, and the second answer shows the first result."""

from __future__ import annotations

from collections import Counter

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from cast import assemble
from core.busy_firm import crowd
from faults.forms import FORMS, LEFT_OUT, Docketed, Filled, docketed, hidden
from furnished import furnish
from redwell.core import audit
from redwell.core.audit import AuditEntry
from signed_in import freshly

CLICKS = 20
SAVED_ALREADY = "This was saved already"


@pytest.fixture
def firm(committed: None) -> Docketed:
    return docketed(assemble())


def browser_of(firm: Docketed, who: str) -> Client:
    client = Client()
    freshly(client, getattr(firm.cast, who))
    return client


def same_browser(client: Client) -> Client:
    """Another connection of the same signed-in browser."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other


def done_since(sequence: int) -> Counter[str]:
    entries = AuditEntry.objects.filter(sequence__gt=sequence)
    return Counter(entries.values_list("action", flat=True))


def said(response: HttpResponse) -> str:
    return " ".join(str(m) for m in get_messages(response.wsgi_request))


def head() -> int:
    return audit.AuditHead.objects.get().sequence


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.route)
def test_twenty_clicks_on_one_form_have_one_effect_and_lead_to_one_page(
    firm: Docketed, form: Filled
):
    browser = browser_of(firm, form.who)
    address = form.address(firm)
    page = browser.get(address)
    sent = {**hidden(page.content.decode()), **form.typed(firm)}
    assert sent["submission"]
    before, answers = head(), []
    crowd(CLICKS, lambda _: answers.append(same_browser(browser).post(address, sent)))
    assert Counter(a.status_code for a in answers) == {302: CLICKS}
    assert len({a["Location"] for a in answers}) == 1
    assert done_since(before) == Counter(form.does)
    told = Counter(SAVED_ALREADY in said(a) for a in answers)
    assert told == {True: CLICKS - 1, False: 1}

    # Days later the same page is still open in a tab, and sent again.
    again = same_browser(browser).post(address, sent)
    assert (again.status_code, again["Location"]) == (302, answers[0]["Location"])
    assert SAVED_ALREADY in said(again)
    assert done_since(before) == Counter(form.does)
    assert list(audit.verify()) == []


def test_no_form_with_a_submission_token_is_missing_here(firm: Docketed):
    arguments = furnish(firm.cast)
    found = set()
    people = [browser_of(firm, who) for who in ("lead", "senior", "administrator")]
    for name, held in get_resolver().reverse_dict.items():
        if not isinstance(name, str) or name.startswith(("account_", "mfa_", "usersessions_")):
            continue
        given = {parameter: arguments[parameter] for parameter in held[0][0][1]}
        for browser in people:
            page = browser.get(reverse(name, kwargs=given))
            if "submission" in hidden(page.content.decode(errors="replace")):
                found.add(name)
    assert found == {form.route for form in FORMS} | LEFT_OUT


def test_twenty_clicks_on_undo_take_back_one_action(firm: Docketed):
    browser = browser_of(firm, "lead")
    for name in ("Ida Falk", "Emil Krantz", "Nora Weil"):
        browser.post(reverse("contact-new"), {"kind": "person", "name": name})
    page = browser.get("/").content.decode()
    sent = {**hidden(page, of_undo=True), "next": "/people/"}
    assert sent["submission"]
    before, answers = head(), []
    crowd(CLICKS, lambda _: answers.append(same_browser(browser).post(reverse("undo"), sent)))
    assert {(a.status_code, a["Location"]) for a in answers} == {(302, "/people/")}
    assert done_since(before) == {"core.undo": 1}
    assert list(audit.verify()) == []


def test_undo_pressed_in_twenty_tabs_at_once_takes_each_action_back_once(firm: Docketed):
    browser = browser_of(firm, "lead")
    browser.post(reverse("contact-new"), {"kind": "person", "name": "Ida Falk"})
    answers = []
    crowd(CLICKS, lambda _: answers.append(same_browser(browser).post(reverse("undo"), {})))
    assert Counter(a.status_code for a in answers) == {302: CLICKS}
    assert AuditEntry.objects.filter(action="core.undo").count() == 1
    assert list(audit.verify()) == []
