"""Forms tie words to controls; every specimen page renders, keeps the policy and its promises."""

import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import lucide
import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from redwell.ui import views
from redwell.ui.forms import Renderer

SOURCE = Path(__file__).resolve().parents[2] / "src" / "redwell"


class Elements(HTMLParser):
    """Collects start tags as (name, attributes)."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.found if "id" in attrs]


def page(name: str, **query: str) -> str:
    request = RequestFactory().get("/", {"page": name, **query})
    return views.specimen(request).content.decode()


def form(data: dict[str, str] | None = None) -> Elements:
    return Elements(views.Sample(data, renderer=Renderer()).render())


def test_every_control_has_a_label() -> None:
    elements = form()
    labelled = {attrs.get("for") for tag, attrs in elements.found if tag == "label"}
    for tag, attrs in elements.found:
        if tag in ("input", "select", "textarea") and attrs.get("type") != "hidden":
            assert attrs["id"] in labelled


def test_every_description_that_is_pointed_at_exists() -> None:
    for elements in (form(), form({"title": ""})):
        ids = elements.ids()
        pointed = [i for _, a in elements.found for i in (a.get("aria-describedby") or "").split()]
        assert pointed
        assert set(pointed) <= set(ids)
        assert len(ids) == len(set(ids))


def test_a_refused_field_says_so_at_the_field_and_above_the_form() -> None:
    markup = views.Sample({"title": ""}, renderer=Renderer()).render()
    elements = Elements(markup)
    title = next(attrs for _, attrs in elements.found if attrs.get("name") == "title")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    links = [attrs["href"] for tag, attrs in elements.found if tag == "a"]
    assert "#id_title" in links
    targets = {link[1:] for link in links if link}
    assert targets <= set(elements.ids()), "a problem must lead to its field"
    assert 'role="alert"' in markup


def test_what_a_person_typed_comes_back_as_words() -> None:
    markup = views.Sample({"title": "<b>x</b>"}, renderer=Renderer()).render()
    assert "<b>x</b>" not in markup
    assert "&lt;b&gt;x&lt;/b&gt;" in markup


@pytest.mark.parametrize("name", views.PAGES)
def test_a_page_holds_no_inline_script_or_style(name: str) -> None:
    for tag, attrs in Elements(page(name)).found:
        assert tag != "style"
        assert "style" not in attrs
        assert not [a for a in attrs if a.startswith(("on", "hx-on"))]
        assert tag != "script" or attrs.get("src")


@pytest.mark.parametrize("name", views.PAGES)
def test_no_id_is_given_twice(name: str) -> None:
    ids = Elements(page(name)).ids()
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", views.PAGES)
def test_every_row_that_keys_walk_has_an_id_for_the_focus_to_return_to(name: str) -> None:
    rows = [attrs for _, attrs in Elements(page(name)).found if "data-row" in attrs]
    assert all(row.get("id") and row.get("tabindex") == "0" for row in rows)


def test_the_appearance_a_person_chose_is_there_before_the_first_paint() -> None:
    html = dict(Elements(page("today", theme="dark", density="comfortable", lang="ar")).found)[
        "html"
    ]
    assert html["data-theme"] == "dark"
    assert html["data-density"] == "comfortable"
    assert html["dir"] == "rtl"


def test_the_system_decides_where_a_person_chose_nothing() -> None:
    html = dict(Elements(page("today")).found)["html"]
    assert "data-theme" not in html
    assert html["dir"] == "ltr"


def test_a_specimen_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(Http404):
        page("nowhere")


@pytest.mark.parametrize("name", ["403", "404", "403_csrf", "500", "503"])
def test_a_fault_page_needs_no_request(name: str) -> None:
    markup = render_to_string(f"{name}.html")
    assert "<h1>" in markup
    assert 'href="/"' in markup


def test_every_icon_that_a_template_names_exists() -> None:
    archive = Path(os.path.dirname(lucide.__file__)) / "lucide.zip"
    known = {name.removesuffix(".svg") for name in zipfile.ZipFile(archive).namelist()}
    named = {
        icon: path.name
        for path in SOURCE.rglob("*.html")
        for icon in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }
    assert named
    assert {icon: where for icon, where in named.items() if icon not in known} == {}
