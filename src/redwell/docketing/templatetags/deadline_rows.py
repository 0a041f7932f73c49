"""The rows of a list of deadlines, written in Python: a list has fifty, and a template that is
included for each costs more than all the rest of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from redwell.docketing.queries import DeadlineRow
from redwell.ui.addresses import prepared
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
    return SafeString(
        rule_tag(due.cite)
        + (_EARLIEST if due.kind == "first_day" else _NONE)
        + (_UNVERIFIED if due.is_critical and not due.is_verified else _NONE)
        + _STANDING.get(due.status, _NONE)
    )
