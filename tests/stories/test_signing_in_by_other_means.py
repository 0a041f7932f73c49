"""Passkeys, codes from an app and recovery codes, as a person meets them in the browser."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode

import pytest
from playwright.sync_api import expect

from cast import PASSWORD

pytestmark = pytest.mark.browser
SIGN_IN = re.compile("/account/login/")


def authenticator(page, **more):
    """A new virtual authenticator in this page's browser; gives the protocol session and its id."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        **more,
    }
    added = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return protocol, added["authenticatorId"]


def code_of(secret, at):
    """The six figures of RFC 6238 (SHA-1, thirty seconds) at a time in seconds."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at) // 30), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def fresh_code(secret):
    """A code nobody used, good for five seconds at least."""
    from django.core.cache import cache

    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left + 0.1)
    cache.clear()
    return code_of(secret, time.time())


def sign_in(page, person):
    page.goto("/account/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(SIGN_IN)


def sign_out(page):
    page.goto("/account/sessions/")
    page.get_by_role("button", name="Sign out here").click()
    expect(page).to_have_url(SIGN_IN)


def confirm(page):
    """How one signs in changes only for somebody who gives the password again."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def add_passkey(page):
    page.goto("/account/")
    page.get_by_role("link", name="Passkeys, codes and recovery codes").click()
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("Name of the passkey").fill("Office laptop")
    page.get_by_role("button", name="Add the passkey").click()
    # The library shows the recovery codes first: they were made with the passkey.
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


@pytest.fixture
def attorney_with_a_passkey(firm, window, live_server, settings):
    """Maria, signed in with a passkey on her account; browsers know passkeys on localhost only."""
    page = window(None, at=live_server.url.replace("127.0.0.1", "localhost"))
    keys = authenticator(page)
    sign_in(page, firm.attorney)
    add_passkey(page)
    return page, *keys


def test_an_attorney_adds_a_passkey_and_signs_in_with_it_alone(attorney_with_a_passkey, window):
    page, _, _ = attorney_with_a_passkey
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("Office laptop").first).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("link", name="Today")).to_be_visible()
    assert window.errors == []


def test_a_passkey_that_left_the_device_is_refused_with_a_sentence(attorney_with_a_passkey, window):
    page, protocol, device = attorney_with_a_passkey
    sign_out(page)
    protocol.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    authenticator(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was given")
    expect(page).to_have_url(SIGN_IN)
    assert window.errors == []


def test_a_passkey_removed_from_the_account_is_refused_with_a_sentence(
    attorney_with_a_passkey, window
):
    page, _, _ = attorney_with_a_passkey
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("No passkey yet.")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("This was not accepted.")).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(SIGN_IN)


def test_the_same_passkey_is_not_added_twice(attorney_with_a_passkey, window):
    page, _, _ = attorney_with_a_passkey
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("stands on your account already")


def test_a_coordinator_signs_in_with_password_and_code_and_with_a_recovery_code_once(firm, window):
    page = window(None)
    sign_in(page, firm.lead)
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Set it up").click()
    confirm(page)
    secret = page.get_by_label("Secret").input_value()
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("This was not accepted.").first).to_be_visible()
    assert page.get_by_label("Secret").input_value() == secret
    page.get_by_label("Authenticator code").fill(fresh_code(secret))
    page.get_by_role("button", name="Set up").click()

    # Recovery codes are shown now, and never again.
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    page.reload()
    expect(page.get_by_text("10 codes of 10 are unused.")).to_be_visible()
    assert not any(code in page.content() for code in codes)
    sign_out(page)

    def enter(code):
        sign_in(page, firm.lead)
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in", exact=True).click()

    code = fresh_code(secret)
    enter(code)
    expect(page.get_by_role("link", name="Today")).to_be_visible()
    sign_out(page)
    enter(code)
    expect(page.get_by_text("This was not accepted.").first).to_be_visible()
    page.goto("/matters/")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page).to_have_url(SIGN_IN)

    enter(codes[0])
    expect(page.get_by_role("link", name="Today")).to_be_visible()
    sign_out(page)
    enter(codes[0])
    expect(page.get_by_text("This was not accepted.").first).to_be_visible()
    assert window.errors == []
