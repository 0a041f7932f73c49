"""A database that does not answer, wherever in a request that shows."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, OperationalError

from redwell.site import middleware, views


def refuse(error: Exception):
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it


@pytest.fixture
def browser(client, committed):
    """A signed-in browser that is shown what people are shown; its connection may be closed."""
    from cast import assemble

    client.force_login(assemble().lead)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize("place", ["the session", "who is signed in", "the page", "saving"])
def test_a_database_that_is_gone_is_said_wherever_it_is_missed(browser, monkeypatch, place, error):
    owner, name = {
        "the session": (SessionStore, "_get_session_from_db"),
        "who is signed in": (middleware.timezone, "now"),
        "the page": (views.docketing, "open_deadlines"),
        "saving": (SessionStore, "save"),
    }[place]
    with monkeypatch.context() as gone:
        gone.setattr(owner, name, refuse(error), raising=True)
        response = browser.get("/")
    assert response.status_code == 503
    assert "The database does not answer" in response.content.decode()
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert "default-src" in response["Content-Security-Policy"]
    assert browser.get("/").status_code == 200


def test_any_other_fault_is_no_missing_database(browser, monkeypatch):
    monkeypatch.setattr(middleware.timezone, "now", refuse(ValueError("a fault of our own")))
    response = browser.get("/")
    assert response.status_code == 500
    assert "Something broke" in response.content.decode()
    assert "a fault of our own" not in response.content.decode()
