"""Deadlines and docket entries in their lists, written in Python: a list has fifty of them, and a
template that is included for each costs more than all the rest of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redwell.docketing.models import Deadline
from redwell.docketing.queries import DeadlineRow, DeadlineShown, EntryRow
from redwell.ui.addresses import prepared
from redwell.ui.templatetags.proof import proof
from redwell.ui.templatetags.ui import avatar, clock, day, due_class, due_in, icon, rule_tag, tag

register = template.Library()

_ROW = """<div class="row{}" id="deadline-{}" data-row tabindex="0" role="group" aria-label="{}">
{}
<div class="row-main"><div class="line"><a class="title" data-open href="{}"><bdi>{}</bdi></a>{}</div>
<div class="sub clip"><a class="quiet" href="{}"><bdi>{}</bdi></a></div></div>
<div class="row-end fold"><span class="when">{}</span>{}{}</div></div>
"""
_TICK = '<a class="tick" data-done href="{}?back={}" aria-label="{}">{}</a>'
_NONE = SafeString("")


@register.simple_tag
def due_rows(rows: Iterable[DeadlineRow], *, back: str, view: str = "") -> SafeString:
    """A row for each deadline.

    ``back`` is the page to which a proof returns; Today leaves out the year and marks what is
    urgent. The ``view`` "closed" has nothing to tick off and no days left.
    """
    today, on_today, closed = timezone.localdate(), back == "today", view == "closed"
    one, proof, matter = (
        prepared("deadline", 2),
        prepared("deadline-completion", 2),
        prepared("matter"),
    )
    give, check = _("Give the proof for %(title)s"), icon("check", 13)
    done = format_html('<span class="tick">{}</span>', check)

    # Many rows share a day or a person.
    @cache
    def dated(on: date) -> tuple[str, str, SafeString]:
        urgent = " settled" if closed else f" {due_class(on)}".rstrip() if on_today else ""
        return urgent, day(on, "" if on_today else "year"), due_in(on, today)

    owner = cache(avatar)

    def row(due: DeadlineRow) -> tuple[object, ...]:
        urgent, when, left = dated(due.due_on)
        tick = done
        if not closed:
            give_it = give % {"title": due.title}
            tick = format_html(_TICK, proof(due.number, due.id), back, give_it, check)
        return (
            *(urgent, due.id, due.title, tick, one(due.number, due.id), due.title, _tags(due)),
            *(matter(due.number), due.matter),
            f"{when} {clock(due.due_at)}" if due.due_at else when,
            owner(due.initials, due.owner or "") if due.initials else _NONE,
            _NONE if closed else left,
        )

    return format_html_join("", _ROW, map(row, rows))


_EARLIEST, _UNVERIFIED = tag("earliest day", "outline"), tag("Unverified", "warning")
_STANDING = {
    "provisional": tag("Provisional", "warning"),
    "disputed": tag("Disputed", "danger"),
    "needs_review": tag("Needs review", "warning"),
}


def _tags(due: DeadlineRow) -> SafeString:
    return format_html(
        "{}{}{}{}",
        rule_tag(due.cite),
        _EARLIEST if due.kind == "first_day" else _NONE,
        _UNVERIFIED if due.is_critical and not due.is_verified else _NONE,
        _STANDING.get(due.status, _NONE),
    )


_DEADLINE = """<details class="deadline" id="deadline-{}" data-row tabindex="0"><summary>\
<strong class="line"><bdi>{}</bdi>{}</strong>{}<span class="sub">{} · <bdi dir="ltr">{}</bdi></span>\
<span class="ask"><span class="show">{}</span><span class="hide">{}</span></span></summary>{}\
<p class="actions"><a class="btn" data-done href="{}">{}{}</a>\
<a class="btn plain" href="{}">{}</a></p></details>"""


@register.simple_tag
def deadlines_with_proofs(shown: Iterable[DeadlineShown], number: str) -> SafeString:
    """The open deadlines of a matter, each with its proof folded behind its date."""
    today, one, completion = (
        timezone.localdate(),
        prepared("deadline", 2),
        prepared("deadline-completion", 2),
    )
    why, hide = _("Why this date?"), _("Hide the reasons")
    close, check, look = _("Close with proof"), icon("check"), _("Open")

    def row(item: DeadlineShown) -> tuple[object, ...]:
        due = item.deadline
        when = day(due.due_on, "year")
        return (
            *(due.pk, due.title, _states(due), due_in(due.due_on, today)),
            f"{when}, {clock(due.due_at)}" if due.due_at else when,
            *(due.cite, why, hide, proof(item.proof, item.checked)),
            *(completion(number, due.pk), check, close, one(number, due.pk), look),
        )

    return format_html_join("", _DEADLINE, map(row, shown))


def _states(due: Deadline) -> SafeString:
    """What is particular about a date, each after a space."""
    tags = [
        _UNVERIFIED if due.is_critical and not due.is_verified else _NONE,
        tag(due.layer, "info") if due.layer else _NONE,
        tag(due.get_status_display(), "warning") if due.status != "firm" else _NONE,
    ]
    return format_html_join("", " {}", ([held] for held in tags if held))


_ENTRY = """<li data-row tabindex="0"><div class="stamp">{}<small class="sub">{}</small></div>\
<div class="dot"></div><div class="entry"><div><span class="number" dir="ltr">{}</span> \
<bdi>{}</bdi></div><div class="sub">{}{}{}</div></div></li>"""
_DATES_SET = format_html(" · {}", tag("dates set", "info"))


@register.simple_tag
def docket_entries(rows: Iterable[EntryRow]) -> SafeString:
    """The timeline of a docket."""

    def row(entry: EntryRow) -> tuple[object, ...]:
        count = entry.document_count
        documents = ngettext("%(n)s document", "%(n)s documents", count) % {"n": count}
        return (
            *(day(entry.filed_on), entry.filed_on.year if entry.filed_on else ""),
            *(entry.number, Truncator(entry.text).chars(420), entry.court),
            f" · {documents}" if count else "",
            _DATES_SET if entry.trigger_count else _NONE,
        )

    return format_html('<ol class="docket">{}</ol>', format_html_join("", _ENTRY, map(row, rows)))
