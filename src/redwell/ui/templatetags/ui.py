"""Small parts of every page. All of them escape what they are given."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lucide.templatetags.lucide import lucide

register = template.Library()

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """An inlined, decorative icon; whatever it says stands in words beside it."""
    return _drawn(name, size)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int) -> SafeString:
    """Drawing copies the icon's whole tree, and a list asks for the same icon in every row."""
    return lucide(name, size=size, **{"class": "icon", "aria-hidden": "true"})


@register.simple_tag
def tag(text: Any, kind: str = "") -> SafeString:
    """A small label: danger, warning, ok, info, outline, or neutral."""
    return format_html('<span class="tag {}"><bdi>{}</bdi></span>', kind, text)


@register.simple_tag
def rule_tag(cite: Any) -> SafeString:
    """A rule's citation, which always reads left to right."""
    if not cite:
        return SafeString("")
    return format_html('<span class="tag rule" dir="ltr">{}</span>', cite)


@register.filter
def may(person: Any, need: str) -> bool:
    """Whether a role of the person carries a need: `{% if user|may:"docketing.enter" %}`."""
    holds = getattr(person, "holds", None)
    return bool(holds and holds(need))


@register.filter
def bdi(value: Any) -> SafeString:
    """A datum that a right-to-left page must not reorder."""
    return format_html("<bdi>{}</bdi>", "" if value is None else value)


@register.simple_tag
def avatar(initials: str, name: str = "") -> SafeString:
    """A person's initials, with the name for those who cannot see them."""
    return format_html(
        '<span class="avatar" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="vh">{}</span></span>',
        name,
        initials,
        name or initials,
    )


@register.filter
def day(value: date | None, style: str = "") -> str:
    """``Mon 23 Nov``; with ``"year"`` also the year, with ``"long"`` in full words."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if style == "long":
        return f"{value:%A} {value.day} {value:%B} {value.year}"
    text = f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if style == "year" else text


@register.filter
def clock(value: time | str | None) -> str:
    """``5:00 PM``."""
    if not value:
        return ""
    if isinstance(value, str):
        value = time.fromisoformat(value)
    return f"{value.hour % 12 or 12}:{value.minute:02d} {'AM' if value.hour < 12 else 'PM'}"


@register.filter
def moment(value: datetime, zone: str = "") -> str:
    """``Mon 23 Nov, 8:31 AM`` in the given zone (default: the reader's).

    A court's zone is named where its clock differs from the reader's at that instant.
    """
    local = value.astimezone(ZoneInfo(zone)) if zone else timezone.localtime(value)
    text = f"{day(local.date())}, {clock(local.time())}"
    differs = zone and local.utcoffset() != timezone.localtime(value).utcoffset()
    return f"{text} {zone_label(zone)}" if differs else text


@register.filter("zone")
def zone_label(zone: str) -> str:
    """``America/New_York`` as ``New York time``."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time") % {"city": city}


@register.filter
def number(value: int | None) -> str:
    """A count with its thousands apart: ``4,412``; nothing for none."""
    return "" if value is None else f"{value:,}"


@register.filter
def short(value: int) -> str:
    """A count for a tab: ``386``, ``4.4k``, ``1.2M``."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value / size:.1f}".removesuffix(".0") + letter
    return str(value)


@register.simple_tag
def time_left(due: datetime, now: datetime | None = None) -> SafeString:
    """What is left until an instant, to the minute, kept true by ``rw-countdown``.

    Red within a day or when late, amber within a week; ``now`` defaults to the present.
    """
    minutes = (due - (now or timezone.now())) // timedelta(minutes=1)
    units = (_("d"), _("h"), _("min"), _("late"))
    text = _apart(abs(minutes), units)
    if minutes < 0:
        text = f"{text} {units[3]}"
    kind = "danger" if minutes < 1440 else "warning" if minutes < 7 * 1440 else ""
    return format_html(
        '<rw-countdown class="left {}" dir="ltr" data-units="{}" datetime="{}">{}</rw-countdown>',
        kind,
        "|".join(units),
        due.isoformat(),
        text,
    )


def _apart(minutes: int, units: tuple[str, str, str, str]) -> str:
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    if days >= 7:
        return f"{days} {units[0]}"
    if days:
        return f"{days} {units[0]} {hours} {units[1]}"
    return f"{hours} {units[1]} {minutes} {units[2]}" if hours else f"{minutes} {units[2]}"


@register.simple_tag
def due_in(on: date, today: date) -> SafeString:
    """How many days are left, in red when it is today or past, in amber within a week."""
    days = (on - today).days
    if days < 0:
        text = ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
        kind = "danger"
    elif days == 0:
        text, kind = _("Today"), "danger"
    elif days == 1:
        text, kind = _("Tomorrow"), "warning"
    else:
        text = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
        kind = "warning" if days < 7 else ""
    return format_html('<span class="left {}">{}</span>', kind, text)


@register.filter
def get(mapping: Any, key: str) -> Any:
    """A dictionary's value by a key that the template computes."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag
def due_left(on: date, at: time | None = None, zone: str = "") -> SafeString:
    """What is left of a deadline: days, or to the minute where it has a wall time and a zone."""
    if at and zone:
        return time_left(datetime.combine(on, at, tzinfo=ZoneInfo(zone)))
    return due_in(on, timezone.localdate())


@register.simple_tag
def due_class(on: date) -> str:
    """``urgent`` for a row that is due today or late."""
    return "urgent" if on <= timezone.localdate() else ""
