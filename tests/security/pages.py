"""Every form a page shows, as a browser would send it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html


@dataclass(frozen=True)
class Field:
    """One control of a form, as a browser would send it."""

    name: str
    kind: str
    value: str
    limit: int
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A form on a page: where it goes and what it sends."""

    method: str
    action: str
    fields: tuple[Field, ...]

    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def data(self, fill: Callable[[Field], object]) -> dict[str, object]:
        """What is sent when every field holds ``fill(field)``; None leaves the field out."""
        filled_in = {field.name: fill(field) for field in self.fields}
        return {name: value for name, value in filled_in.items() if value is not None}


def _field(control: html.HtmlElement) -> Field:
    kind = control.get("type", "text") if control.tag == "input" else control.tag
    options: tuple[str, ...] = ()
    value = control.get("value", "")
    if control.tag == "select":
        options = tuple(o.get("value", "") for o in control.iter("option"))
        value = next(
            (o.get("value", "") for o in control.iter("option") if "selected" in o.attrib), ""
        )
    elif control.tag == "textarea":
        value = (control.text or "").removeprefix("\n")
    elif kind in ("checkbox", "radio") and "checked" not in control.attrib:
        value = ""
    return Field(control.get("name"), kind, value, int(control.get("maxlength", 4000)), options)


def forms_of(page: str, address: str) -> list[Shown]:
    """Every form of a page, with controls that belong to it from elsewhere (``form="id"``)."""
    if not page.strip():
        return []
    tree = html.fromstring(page)
    found = []
    for form in tree.iter("form"):
        own = [c for c in form.iter("input", "select", "textarea") if not c.get("form")]
        if form.get("id"):
            own += tree.xpath("//*[@form=$id]", id=form.get("id"))
        # The token that guards the form is not the form's content (see test_requests.py).
        named = [c for c in own if c.get("name") and c.get("name") != "csrfmiddlewaretoken"]
        fields = {c.get("name"): _field(c) for c in named}
        action = urljoin(address, form.get("action") or address)
        found.append(Shown((form.get("method") or "get").lower(), action, tuple(fields.values())))
    return found
