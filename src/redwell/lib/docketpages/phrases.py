"""How clerks and filers word docket entries: the patterns behind ``triggers``.

In the patterns a space stands for any white space. Groups and repetitions before the head are
possessive (``*+``, ``?+``), so that no text can make them try again and again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from redwell.lib.docketpages.dates import DATE


class Head(NamedTuple):
    """A kind of document: ``words`` at the head propose ``trigger`` unless ``unless`` is found."""

    trigger: str
    words: re.Pattern[str]
    unless: re.Pattern[str]


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.I)


# "Yahoo's ANSWER": a party's name, but nothing that would make the capitals a mere reference.
_OWNER = (
    r"(?:(?-i:[A-Z])"
    r"(?:(?!\b(?:to|re|regarding|in|on|for|of|with|granting|denying|from)\b)[^:;()]){0,200}?"
    r"'s? (?=(?-i:(?:[A-Z]+ ){0,3}(?:ANSWER|MOTION|COUNTERCLAIM)\b)))?+"
)
_JUDGE = r"(?:(?:magistrate |chief |senior )?judge [\w.']+(?: [\w.']+){0,4}:\s*)?+"
_ADJECTIVES = (
    r"(?:(?:"
    r"(?:memorandum opinion|memorandum decision|memorandum|opinion|decision)\s*(?:,|and\b|&)"
    r"|findings of fact(?:\s*,| and\b)|notice of motion\s*(?:and\b|&)|stipulation and|assented to"
    r"|ex\s*parte|in limine|prisoner civil rights|text only|docket text|class action"
    r"|(?:the )?united states'?|\d+(?:st|nd|rd|th)"
    r"|first|second|third|fourth|fifth|sixth|final|partial|interim|initial|consent|agreed|joint"
    r"|unopposed|opposed|sealed|redacted|emergency|expedited|renewed|supplemental|corrected"
    r"|verified|original|cross|letter|electronic|endorsed|minute|memo|text-only|text|paperless"
    r"|stipulated|protective|preliminary|pretrial|amended|revised|procedural|transfer|conditional"
    r"|administrative|standing|default|summary|criminal|civil|jury|clerk'?s|usa'?s|government'?s"
    r"|plaintiffs?'?s?|defendants?'?s?)(?!\w)\W*+)*+"
)
_BEFORE = rf"\s*(?:\*+[^*]{{1,60}}\*+)?+\W*+{_OWNER}{_JUDGE}{_ADJECTIVES}"


def _head(trigger: str, words: str, *, unless: str = r"(?!)") -> Head:
    return Head(trigger, _compile(f"{_BEFORE}(?P<words>{words})"), _compile(unless))


# First match wins: the special before the general.
HEADS = (
    _head(
        "us.waiver_sent",
        r"waivers? of (?:the )?service\b(?=.{0,200}\b(?:executed|sent)\b)"
        # Some clerks docket a Rule 4(d) waiver so; its answer is due 60 days after the sending.
        r"|(?:notice and )?acknowledge?ment of service\b(?=.{0,300}\backnowledge?ment sent\b)",
        unless=r"\bunexecuted\b|request for waiver",
    ),
    _head(
        "us.summons_served",
        r"(?:summons|service)\b.{0,60}?\breturn(?:ed)?(?: of service)? executed"
        r"|returns? of service (?:returned )?executed"
        r"|(?:notice and )?acknowledge?ment of service\b.{0,60}?\breturned executed"
        r"|(?:affidavit|proof|return|certificate) of service\b"
        r"(?=.{0,300}\b(?:summons|answer due)\b)",
        unless=r"\bunexecuted\b|\bnon-?service\b|\bsubpoena\b|\bnot served\b"
        r"|\bexecuted for (?!.{0,60}\b(?:summons|complaint)\b)",
    ),
    _head(
        "us.notice_of_removal_filed",
        r"(?:notice|petition) (?:of|for) removal\b"
        r"(?! (?:of|from) (?:service|counsel|attorney|the))",
    ),
    _head(
        "us.notice_of_appeal_filed",
        r"notice of (?:interlocutory |cross-?\s*)?appeal\b(?! (?:rights|record|transmi))",
    ),
    _head(
        "us.report_and_recommendation_served",
        r"(?:report|findings)(?: of magistrate judge)?\s*(?:and|&)\s*recommendations?\b",
    ),
    _head(
        "us.scheduling_order_issued",
        r"(?:rule 16 |case management |discovery |trial )?(?:scheduling|case management) "
        r"(?:and (?:planning|discovery|trial|case management) )?"
        r"(?:plan (?:and|&) (?:scheduling )?)?order\b"
        r"|order (?:setting|establishing) (?:the )?(?:pretrial |discovery )?schedul(?:e|ing)\b"
        r"(?! (?:conf|hear))",
    ),
    _head(
        "us.class_order_entered",
        r"order\b(?=[^.]{0,30}\b(?:grant|den|certif)\w*\b[^.]{0,160}"
        r"(?:class certification|certif\w* (?:a |the )?class\b))",
    ),
    _head(
        "us.judgment_entered",
        r"(?:order (?:and|&) )?judge?ment\b"
        r"(?! (?:of|from) (?:the )?(?:usca|u\.?s\.?c|court of appeals|appeals))"
        r"(?! (?:debtor|creditor|proof|returned|roll|book))",
    ),
    _head(
        "us.order_entered",
        r"(?:orders?|decree)\b(?!\s*(?:(?:of|from) (?:the )?usca|forms?\b|received))",
    ),
    _head("us.counterclaim_served", r"counter-?\s?claims?\b(?! (?:defendant|plaintiff))"),
    _head(
        "us.answer_served",
        r"answer\b(?! (?:due|deadline))(?! to (?:order|motion|interrogator))"
        r"(?=.{0,40}\b(?:to|and|with|by|filed)\b)",
    ),
    _head(
        "us.complaint_filed",
        r"complaint\b(?=\W*(?:against|by|with|filed|for|and|\()|\s*$)"
        r"|adversary (?:case|proceeding) [\d:-]+\W[^.]{0,40}\bcomplaint\b",
        unless=r"\bcomplaint as to\b|\blodged\b",
    ),
    _head(
        "us.motion_served",
        r"motions?\b(?!\s*(?:hearing|deadline|referred|terminated|taken|set\b|conference|cutoff))",
        unless=r"^[^.]{0,120}\bhearing (?:re)?(?:set|held|scheduled|continued)"
        r"|^\W*motions?\b[^.]{0,80}\b(?:terminated|referred|taken under)",
    ),
)

# Struck, mistaken or merely proposed: an entry that begins so sets nothing off.
VOID = _compile(
    r"\W*(?:filing error|filed in error|entered in error|docketed in error|entry error|disregard"
    r"|stricken|deficient|deleted document|placed in file|notice to (?:attorney|counsel)"
    r"|proposed\b|notice of (?:correction|docket|document discrepanc|deficien)|duplicate\b)"
)
AMENDED = _compile(r"\bamended\b")
WITH_COUNTERCLAIM = _compile(
    r"[^.(]{0,160}?(?:,|\band\b|\bwith\b|&|;)\s*(?P<words>counter-?\s?claims?)\b(?! defendant)"
)
TO_COUNTERCLAIM = _compile(r"[^.(]{0,80}\banswer to (?:\w+ ){0,3}counter-?\s?claim")

_MOVED = (
    r"(?:(?:is|has been|will be|are|now|hereby) )*"
    r"(?:re-?)?(?:set|scheduled|noticed|continued|moved) (?:for|to|on)"
)
_WHEN = rf"(?:\w+day,? )?{DATE}"
SETTINGS = (
    (
        "us.trial_date_set",
        _compile(
            r"\b(?:(?:jury|bench|court|non-jury|civil) )*"
            r"trial(?: in this (?:matter|case|action))?\s*"
            rf"(?:{_MOVED}|(?:will|shall) (?:begin|commence|start) on) {_WHEN}"
        ),
    ),
    (
        "us.hearing_set",
        _compile(
            r"\b(?:(?-i:[A-Z][a-z]+) ){0,3}"
            r"(?:hearing|conference|docket call|oral argument|arraignment|sentencing)"
            rf"(?:/\w+(?: \w+)?)?\s*(?:date )?{_MOVED} {_WHEN}"
            rf"|\bmotion set for hearing on {_WHEN}"
        ),
    ),
)
# After a setting: it is taken back. Before it: it is only spoken of.
NOT_TO_HAPPEN = _compile(
    r"^[^.;]{0,80}\b(?:vacated|cancell?ed|adjourned|terminated|continued|rescheduled|stricken"
    r"|not held|on the briefs)\b"
)
REFERRING = re.compile(r"\b(?:currently|previously|formerly|that|the)\s+(?:\w+\s+){0,3}$", re.I)
# Entries of parties ask for dates or recall them; they do not set them.
ASKING = _compile(
    r"\W*(?:(?:consent|joint|unopposed|letter|emergency|first|second) )*(?:motion|request"
    r"|application|response|opposition|reply|memorandum|brief|stipulation (?:to|for)|transcript"
    r"|terminate)\b"
)
