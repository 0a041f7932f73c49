"""From the words of a docket entry to the triggers that it may have set off.

What an entry *is* stands at its head; everything after "re", "to", "granting" or "in support of"
only refers to other filings. So kinds of document are looked for at the head alone, after the
adjectives that clerks put before them; only settings of hearings and trials may stand anywhere.
A proposal is for a person to confirm, never docketed by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redwell.lib.docketpages import phrases
from redwell.lib.docketpages.dates import FoundDate, find_dates

# An entry's head and its "unless" stand within its first characters.
HEAD_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger that the entry may have set off.

    ``text[start:end]`` are the words that matched. ``happened_on`` is the day of service or
    setting that the words give (None when they give none), for other triggers the day of filing.
    ``dates`` are all dates of the entry with their meanings.
    """

    trigger: str
    start: int
    end: int
    words: str
    happened_on: date | None
    dates: tuple[FoundDate, ...]


def propose(text: str, *, filed_on: date | None = None) -> tuple[Proposal, ...]:
    """The triggers proposed by ``text``, the words of one entry filed on ``filed_on``.

    What the entry is comes first, then hearings and trials in the order of the text. Nothing for
    an entry that is struck, mistaken or only refers to other filings.
    """
    if phrases.VOID.match(text):
        return ()
    dates = find_dates(text)
    proposed = []
    if (head := _head(text)) is not None:
        trigger, start, end = head
        on = _happened_on(trigger, dates, filed_on)
        proposed.append(Proposal(trigger, start, end, text[start:end], on, dates))
        if (claim := _counterclaim(trigger, text, end)) is not None:
            start, end = claim
            proposed.append(
                Proposal("us.counterclaim_served", start, end, text[start:end], filed_on, dates)
            )
    return (*proposed, *_settings(text, dates))


def _head(text: str) -> tuple[str, int, int] | None:
    for trigger, words, unless in phrases.HEADS:
        match = words.match(text)
        if match is None or unless.search(text[:HEAD_CHARACTERS]):
            continue
        start, end = match.span("words")
        if trigger in ("us.answer_served", "us.counterclaim_served", "us.complaint_filed"):
            amended = phrases.AMENDED.search(text, 0, start)
            if amended is not None:
                return "us.amended_pleading_served", amended.start(), end
        return trigger, start, end
    return None


def _happened_on(trigger: str, dates: tuple[FoundDate, ...], filed_on: date | None) -> date | None:
    """The day of the trigger. Service is not the day its proof was filed: no date, no guess."""
    if trigger == "us.waiver_sent":
        meanings = ["sent"]
    elif trigger == "us.summons_served":
        # "Return of Service Executed as to … on 7/31/2007": a date that nothing else explains.
        # "Acknowledgment of Service signed by … on": the receipt that completes such service.
        meanings = ["served", "named", "signed"]
    else:
        return filed_on
    for meaning in meanings:
        for found in dates:
            if found.meaning == meaning:
                return found.on
    return None


def _counterclaim(trigger: str, text: str, end: int) -> tuple[int, int] | None:
    if trigger not in ("us.answer_served", "us.amended_pleading_served"):
        return None
    if phrases.TO_COUNTERCLAIM.match(text):
        return None
    claim = phrases.WITH_COUNTERCLAIM.match(text, end)
    return claim.span("words") if claim else None


def _settings(text: str, dates: tuple[FoundDate, ...]) -> list[Proposal]:
    found: dict[tuple[str, date], Proposal] = {}
    asking = phrases.ASKING.match(text)
    for trigger, pattern in phrases.SETTINGS:
        for match in pattern.finditer(text):
            words, (start, end) = match[0], match.span()
            noticed = words.lower().startswith("motion set")
            recalled = phrases.REFERRING.search(text[max(0, start - 80) : start])
            # "the conference set for …" recalls; "the conference continued to …" sets.
            if (asking and not noticed) or (recalled and " set " in words.lower()):
                continue
            if phrases.NOT_TO_HAPPEN.search(text[end : end + 120]):
                continue
            on = next((d.on for d in dates if start <= d.start < end), None)
            if on is not None:
                found.setdefault((trigger, on), Proposal(trigger, start, end, words, on, dates))
    return sorted(found.values(), key=lambda proposal: proposal.start)
