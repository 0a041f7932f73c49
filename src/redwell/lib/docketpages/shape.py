"""Docket page values to the Free Law Project's docket JSON and back, without loss.

Source of the shape: juriscraper 4.0 (``DocketReport``, ``AppellateDocketReport``,
``ACMSDocketReport``), its ``.data`` with days in ISO 8601.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from redwell.lib.docketpages.page import (
    Attachment,
    Attorney,
    Complaint,
    Count,
    CriminalData,
    DocketPage,
    Entry,
    Kind,
    OriginatingCourt,
    Party,
)
from redwell.lib.docketpages.refused import NotADocketPage

Json = dict[str, Any]

_HEAD = ("court_id", "docket_number", "case_name", "date_filed")
_TRIAL = (
    *_HEAD,
    "date_terminated",
    "date_converted",
    "date_discharged",
    "assigned_to_str",
    "referred_to_str",
    "cause",
    "nature_of_suit",
    "jury_demand",
    "demand",
    "jurisdiction",
    "mdl_status",
    "ordered_by",
    "federal_dn_office_code",
    "federal_dn_case_type",
    "federal_dn_judge_initials_assigned",
    "federal_dn_judge_initials_referred",
    "federal_defendant_number",
)
_APPEAL = (*_HEAD, "appeal_from", "fee_status", "case_type_information")
PAGE_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "district": _TRIAL,
    "bankruptcy": _TRIAL,
    "appellate": (*_APPEAL, "date_terminated", "panel", "nature_of_suit"),
    "acms": (*_APPEAL, "pacer_case_id"),
}
_ENTRY = ("date_filed", "date_entered", "document_number", "pacer_doc_id", "description")
ENTRY_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "district": (*_ENTRY, "pacer_seq_no"),
    "bankruptcy": (*_ENTRY, "pacer_seq_no"),
    "appellate": _ENTRY,
    "acms": (*_ENTRY, "description_html", "page_count"),
}
_SIZES = ("file_size_bytes", "file_size_str", "page_count")
# CM/ECF prints these for every appeal that has an originating court, blank or not.
_ORIGIN = ("court_reporter", "date_filed", "date_disposed", "disposition")
_ALIEN = "RESTRICTED_ALIEN_NUMBER"
# JSON can spell halves of characters; databases keep neither those nor NUL.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_COURT = 37


def to_json(page: DocketPage) -> Json:
    """The page as JSON data: exactly the keys that its kind has."""
    shown = {name: _plain(getattr(page, name)) for name in PAGE_FIELDS[page.kind]}
    shown["parties"] = [_party(page.kind, party) for party in page.parties]
    shown["docket_entries"] = [_entry(page.kind, entry) for entry in page.entries]
    origin = page.originating_court_information
    if page.kind == "appellate" or origin is not None:
        shown["originating_court_information"] = _origin(page.kind, origin) if origin else {}
    return shown


def from_json(data: Json) -> DocketPage:
    """The inverse of ``to_json``, checked: ``NotADocketPage`` (CORRUPT) names what is wrong."""
    try:
        return _page(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotADocketPage(
            "CORRUPT",
            f"This docket file does not have the expected form ({error}). "
            "Save or export the docket again.",
        ) from error


def kind_of(data: Json) -> Kind:
    """Which kind of docket the JSON holds; every kind has keys of its own."""
    if "pacer_case_id" in data:
        return "acms"
    if "appeal_from" in data:
        return "appellate"
    return "bankruptcy" if data["court_id"].endswith("b") else "district"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _given(thing: object, *names: str) -> Json:
    """The named fields that are not None."""
    return {n: _plain(v) for n in names if (v := getattr(thing, n)) is not None}


def _party(kind: Kind, party: Party) -> Json:
    shown: Json = _given(party, "type", "name", "extra_info", "date_terminated", "unparsed")
    if kind in ("district", "bankruptcy") and party.name is not None:
        shown["date_terminated"] = _plain(party.date_terminated)
    if party.attorneys is not None:
        shown["attorneys"] = [
            {"name": a.name, "contact": a.contact, "roles": list(a.roles)} for a in party.attorneys
        ]
    if (criminal := party.criminal_data) is not None:
        shown["criminal_data"] = {
            "counts": [_given(c, "name", "disposition", "status") for c in criminal.counts],
            "complaints": [_given(c, "name", "disposition") for c in criminal.complaints],
            **_given(criminal, "highest_offense_level_opening", "highest_offense_level_terminated"),
        }
    return shown | dict(party.labels)


def _entry(kind: Kind, entry: Entry) -> Json:
    shown = {name: _plain(getattr(entry, name)) for name in ENTRY_FIELDS[kind]}
    if entry.file_size_bytes is not None:
        shown |= {name: getattr(entry, name) for name in _SIZES}
    shown |= _given(entry, "pacer_seq_no")
    if entry.attachments is not None:
        shown["attachments"] = [_attachment(a) for a in entry.attachments]
    return shown


def _attachment(attachment: Attachment) -> Json:
    shown = {f.name: _plain(getattr(attachment, f.name)) for f in fields(attachment)}
    if attachment.file_size_bytes is None:
        del shown["file_size_bytes"]
    return shown


def _origin(kind: Kind, origin: OriginatingCourt) -> Json:
    shown = _given(origin, *(f.name for f in fields(origin)))
    if kind == "appellate":
        shown |= {name: _plain(getattr(origin, name)) for name in _ORIGIN}
    if "restricted_alien_number" in shown:
        shown[_ALIEN] = shown.pop("restricted_alien_number")
    return shown


def _page(data: Json) -> DocketPage:
    kind = kind_of(data)
    if len(data["court_id"]) > _LONGEST_COURT:
        raise ValueError("court_id is no court's")
    known = PAGE_FIELDS[kind]
    facts = _fields(data, known, ("parties", "docket_entries", "originating_court_information"))
    origin = data.get("originating_court_information")
    return DocketPage(
        kind=kind,
        **facts,
        parties=tuple(_read_party(p) for p in data["parties"]),
        entries=tuple(_read_entry(kind, e) for e in data["docket_entries"]),
        originating_court_information=_read_origin(origin) if origin else None,
    )


def _read_party(data: Json) -> Party:
    known = {f.name for f in fields(Party)} - {"labels"}
    criminal, attorneys = data.get("criminal_data"), data.get("attorneys")
    return Party(
        type=_text("type", data["type"]),
        name=_text("name", data.get("name")),
        date_terminated=_day("date_terminated", data.get("date_terminated")),
        extra_info=_text("extra_info", data.get("extra_info")),
        attorneys=None if attorneys is None else tuple(_read_attorney(a) for a in attorneys),
        criminal_data=_read_criminal(criminal) if criminal else None,
        unparsed=_texts("unparsed", data.get("unparsed")),
        labels=tuple((k, _text(k, v)) for k, v in data.items() if k not in known),
    )


def _read_attorney(data: Json) -> Attorney:
    _demand(data, "name", "roles")
    return Attorney(**_fields(data, ("name", "contact", "roles")))


def _read_criminal(data: Json) -> CriminalData:
    levels = ("highest_offense_level_opening", "highest_offense_level_terminated")
    return CriminalData(
        counts=tuple(
            Count(**_fields(c, ("name", "disposition", "status"))) for c in data["counts"]
        ),
        complaints=tuple(
            Complaint(**_fields(c, ("name", "disposition"))) for c in data["complaints"]
        ),
        **_fields(data, levels, ("counts", "complaints")),
    )


def _read_entry(kind: Kind, data: Json) -> Entry:
    _demand(data, "description")
    known = ENTRY_FIELDS[kind]
    more = tuple(n for n in ("pacer_seq_no", *_SIZES) if n in data and n not in known)
    attachments = data.get("attachments")
    return Entry(
        **_fields(data, known + more, ("attachments",)),
        attachments=None if attachments is None else tuple(map(_read_attachment, attachments)),
    )


def _read_attachment(data: Json) -> Attachment:
    known = tuple(f.name for f in fields(Attachment) if f.name in data)
    return Attachment(**_fields(data, known))


def _read_origin(data: Json) -> OriginatingCourt:
    renamed = {("restricted_alien_number" if k == _ALIEN else k): v for k, v in data.items()}
    known = tuple(f.name for f in fields(OriginatingCourt) if f.name in renamed)
    return OriginatingCourt(**_fields(renamed, known))


def _demand(data: Json, *names: str) -> None:
    for name in names:
        if name in data and data[name] is None:
            raise TypeError(f"{name} is missing")


def _fields(data: Json, known: tuple[str, ...], elsewhere: tuple[str, ...] = ()) -> Json:
    """The known fields with their types checked; a key nobody knows is an error, never lost."""
    if strange := set(data) - set(known) - set(elsewhere):
        raise ValueError(f"unknown field {sorted(strange)[0]}")
    return {name: _reader(name)(name, data[name]) for name in known}


def _reader(name: str) -> Callable[[str, Any], Any]:
    if name in ("roles", "panel"):
        return _texts
    if name.startswith("date_"):
        return _day
    if name in ("attachment_number", "page_count", "file_size_bytes"):
        return _number
    if name in ("document_number", "pacer_doc_id"):
        return _reference
    return _text


def _text(name: str, value: Any) -> Any:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} is not text")
    if value and _UNSTORABLE.search(value):
        raise ValueError(f"{name} holds a character that no text has")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    return tuple(_text(name, line) for line in value)


def _number(name: str, value: Any) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError(f"{name} is not a number")
    return value


def _reference(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return _texts(name, value)
    return value if type(value) is int else _text(name, value)


def _day(name: str, value: Any) -> date | None:
    text = _text(name, value)
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
