"""What must never be in an answer, whatever was typed into the fields behind it."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from lxml import html

from security.payloads import MARKUP, PRODUCT

_ACTIVE = re.compile(r"^[\s\x00-\x20]*(javascript|vbscript|data:text)", re.IGNORECASE)
_ADDRESSES = ("href", "src", "action", "formaction", "srcdoc", "data", "poster", "xlink:href")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EVENT_LINES = {
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@cache
def _secrets() -> tuple[str, ...]:
    return (PRODUCT, "root:x:0:0", "argon2$", settings.SECRET_KEY, "&lt;class 'type'")


def in_headers(response: HttpResponse, *, kept: bool = False) -> list[str]:
    """What is wrong with the headers; ``kept`` for static files, which caches may keep."""
    wrong = [f"{n}: {response.get(n)!r}" for n, v in HEADERS.items() if response.get(n) != v]
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        wrong.append(f"Content-Security-Policy: {policy!r}")
    if not kept:
        # Redirects and 304 are answers too; nothing of a matter is kept by a cache.
        if "no-store" not in response.get("Cache-Control", ""):
            wrong.append(f"Cache-Control: {response.get('Cache-Control')!r}")
        if response.get("X-Frame-Options") != "DENY":
            wrong.append(f"X-Frame-Options: {response.get('X-Frame-Options')!r}")
    for name, value in response.items():
        if re.search(r"[\r\n\x00]", name + value) or "rwx" in name.lower():
            wrong.append(f"a header was written from a field: {name}: {value!r}")
    if "rwx" in response.cookies:
        wrong.append("a cookie was set from a field")
    return wrong


def in_page(body: str) -> list[str]:
    """Markup that came out of a field, in the text of the page or in its tree."""
    wrong = [f"unescaped: {piece}" for piece in MARKUP if piece in body]
    if not body.strip():
        return wrong
    for element in html.fromstring(body).iter():
        if not isinstance(element.tag, str):
            if "rwx" in (element.text or ""):
                wrong.append(f"a comment came out of a field: {element.text[:80]}")
            continue
        if element.tag in ("script", "style") and "rwx" in (element.text or ""):
            wrong.append(f"<{element.tag}> came out of a field: {element.text[:80]}")
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "data-rwx" or name == "style":
                wrong.append(f"<{element.tag} {name}={value[:60]!r}>")
            elif name.startswith("hx-") and ("rwx(" in value or value == "/undo/"):
                wrong.append(f"htmx attribute {name}={value[:60]!r}")
            elif name in _ADDRESSES and (_ACTIVE.match(value) or value.startswith("//")):
                wrong.append(f"<{element.tag} {name}={value[:60]!r}>")
    return wrong


def in_csv(body: str) -> list[str]:
    """Cells that a spreadsheet would run."""
    rows = list(csv.reader(io.StringIO(body, newline="")))
    wide = len(rows[0]) if rows else 0
    wrong = [f"a row of {len(row)} cells, not {wide}" for row in rows if len(row) != wide]
    return wrong + [f"cell {c[:60]!r}" for row in rows for c in row if c.startswith(_FORMULA)]


def in_ics(body: bytes, events: int) -> list[str]:
    """Calendar lines that came out of a field, and any event more or fewer than ``events``."""
    text = body.decode()
    wrong = []
    if re.search(r"(?<!\r)\n|\r(?!\n)", text):
        wrong.append("a line that does not end in CR LF")
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    names = [re.split(r"[:;]", line)[0] for line in lines if line]
    wrong += [f"line {name!r}" for name in set(names) - _EVENT_LINES]
    for mark in ("BEGIN:VEVENT", "END:VEVENT"):
        if lines.count(mark) != events:
            wrong.append(f"{lines.count(mark)} times {mark}, not {events}")
    return wrong


def in_answer(response: HttpResponse) -> list[str]:
    """Everything wrong with one answer, in words; empty when it is as it should be."""
    if response.status_code >= 500 and response.status_code != 503:
        fault = getattr(response, "exc_info", None)
        return [f"{response.status_code}: {fault and repr(fault[1])}"]
    wrong = in_headers(response)
    body = response.content.decode(errors="replace")
    wrong += [f"what must stay inside came out: {s[:12]}" for s in _secrets() if s in body]
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html"):
        wrong += in_page(body)
    elif kind.startswith("text/csv"):
        wrong += in_csv(body)
    return wrong
