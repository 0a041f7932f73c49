"""A password that stands in a leak is refused wherever one is chosen."""

from __future__ import annotations

import hashlib

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.urls import reverse

from cast import PASSWORD
from redwell.core.actors import User
from redwell.core.refusals import Invalid
from redwell.site import people_actions
from redwell.site.leaked import FILE, POSITIONS, is_leaked

LEAKED = ("qwerty123456", "1qaz2wsx3edc", "unicornsrock", "leavemealone", "johndeere7710")


@pytest.mark.parametrize("password", [*LEAKED, "UnicornsRock", "  unicornsrock ", "LEAVEMEALONE"])
def test_a_leaked_password_is_known_however_it_is_written(password):
    assert is_leaked(password)


def test_a_password_of_ones_own_is_hardly_ever_taken_for_a_leaked_one():
    own = [hashlib.sha256(f"person {n}".encode()).hexdigest()[:20] for n in range(3000)]
    assert sum(map(is_leaked, own)) < 15
    assert not is_leaked(PASSWORD)


def test_long_passwords_that_django_knows_as_common_are_refused_too():
    common = {word for word in CommonPasswordValidator().passwords if len(word) >= 12}
    assert len(common) > 100
    for word in common:
        with pytest.raises(Invalid):
            people_actions._set_password(User(email="a@demo.invalid", name="Ida Falk"), word)


def test_the_filter_is_whole_and_half_full():
    """A Bloom filter made for its number of words has every second bit set."""
    held = FILE.read_bytes()
    assert abs(sum(map(int.bit_count, held)) / (len(held) * 8) - 0.5) < 0.005
    # bits, times ln 2, by positions: the words it was made for.
    assert len(held) * 8 * 0.6931 / POSITIONS > 1_400_000
    assert (FILE.parent / "LICENSE").read_text().count("MIT License") == 2


@pytest.fixture
def dana(cast):
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    return cast.lead


def test_no_leaked_password_is_chosen_on_the_account_page(client, dana):
    client.post(reverse("account_login"), {"login": dana.email, "password": PASSWORD})
    given = {"oldpassword": PASSWORD, "password1": LEAKED[2], "password2": LEAKED[2]}
    refused = client.post(reverse("account_change_password"), given)
    assert "was found in a leak" in refused.content.decode()
    dana.refresh_from_db()
    assert dana.check_password(PASSWORD)


def test_no_leaked_password_is_given_by_an_administrator(cast):
    with pytest.raises(Invalid) as refused:
        people_actions.admit(
            cast.administrator,
            name="New Hire",
            initials="NH",
            email="new.hire@demo.invalid",
            role="mid",
            password=LEAKED[3],
        )
    assert "was found in a leak" in refused.value.errors["password"]


def test_every_way_of_choosing_a_password_asks_the_list():
    named = [held["NAME"] for held in settings.AUTH_PASSWORD_VALIDATORS]
    assert "redwell.site.leaked.LeakedPasswordValidator" in named
