"""From the bytes of a saved docket page to its value."""

from __future__ import annotations

import json
from typing import Any

from redwell.lib.docketpages import courts, kinds, shape
from redwell.lib.docketpages.page import DocketPage
from redwell.lib.docketpages.refused import NotADocketPage


def read(data: bytes, *, name: str, court: str | None = None) -> DocketPage:
    """The docket page in ``data``; ``NotADocketPage`` says what it is otherwise.

    Takes district, bankruptcy and appellate docket reports as HTML, ACMS dockets as JSON
    (``caseDetails`` and ``docketInfo``), and the JSON of ``to_json``. ``name`` is the file's
    name; ``court`` is PACER's court id where the person knows it, else it is found out.
    Call it in a supervised child: the parser behind it was not made for hostile input.
    """
    text = kinds.text_of(data)
    if text.lstrip()[:1] in ("{", "["):
        return _from_json(text, name, court)
    words = kinds.words_of(text)
    kind = kinds.page_kind(text, words)
    kinds.refuse_cut_off(text)
    found = courts.court_id(text, words, name, appellate=kind == "appellate")
    return _parsed(text, kind, _court(court, found, kind), words)


def read_json(data: bytes, *, name: str, court: str | None = None) -> dict[str, Any]:
    """``to_json(read(…))``: what a supervised child answers."""
    return shape.to_json(read(data, name=name, court=court))


def _court(told: str | None, found: str | None, kind: str) -> str:
    court = told or found
    if court is None:
        raise NotADocketPage(
            "UNSUPPORTED", "The page does not say which court it comes from. Choose the court."
        )
    if not courts.COURT_ID.fullmatch(court):
        raise NotADocketPage(
            "UNSUPPORTED",
            f"“{court}” is no federal court's PACER id (such as nysd, nysb or ca2). "
            "Choose the court, or leave it empty to take it from the page.",
        )
    bankruptcy = court.endswith("b")
    appellate = court.startswith(("bap", "cavc")) or (court[:2] == "ca" and court[2:].isdigit())
    clash = {"bankruptcy": not bankruptcy, "appellate": bankruptcy, "trial": appellate}[kind]
    if clash:
        raise NotADocketPage(
            "UNSUPPORTED",
            f"This is a docket page of a{'n' if kind[0] == 'a' else ''} {kind} court and cannot "
            f"come from {court}. Choose the court that the page names"
            f"{f' ({found})' if found and found != court else ''}.",
        )
    return court


def _parsed(text: str, kind: str, court: str, words: str) -> DocketPage:
    # Here and not above: the import is slow and must not reach the web process.
    from redwell.lib.docketpages.parser import Unreadable, parse

    try:
        data = parse(text, kind, court)
    except Unreadable as error:
        raise NotADocketPage(
            "CORRUPT",
            f"This page is headed like a docket of {court} but cannot be read ({error}). "
            f"{kinds.SAVE}",
        ) from error
    if not data:
        raise _nothing(words, text)
    return shape.from_json(data)


def _nothing(words: str, markup: str) -> NotADocketPage:
    for pattern, what, do in (*kinds.WITHOUT_ENTRIES, *kinds.OTHER_PAGES):
        if pattern.search(words) or pattern.search(markup[:20_000]):
            return NotADocketPage(
                "EMPTY", f"Nothing can be read from this docket page: {what}. {do}"
            )
    return NotADocketPage("EMPTY", f"Nothing can be read from this docket page. {kinds.SAVE}")


def _from_json(text: str, name: str, court: str | None) -> DocketPage:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotADocketPage(
            "CORRUPT", f"This JSON file is damaged ({error}). Save or export it again."
        ) from error
    if isinstance(data, dict) and "caseDetails" in data and "docketInfo" in data:
        found = courts.court_id("", "", name, appellate=True)
        return _parsed(text, "acms", _court(court, found, "appellate"), "")
    if isinstance(data, dict) and {"court_id", "docket_entries", "parties"} <= data.keys():
        return shape.from_json(data)
    raise NotADocketPage(
        "UNSUPPORTED",
        f"This JSON file holds no docket (a docket has court_id, parties and docket_entries). "
        f"{kinds.SAVE}",
    )
