"""Pages that mix apps: Today, the matter, the palette, the news, and one's own account."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from redwell.calendaring import queries as calendar
from redwell.core.answers import say
from redwell.core.forms import once
from redwell.core.refusals import Refusal
from redwell.core.screens import screen
from redwell.core.undo import last_undoable, take_back
from redwell.docketing import queries as docketing
from redwell.docketing.models import Deadline, Entry
from redwell.matters import queries as matters
from redwell.matters.models import KINDS, Matter
from redwell.people.models import Contact
from redwell.site.shell import PLACES


@screen(needs="core.see_own")
def today(request: HttpRequest) -> HttpResponse:
    """What is due, what is on the calendar, what is unverified, what was forgotten."""
    user = request.user
    if not user.holds("docketing.read"):
        # Clients and pure administrators have no day of deadlines.
        return redirect("matters" if user.holds("matters.read") else "administration")
    on = timezone.localdate()
    view = "mine" if request.GET.get("view") == "mine" else "all"
    page = docketing.open_deadlines(user, view=view, until=on + timedelta(days=14), size=14)
    days = calendar.days(user, on, on + timedelta(days=4))
    agenda = days.pop(on) if user.holds("calendaring.read") else ()
    figures = docketing.pressing(user, on)
    unverified = docketing.open_deadlines(user, view="unverified", size=5).rows
    context = {
        "today": on,
        "page": page,
        "view": view,
        "agenda": agenda,
        "figures": figures,
        "forgotten": matters.forgotten(user, size=5),
        "unverified": unverified,
        "clashes": sorted({a.clash for a in agenda if a.clash}),
        "ahead": [(day, held) for day, held in days.items() if day > on],
    }
    return render(request, "site/today.html", context)


@screen(needs="matters.read")
def matter_list(request: HttpRequest) -> HttpResponse:
    """Matters within the reader's walls."""
    view = request.GET.get("view", "all")
    kind = request.GET.get("kind", "")
    text = request.GET.get("q", "").strip()
    rows, next_key = matters.matters(
        request.user,
        view=view if view in matters.VIEWS else "all",
        text=text,
        kind=kind if kind in dict(KINDS) else "",
        after=request.GET.get("after", ""),
        today=timezone.localdate(),
        next_dates=lambda ids: _next_dates(request.user, ids),
    )
    context = {
        "rows": rows,
        "next_key": next_key,
        "views": matters.VIEWS,
        "view": view,
        "kinds": KINDS,
        "kind": kind,
        "q": text,
        "today": timezone.localdate(),
    }
    return render(request, "site/matters.html", context)


def _next_dates(actor: Any, ids: list[int]) -> dict[int, date]:
    if not actor.holds("docketing.read"):
        return {}
    nexts: dict[int, date] = {}
    for pk, on in (
        Deadline.objects.visible_to(actor)
        .filter(is_open=True, matter__in=ids)
        .order_by("-due_on")
        .values_list("matter_id", "due_on")
    ):
        nexts[pk] = on
    return nexts


@screen(needs="matters.read")
def matter(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The matter on one page."""
    user = request.user
    reads_docket = user.holds("docketing.read")
    rows, next_key = docketing.docket(user, matter, size=12) if reads_docket else ((), None)
    deadlines = docketing.matter_deadlines(user, matter) if reads_docket else ()
    courts = matters.proceedings(user, matter)
    context = {
        "matter": matter,
        "courts": courts,
        "team": matters.team(user, matter),
        "rows": rows,
        "next_key": next_key,
        "deadlines": deadlines,
        "tab": "overview",
        "today": timezone.localdate(),
        "counsel": matters.opposing_counsel(user, matter),
        "entry_count": Entry.objects.visible_to(user).filter(matter=matter).count()
        if reads_docket
        else 0,
    }
    return render(request, "site/matter.html", context)


@screen(needs="core.see_own")
def find(request: HttpRequest) -> HttpResponse:
    """The palette's answer: places, matters, people; all within the reader's walls."""
    user, text = request.user, request.GET.get("q", "").strip()
    lower = text.lower()
    places = [
        {"title": p.title, "icon": p.icon, "url": reverse(p.route), "key": p.key}
        for p in PLACES
        if user.holds(p.need) and lower in str(p.title).lower()
    ]
    found_matters: list[Any] = []
    found_people: list[Any] = []
    if len(text) >= 2:
        if user.holds("matters.read"):
            found_matters = list(
                Matter.objects.visible_to(user)
                .filter(Q(title__icontains=text) | Q(number__icontains=text))
                .order_by("-number")[:8]
            )
        if user.holds("people.read"):
            found_people = list(
                Contact.objects.visible_to(user)
                .filter(name__icontains=text)
                .order_by("sort_name")[:5]
            )
    part = "#found" if request.headers.get("HX-Request") else ""
    context = {"q": text, "places": places, "matters": found_matters, "people": found_people}
    return render(request, f"site/find.html{part}", context)


@screen(needs="core.see_own")
def news(request: HttpRequest) -> HttpResponse:
    """Whether anything happened within the reader's walls since a mark; says nothing of what.

    The mark is opaque: a number would count what happens behind a wall.
    """
    last = matters.last_seen_entry(request.user)
    said = f"{request.session.session_key}:{last}"
    mark = salted_hmac("redwell.news", said, algorithm="sha256").hexdigest()[:24]
    return JsonResponse({"mark": mark, "news": request.GET.get("after", mark) not in ("", mark)})


@screen(needs="core.see_own", writes="core.undo")
def undo(request: HttpRequest) -> HttpResponse:
    """Take back one's own last action of this session."""
    back = _safe(request, request.POST.get("next", ""))
    if request.method == "POST":
        # Two clicks on one button take back one action: the button carries a token.
        try:
            _, first = once(
                request.user, request.POST.get("submission"), lambda: _take_back_last(request, back)
            )
            if not first:
                say(request, repeated=True)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return redirect(back)


def _take_back_last(request: HttpRequest, back: str) -> str:
    entry = last_undoable(request.user, request.session.session_key or "")
    if entry is None:
        messages.info(request, "There is nothing of this session to undo.")
        return back
    said = (entry.auditpayload.sentence or "").removeprefix(f"{request.user} ")
    take_back(request.user, entry=entry.sequence)
    messages.success(request, f"Undone: {said}.")
    return back


def _safe(request: HttpRequest, location: str) -> str:
    return location if url_has_allowed_host_and_scheme(location, {request.get_host()}) else "/"


@screen(needs="core.see_own")
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: how it looks, and how one signs in."""
    if request.method == "POST":
        user = request.user
        user.density = "comfortable" if request.POST.get("density") == "comfortable" else "dense"
        user.single_keys = request.POST.get("single_keys") == "on"
        user.save(update_fields=["density", "single_keys"])
        messages.success(request, "Saved.")
        return redirect("account")
    return render(request, "site/account.html", {})


@screen(needs="core.see_own")
def theme(request: HttpRequest) -> HttpResponse:
    """From the system's choice to dark, to light, and back."""
    if request.method == "POST":
        following = {"auto": "dark", "dark": "light", "light": "auto"}
        request.user.theme = following.get(request.user.theme, "auto")
        request.user.save(update_fields=["theme"])
    return redirect(_safe(request, request.headers.get("Referer", "")))
