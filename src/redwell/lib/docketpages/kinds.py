"""What a saved file is before anybody tries to parse it, and what to say when it is no docket."""

from __future__ import annotations

import html
import re

from redwell.lib.docketpages.refused import NotADocketPage

PAGE_BYTES = 25_000_000
LOOK_CHARACTERS = 1_000_000
SAVE = (
    'Open the docket report in PACER and save that page with your browser as "Web page, HTML only".'
)

_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document or an Outlook message"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist00", "a Safari web archive"),
)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TITLE = re.compile(r"<title>\s*([^<]{1,200})", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([a-z0-9_-]{2,20})", re.I)

_END = re.compile(r"</(?:body|html)\b", re.I)

_TRIAL = re.compile(r"\b(?:DOCKET\s+FOR\s+CASE|Petition|Proceeding)\s*#\s*:", re.I)
_BANKRUPTCY = re.compile(r"\b(?:Bankruptcy\s+Petition|Adversary\s+Proceeding)\s*#\s*:", re.I)

# What the courts' own pages say of themselves, most telling first.
_OTHER_PAGES = (
    (r"<title>\s*PACER:?\s+Login|csologin/login|name=.?loginForm|Login\s+to\s+PACER",
     "a PACER login page: your session had ended", SAVE),
    (r"report may take a long time to run because this case has many docket entries",
     "PACER's question whether to run a long report",
     "Choose the entries you want there and save the docket report that follows."),
    (r"date must be less than or equal|document number must be less than or equal|Invalid date_",
     "PACER's message that the range asked for is not possible",
     "Correct the range, run the report again and save the docket report that follows."),
    (r"Case not found|Case Number Not Found|case type was.*but it must be|not a valid case number",
     "PACER's message that there is no such case",
     "Check the number and the court, run the report again and save it."),
    (r"page ID does not exist|Incomplete request|may not have originated from within CM/ECF",
     "PACER's message that the page asked for is not there", SAVE),
    (r"Request Time-?out|Server timeout|404 Not Found|50\d (?:Internal|Bad|Service)",
     "an error page of the court's server", "Try again later. " + SAVE),
    (r"Notice of Electronic Filing|Notice of Docket Activity",
     "a notice of electronic filing, not a docket",
     "Add it to the matter as mail, or save the docket report instead."),
    (r"Documents? are attached to this filing|Document Selection Menu",
     "the menu of one filing's attachments", SAVE),
    (r"Download Confirmation|To accept charges shown below|Accept Charges and Retrieve",
     "PACER's page that asks you to accept charges",
     "Accept them there and save the docket report that follows."),
    (r"History/Documents\s+Query|>\s*History\s*</h2", "a history report", SAVE),
    (r"Claims\s+(?:Activity|Register)", "a claims register", SAVE),
    (r"Written Opinions? Report", "a report of written opinions", SAVE),
    (r"List of Creditors|Creditor\s+Matrix", "a list of creditors", SAVE),
    (r"Case Summary for|No match found|Case Search|History/Documents",
     "a case search or summary", SAVE),
)  # fmt: skip
OTHER_PAGES = tuple((re.compile(p, re.I), what, do) for p, what, do in _OTHER_PAGES)

# Pages that are headed like a docket and yet give nothing to read.
_WITHOUT_ENTRIES = (
    (r"There are no documents in this case",
     "PACER found no entries in the range asked for",
     "Run the report without a range of dates or numbers and save it again."),
    (r"\*\*\* This case was administratively closed",
     "the court shows nothing of an administratively closed case",
     "Enter the proceeding by hand."),
    (r"Format:\s+text\b", "it is PACER's plain text form",
     'Run the report again with the format "HTML" and save that page.'),
    (r"in the process of being opened", "the court is still opening this case",
     "Save the docket report again in a day."),
)  # fmt: skip
WITHOUT_ENTRIES = tuple((re.compile(p, re.I), what, do) for p, what, do in _WITHOUT_ENTRIES)


def text_of(data: bytes) -> str:
    """The file as text; refuses what is empty, too large, another format or noise."""
    if not data.strip():
        raise NotADocketPage("EMPTY", f"This file is empty. {SAVE}")
    if len(data) > PAGE_BYTES:
        raise NotADocketPage(
            "TOO_LARGE",
            f"This file has {len(data) // 1_000_000} MB; no docket page is larger than "
            f"{PAGE_BYTES // 1_000_000} MB. Save the docket in parts, by ranges of dates.",
        )
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise NotADocketPage("UNSUPPORTED", f"This is {what}, not a docket page. {SAVE}")
    text = _decode(data)
    if text.count("\0") or sum(not c.isprintable() and not c.isspace() for c in text[:4096]) > 40:
        raise NotADocketPage("UNSUPPORTED", f"This is not a text or a web page. {SAVE}")
    if re.match(r"\s*(?:From|MIME-Version|Received|Return-Path|Snapshot-Content-Location):", text):
        raise NotADocketPage("UNSUPPORTED", f"This is a mail or a web archive (MHT). {SAVE}")
    return text


def words_of(markup: str) -> str:
    """The visible words at the beginning of a page."""
    shown = _COMMENT.sub(" ", _SCRIPT.sub(" ", markup[:LOOK_CHARACTERS]))
    return " ".join(html.unescape(_TAG.sub(" ", shown)).split())


def page_kind(markup: str, words: str) -> str:
    """ "trial", "bankruptcy" or "appellate"; refuses every other page, saying what it likely is."""
    if "NEW SECTION - Case Stub" in markup:
        return "appellate"
    if _TRIAL.search(words[:8000]):
        return "bankruptcy" if _BANKRUPTCY.search(words[:8000]) else "trial"
    for pattern, what, do in OTHER_PAGES:
        if pattern.search(words[:20_000]) or pattern.search(markup[:20_000]):
            raise NotADocketPage("UNSUPPORTED", f"This is {what}. {do}")
    title = _TITLE.search(markup[:20_000])
    named = f" (its title is “{' '.join(title[1].split())}”)" if title else ""
    raise NotADocketPage("UNSUPPORTED", f"This is not a court's docket page{named}. {SAVE}")


def refuse_cut_off(markup: str) -> None:
    """Refuse a page without an end: the court's own pages all close their body or document."""
    if not _END.search(markup[-LOOK_CHARACTERS:]):
        raise NotADocketPage(
            "TRUNCATED", f"This page was cut off before its end, so entries are missing. {SAVE}"
        )


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
        charset = named[1].decode().lower() if named else ""
        # Browsers read "latin 1" as Windows 1252, and so must we.
        known = {"iso-8859-15": "iso-8859-15", "windows-1250": "cp1250"}
        return data.decode(known.get(charset, "cp1252"), "replace")
