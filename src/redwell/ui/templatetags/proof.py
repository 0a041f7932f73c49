"""Why a date is what it is: the engine's answer as stored, without addresses, so that it prints
and mails as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from redwell.ui.templatetags.ui import icon

register = template.Library()

_NOTHING = SafeString("")
_STEP = '<li><span class="number">{}</span><span>{}</span><span class="on">{}</span>{}</li>\n'


@register.simple_tag
def proof(answer: dict[str, Any], checked: str = "") -> SafeString:
    """The notices, the numbered steps, the other readings and what was not applied.

    ``answer`` is the stored answer with each day as ``on_text``; ``checked`` says who entered the
    date a second time.
    """
    notices = ((icon("triangle-alert", 14), text) for text in answer.get("notices", ()))
    steps = (
        (step.get("number", ""), step.get("text", ""), step.get("on_text", ""), _source(step))
        for step in answer.get("steps", ())
    )
    others = (
        (other.get("on_text", ""), other.get("why", ""), _cite(other))
        for other in answer.get("alternatives", ())
    )
    unapplied = (
        (item.get("what", ""), item.get("why", ""), _cite(item))
        for item in answer.get("not_applied", ())
    )
    return format_html(
        '<div class="proof">\n{}<ol>\n{}</ol>\n{}{}<p class="checked">{}{}</p>\n</div>\n',
        format_html_join("", '<p class="notice">{}<span>{}</span></p>\n', notices),
        format_html_join("", _STEP, steps),
        _section(_("The other reading"), "<li><strong>{}</strong><span>{}</span>{}</li>", others),
        _section(
            _("Not applied"),
            '<li><span>{}</span><span class="soft">{}</span>{}</li>',
            unapplied,
        ),
        f"{checked} · " if checked else "",
        _("Computed by rule, to be confirmed by an attorney. This is not legal advice."),
    )


def _source(step: dict[str, Any]) -> SafeString:
    """Where a step comes from: its label, its citation, or both."""
    label, cite = step.get("label"), step.get("cite")
    if not label and not cite:
        return _NOTHING
    between = " · " if label and cite else ""
    return format_html(
        '<span class="sub">{}{}<bdi dir="ltr">{}</bdi></span>', label or "", between, cite or ""
    )


def _cite(item: dict[str, Any]) -> SafeString:
    if not item.get("cite"):
        return _NOTHING
    return format_html('<bdi class="soft" dir="ltr">{}</bdi>', item["cite"])


def _section(title: str, line: str, rows: Iterable[tuple[Any, ...]]) -> SafeString:
    lines = format_html_join("", line, rows)
    if not lines:
        return _NOTHING
    return format_html("<section><h3>{}</h3><ul>{}</ul></section>\n", title, lines)
