"""Every address as every member of the cast: nothing of a walled matter shows, nothing is open by chance."""

from __future__ import annotations

import pytest

from addresses import own
from furnished import filled, furnish
from redwell.core.needs import NEEDS
from signed_in import freshly

SECRET = "Halvorsen"


OWN = own()


def test_every_view_says_what_it_needs():
    unguarded = [path for path, view in OWN if not getattr(view, "need", None)]
    assert unguarded == []
    unknown = [view.need for _, view in OWN if view.need != "public" and view.need not in NEEDS]
    assert unknown == []


@pytest.fixture
def values(cast):
    return furnish(cast)


@pytest.mark.parametrize("path", [path for path, _ in OWN])
def test_a_walled_colleague_meets_no_trace_of_the_matter(client, cast, values, path):
    freshly(client, cast.walled)
    response = client.get(filled(path, values))
    body = response.content.decode(errors="replace")
    assert SECRET not in body
    assert cast.matter.number not in body.replace(filled(path, values), "")
    if "<str:number>" in path:
        assert response.status_code == 404


@pytest.mark.parametrize("path", [path for path, view in OWN if view.need != "public"])
def test_a_visitor_is_sent_to_sign_in(client, cast, values, path):
    response = client.get(filled(path, values))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("path", "view"), [(p, v) for p, v in OWN if v.need != "public"])
def test_every_role_gets_what_its_needs_say(client, cast, values, path, view):
    for name, person in cast.everybody().items():
        if name == "walled":
            continue
        freshly(client, person)
        response = client.get(filled(path, values))
        allowed = person.holds(view.need)
        if not allowed:
            assert response.status_code in (403, 404), f"{name} got {response.status_code}"
        else:
            # Where the address names no object, the need alone decides.
            fits = (200, 302, 403, 404) if "<" in path else (200, 302)
            assert response.status_code in fits, f"{name}: {response.status_code}"


@pytest.mark.parametrize(("path", "view"), [(p, v) for p, v in OWN if v.need != "public"])
def test_every_answer_carries_the_headers(client, cast, values, path, view):
    freshly(client, cast.lead)
    response = client.get(filled(path, values))
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"
