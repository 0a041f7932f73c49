"""Which court a page comes from: its own links first, then its heading, then the file's name.

Ids are PACER's: state and district with ``d`` or ``b`` (``nysd``, ``nysb``), ``ca1`` … ``ca11``,
``cadc``, ``cafc``, ``bap1`` …, ``cit``, ``cofc``, ``cavc``, ``jpml``.
"""

from __future__ import annotations

import re
from collections import Counter

STATES = {
    "alabama": "al",
    "alaska": "ak",
    "arizona": "az",
    "arkansas": "ar",
    "california": "ca",
    "colorado": "co",
    "connecticut": "ct",
    "delaware": "de",
    "district of columbia": "dc",
    "columbia": "dc",
    "florida": "fl",
    "georgia": "ga",
    "guam": "gu",
    "hawaii": "hi",
    "idaho": "id",
    "illinois": "il",
    "indiana": "in",
    "iowa": "ia",
    "kansas": "ks",
    "kentucky": "ky",
    "louisiana": "la",
    "maine": "me",
    "maryland": "md",
    "massachusetts": "ma",
    "michigan": "mi",
    "minnesota": "mn",
    "mississippi": "ms",
    "missouri": "mo",
    "montana": "mt",
    "nebraska": "ne",
    "nevada": "nv",
    "new hampshire": "nh",
    "new jersey": "nj",
    "new mexico": "nm",
    "new york": "ny",
    "north carolina": "nc",
    "north dakota": "nd",
    "northern mariana islands": "nmi",
    "ohio": "oh",
    "oklahoma": "ok",
    "oregon": "or",
    "pennsylvania": "pa",
    "puerto rico": "pr",
    "rhode island": "ri",
    "south carolina": "sc",
    "south dakota": "sd",
    "tennessee": "tn",
    "texas": "tx",
    "utah": "ut",
    "vermont": "vt",
    "virgin islands": "vi",
    "virginia": "va",
    "washington": "wa",
    "west virginia": "wv",
    "wisconsin": "wi",
    "wyoming": "wy",
}
CIRCUITS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
}
COURT_ID = re.compile(
    r"(?:[a-z]{2}[nsewmc]?[db]|nmi[db]|ca(?:\d|1[01]|dc|fc|vc)|bap\d{1,2}|cit|cofc|uscfc|jpml|psc)"
)

_LINK = re.compile(r"\becf\.([a-z0-9]{2,5})\.uscourts\.gov", re.I)
_HEADING = re.compile(
    r"(?:U\.?\s?S\.?|United\s+States)\s+(Bankruptcy|District)\s+Court(?:\s*\[[^\]]{0,40}\])?\W{0,3}"
    r"(?:for\s+the\s+)?(?:(North|South|East|West|Middl|Centr)(?:ern|e|al)?\s+)?District\s+of\s+"
    r"([A-Z][a-z]+(?:\s+(?:of\s+)?[A-Z][a-z]+){0,2})",
    re.I,
)
_APPEALS = re.compile(
    r"(Court\s+of\s+Appeals|Bankruptcy\s+Appellate\s+Panel)\s+for\s+(?:the\s+)?"
    r"(\w+(?:\s+of\s+Columbia)?)(?:\s+Circuit|\s+Claims)?",
    re.I,
)
_OTHER = (
    (re.compile(r"U\.?\s?S\.?\s+Court\s+of\s+International\s+Trade", re.I), "cit"),
    (re.compile(r"Court\s+of\s+Appeals\s+for\s+Veterans\s+Claims", re.I), "cavc"),
)


def court_id(markup: str, words: str, name: str, *, appellate: bool) -> str | None:
    """The court's id, or None when neither links nor heading nor file name tell it.

    ``markup`` is the page, ``words`` its visible text, ``name`` the file's name. A trial court's
    page may speak of the court that it is appealed to, so only an appellate page is asked so.
    """
    heading = words[:4000]
    for pattern, court in _OTHER:
        if pattern.search(heading) and appellate == (court == "cavc"):
            return court
    of_appeals = _appeals(heading) if appellate else None
    return of_appeals or _linked(markup) or _trial(heading) or _named(name)


def _linked(markup: str) -> str | None:
    seen = Counter(
        court for found in _LINK.findall(markup) if COURT_ID.fullmatch(court := found.lower())
    )
    return seen.most_common(1)[0][0] if seen else None


def _appeals(heading: str) -> str | None:
    found = _APPEALS.search(heading)
    if not found:
        return None
    which = found[2].lower()
    if number := CIRCUITS.get(which):
        return f"bap{number}" if found[1].lower().startswith("bankruptcy") else f"ca{number}"
    return {"district of columbia": "cadc", "federal": "cafc"}.get(" ".join(which.split()))


def _trial(heading: str) -> str | None:
    found = _HEADING.search(heading)
    if not found:
        return None
    words = found[3].lower().split()
    for length in range(len(words), 0, -1):
        if state := STATES.get(" ".join(words[:length])):
            district = (found[2] or "")[:1].lower()
            return f"{state}{district}{found[1][0].lower()}"
    return None


def _named(name: str) -> str | None:
    first = re.match(r"[a-z0-9]+", name.lower())
    return first[0] if first and COURT_ID.fullmatch(first[0]) else None
