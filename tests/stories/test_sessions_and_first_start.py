"""Signing out everywhere, a session that ends under a half-written form, guessing, the first start."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cast import PASSWORD
from redwell.core.actors import Firm, User
from redwell.matters.models import Matter

pytestmark = pytest.mark.browser
SIGN_IN = re.compile("/account/login/")


def fill_sign_in(page, email, password=PASSWORD):
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def end_every_session():
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()


def test_signing_out_everywhere_ends_the_browser_left_open_at_the_court(firm, window):
    court, desk = window(None), window(None)
    for page in (court, desk):
        page.goto("/")
        fill_sign_in(page, firm.lead.email)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    desk.goto("/account/")
    desk.get_by_role("link", name="Where you are signed in").click()
    expect(desk.get_by_text("This one")).to_have_count(1)
    desk.get_by_role("button", name="Sign out everywhere else").click()
    expect(desk.get_by_text("You are signed in nowhere else.")).to_be_visible()

    court.goto("/matters/")
    expect(court).to_have_url(SIGN_IN)
    desk.goto("/matters/")
    expect(desk.get_by_role("heading", name="Matters")).to_be_visible()
    assert window.errors == []


def test_a_half_written_form_outlives_the_session_and_a_mistyped_password(firm, window):
    page = window(None)
    page.goto("/matters/new/")
    fill_sign_in(page, firm.lead.email)
    expect(page.get_by_role("heading", name="Open a matter")).to_be_visible()
    page.get_by_label("Title", exact=True).fill("Vantongeren v. Pellam Estates")
    page.get_by_label("Client").fill("Aart Vantongeren")
    end_every_session()
    page.get_by_role("button", name="Open", exact=True).click()

    expect(page).to_have_url(SIGN_IN)
    assert not Matter.objects.visible_to(firm.lead).filter(title__contains="Pellam").exists()
    fill_sign_in(page, firm.lead.email, "not this one, surely")
    expect(page.get_by_role("alert").first).to_be_visible()
    fill_sign_in(page, firm.lead.email)
    expect(page.get_by_role("heading", name="Open a matter")).to_be_visible()
    expect(page.get_by_text("What you had typed before was kept.")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Vantongeren v. Pellam Estates")
    expect(page.get_by_label("Client")).to_have_value("Aart Vantongeren")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", name="Vantongeren v. Pellam Estates")).to_be_visible()


def test_what_one_person_typed_is_not_shown_to_the_next_on_the_same_computer(firm, window):
    page = window(None)
    page.goto("/matters/new/")
    fill_sign_in(page, firm.lead.email)
    page.get_by_label("Title", exact=True).fill("Vantongeren v. Pellam Estates")
    end_every_session()
    page.goto("/matters/new/")
    fill_sign_in(page, firm.senior.email)
    expect(page.get_by_role("heading", name="Open a matter")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    kept = page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    assert "Pellam" not in kept


def test_somebody_guessing_passwords_is_told_to_wait_and_so_is_the_owner(firm, window):
    page = window(None)
    page.goto("/account/login/")
    for attempt in range(6):
        fill_sign_in(page, firm.lead.email, f"guess number {attempt} of many")
        expect(page.get_by_role("alert").first).to_be_visible()
    fill_sign_in(page, firm.lead.email)
    expect(page.get_by_text("This was tried too often. Wait five minutes").first).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(SIGN_IN)


def test_a_machine_sending_sign_ins_by_the_dozen_meets_a_page_with_a_sentence(firm, window):
    page = window(None)
    page.goto("/account/login/")
    for _ in range(31):
        answer = page.request.post(
            "/account/login/",
            form={
                "login": firm.lead.email,
                "password": "x",
                "csrfmiddlewaretoken": page.locator(
                    "[name=csrfmiddlewaretoken]"
                ).first.input_value(),
            },
        )
    assert answer.status == 429
    assert "Wait a few minutes" in answer.text()


def test_the_first_person_starts_the_firm_and_becomes_its_administrator(
    committed, settings, tmp_path, window
):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    page = window(None)
    page.goto("/")
    expect(page.get_by_role("heading", name="Start your firm")).to_be_visible()
    page.get_by_label("Name of the firm").fill("Oakes & Tarrant LLP")
    page.get_by_label("Your name").fill("Ira Oakes")
    page.get_by_label("Your initials").fill("IO")
    page.get_by_label("Your email").fill("ira.oakes@demo.invalid")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("alert")).to_contain_text("12 characters")
    assert not User.objects.exists()

    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page).to_have_url(SIGN_IN)
    fill_sign_in(page, "ira.oakes@demo.invalid")
    expect(page.get_by_role("link", name="Administration")).to_be_visible()
    assert Firm.objects.get().name == "Oakes & Tarrant LLP"
    page.goto("/start/")
    expect(page.get_by_role("heading", name="Start your firm")).to_have_count(0)
