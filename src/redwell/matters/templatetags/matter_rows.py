"""The rows of the list of matters, written in Python for the reason that deadlines are."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from redwell.matters.queries import MatterRow
from redwell.ui.addresses import prepared
from redwell.ui.templatetags.ui import day, tag

register = template.Library()

_NO_TEAM, _NONE = format_html(" {}", tag("No team", "outline")), SafeString("")


@register.simple_tag
def matter_rows(rows: Iterable[MatterRow]) -> SafeString:
    """A table row for each matter."""
    matter = prepared("matter")
    # Each cell names its column, for the cards of a phone.
    line = format_html(
        '<tr id="matter-{{}}" data-row tabindex="0"><th scope="row"><a class="title" href="{{}}">'
        '<bdi>{{}}</bdi></a>{{}}</th><td data-label="{}"><bdi dir="ltr">{{}}</bdi></td>'
        '<td data-label="{}"><bdi>{{}}</bdi></td><td class="hide-1" data-label="{}">'
        '<bdi>{{}}</bdi></td><td data-label="{}">{{}}</td><td data-label="{}">{{}}</td>'
        '<td class="hide-1" data-label="{}">{{}}</td></tr>',
        *(_("Number"), _("Client"), _("Court"), _("Stage"), _("Next date"), _("Last activity")),
    )
    nothing = format_html('<span class="soft">{}</span>', _("none"))

    def row(held: MatterRow) -> tuple[object, ...]:
        return (
            *(held.number, matter(held.number), held.title),
            *(_NONE if held.has_team else _NO_TEAM, held.number, held.client),
            *(held.court or "—", held.stage),
            format_html('<span class="nowrap">{}</span>', day(held.next_on))
            if held.next_on
            else nothing,
            day(held.last_at),
        )

    return format_html_join("", line, map(row, rows))
