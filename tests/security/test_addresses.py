"""What is typed into the address itself: filters, page keys, numbers, names of files and hosts."""

from __future__ import annotations

import ast
import re
from itertools import product
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client

from addresses import patterns
from furnished import filled
from redwell.core.audit import AuditEntry
from security.harm import in_answer, in_ics
from security.pages import forms_of
from security.payloads import MISFITS, SETS, TRAVERSAL, packed

SOURCE = Path(__file__).resolve().parents[2] / "src" / "redwell"
EVERY = [path for path, _ in patterns()]
OUTSIDE = (
    "https://rwx.invalid/",
    "//rwx.invalid",
    "///rwx.invalid",
    "/\\rwx.invalid",
    "\\\\rwx.invalid",
    "https:rwx.invalid",
    "http:///rwx.invalid",
    "javascript:rwx(1)",
    "data:text/html,rwx",
    "/\t/rwx.invalid",
    "/%09/rwx.invalid",
    "https://testserver@rwx.invalid/",
    "https://rwx.invalid#testserver",
    "//testserver.rwx.invalid",
    "/x\r\nSet-Cookie: rwx=1",
    "\x01https://rwx.invalid",
)


def stays(location: str) -> bool:
    """Whether a browser that is sent there stays with us (it reads a backslash as a slash)."""
    read = re.sub(r"[\t\r\n]", "", location).strip("\x00\x01 ").replace("\\", "/")
    there = urlsplit(urljoin("http://testserver/", read))
    return (there.scheme, there.netloc) == ("http", "testserver")


def parameters() -> set[str]:
    """Every name that the source reads out of a query string, and those of sorting and paging."""
    found = {"q", "next", "sort", "after", "before", "page", "back"}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "get"
                and ast.unparse(node.func.value) == "request.GET"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_the_parameters_of_the_lists_are_known():
    assert {"view", "kind", "as_of", "event", "court"} <= parameters()


def test_nothing_in_a_query_string_breaks_a_page_or_comes_back_as_markup(firm):
    client, wrong = firm.client(), []
    for path in EVERY:
        address = filled(path, firm.values)
        body = client.get(address).content.decode(errors="replace")
        own = {
            f.name for form in forms_of(body, address) if form.method == "get" for f in form.fields
        }
        own |= set(re.findall(r"[?&](?:amp;)?([a-z_]+)=", body))
        names = sorted(parameters() | own)
        # Every set at once in every parameter, then every misfit, then each of the page's own alone.
        tries = [dict.fromkeys(names, value) for value in (*packed(2000), *MISFITS)]
        tries += [{name: misfit} for name in own for misfit in MISFITS[:4]]
        for given in tries:
            answer = client.get(address, given)
            wrong += [f"{address} {str(given)[:60]}: {w}" for w in in_answer(answer)]
    assert wrong == []


def test_no_search_finds_more_than_its_words(firm):
    """A condition smuggled into a filter would bring rows; text brings none."""
    client = firm.client()
    for attack in (*SETS["SQLI"], *TRAVERSAL):
        for address in ("/matters/", "/people/", "/deadlines/"):
            body = client.get(address, {"q": attack}).content.decode()
            assert "data-row" not in body.split("<main")[1].split("</main")[0], (address, attack)
        calendar = client.get("/deadlines/export.ics", {"q": attack})
        assert in_ics(calendar.content, 0) == []


def test_an_address_that_names_a_file_finds_none(firm):
    client, wrong, tried = firm.client(), [], 0
    prefixes = ("", "%00", "..;/")
    roads = sorted({f"{before}{road}" for before, road in product(prefixes, TRAVERSAL)})
    for path in [p for p in EVERY if "<str:" in p]:
        for road in roads if path.count("<") == 1 else TRAVERSAL[:3]:
            values = {**firm.values}
            values |= dict.fromkeys(re.findall(r"<str:([a-z_]+)>", path), road)
            answer = client.get(filled(path, values))
            tried += 1
            expected = (400,) if "%00" in road else (302, 404)
            if answer.status_code not in expected or in_answer(answer):
                wrong.append(f"{path} with {road!r}: {answer.status_code} {in_answer(answer)}")
    for road in roads:
        answer = client.get(f"/static/{road}")
        tried += 1
        # "/static/" before a name that exists in no folder: not a file of the machine.
        if answer.status_code not in (400, 404) or b"root:x" in answer.content:
            wrong.append(f"/static/{road}: {answer.status_code}")
    assert wrong == []
    assert tried > 300


def test_no_answer_sends_the_reader_to_another_host(firm):
    client, wrong = firm.client(), []
    cookies = client.cookies.copy()
    for outside in OUTSIDE:
        given = {"next": outside, "back": outside}
        referer = {"referer": re.sub(r"[\r\n\x01\t]", "", outside)}
        tries = [("get", filled(path, firm.values), given, referer) for path in EVERY]
        for address in ("/undo/", "/account/theme/", "/account/logout/"):
            tries += [("post", address, given, {}), ("post", address, {}, referer)]
        for method, address, data, headers in tries:
            with transaction.atomic():
                answer = getattr(client, method)(address, data, headers=headers)
                transaction.set_rollback(True)
            client.cookies = cookies.copy()
            if not stays(answer.get("Location", "")):
                wrong.append(f"{method} {address} {outside!r}: {answer['Location']}")
    assert wrong == []


def test_signing_in_leads_to_no_other_host(firm):
    from cast import PASSWORD

    for outside in OUTSIDE:
        with transaction.atomic():
            answer = Client(raise_request_exception=False).post(
                "/account/login/",
                {"login": firm.lead.email, "password": PASSWORD, "next": outside},
                query_params={"next": outside},
            )
            transaction.set_rollback(True)
        assert answer.status_code == 302, outside
        assert stays(answer["Location"]), outside


def test_nothing_changes_by_following_a_link(firm):
    client = firm.client()
    # An export is a reading that is on record; the list itself stays as it is.
    entries = AuditEntry.objects.exclude(action="docketing.export")
    before = entries.count()
    for path in EVERY:
        client.get(filled(path, firm.values))
        client.head(filled(path, firm.values))
    assert entries.count() == before
    assert client.get("/").status_code == 200


def test_an_address_with_a_nul_is_refused_with_a_sentence(firm):
    client, wrong = firm.client(), []
    for path in EVERY:
        address = filled(path, firm.values)
        for given in ({"q": "Reply\0"}, {"q": ["Reply", "\0"]}, {"x\0": "1"}):
            answer = client.get(address, given)
            said = answer.content.decode()
            if answer.status_code != 400 or "NUL" not in said or in_answer(answer):
                wrong.append(f"{address} {given}: {answer.status_code}")
    for address in ("/matters/2026%00/", "/deadlines/export.%00"):
        assert client.get(address).status_code == 400
    assert client.post("/undo/?next=%00", {}).status_code == 400
    assert wrong == []


def test_a_page_key_that_is_none_shows_the_first_page(firm):
    """What a person mistypes in an address is left out, never answered with a fault."""
    client = firm.client()
    number = firm.values["number"]
    lists = {
        f"/matters/{number}/docket/": "before",
        f"/matters/{number}/history/": "before",
        "/deadlines/": "after",
        "/people/": "after",
        "/news": "after",
    }
    wrong = []
    for address, name in lists.items():
        for key in (*MISFITS[1:], "x|²", f"2026-12-01.{'9' * 5000}", "9" * 5000, "2026-12-01.٣"):
            answer = client.get(address, {name: key})
            wrong += [f"{address} {key[:40]!r}: {w}" for w in in_answer(answer)]
            assert answer.status_code == 200
    assert wrong == []
