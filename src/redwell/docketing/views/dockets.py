"""Docket entries by hand, orders, and docket pages from a court's site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.answers import answer
from redwell.core.refusals import Invalid
from redwell.core.screens import screen
from redwell.docketing import actions, importing, queries, recalculating
from redwell.docketing.forms import DocketFileForm, EntryForm, OrderForm
from redwell.docketing.views.scope import proceeding_of
from redwell.matters import queries as matters
from redwell.matters.models import Matter


@screen(needs="docketing.read")
def docket(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The whole docket of a matter, newest first, with the triggers proposed from its text."""
    text = request.GET.get("q", "").strip()
    rows, next_key = queries.docket(
        request.user, matter, text=text, before=request.GET.get("before", "")
    )
    courts = matters.proceedings(request.user, matter)
    proposals = [p for court in courts for p in importing.proposals(request.user, court)]
    context = {
        "matter": matter,
        "rows": rows,
        "next_key": next_key,
        "q": text,
        "courts": courts,
        "proposals": proposals[:20],
        "tab": "docket",
    }
    return render(request, "docketing/docket.html", context)


@screen(needs="docketing.enter")
def enter(request: HttpRequest, matter: Matter, proceeding: int) -> HttpResponse:
    """A docket entry by hand."""
    court = proceeding_of(request, matter, proceeding)
    form = EntryForm(request.POST or None)
    context = {"matter": matter, "heading": "Docket an entry", "submit": "Docket", "form": form}
    if request.method != "POST":
        return render(request, "docketing/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.docket_entry(
            request.user,
            court,
            text=values["text"],
            filed_on=values["filed_on"],
            number=values["number"],
            is_ours=values["is_ours"],
        )
        return reverse("docket", args=[matter.number])

    return answer(request, form, act, "docketing/verb.html", context)


@screen(needs="docketing.enter")
def order(request: HttpRequest, matter: Matter, proceeding: int) -> HttpResponse:
    """An order or stipulation that overrides a rule in this proceeding."""
    court = proceeding_of(request, matter, proceeding)
    form = OrderForm(request.POST or None, court=court.court)
    context = {
        "matter": matter,
        "heading": "Record an order or stipulation",
        "submit": "Record",
        "form": form,
    }
    if request.method != "POST":
        return render(request, "docketing/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        period = values["count"] is not None
        actions.make_order(
            request.user,
            court,
            layer=values["layer"],
            cite=values["cite"],
            rule=values["rule"],
            made_on=values["made_on"],
            date_certain=values["date_certain"],
            count=values["count"],
            unit=values["unit"] if period else "",
            direction=values["direction"] if period else "",
        )
        # What the order changes is shown at once, and accepted by a person.
        page = "recalculation" if recalculating.changes(request.user, matter) else "matter"
        return reverse(page, args=[matter.number])

    return answer(request, form, act, "docketing/verb.html", context)


@screen(needs="docketing.import")
def import_page(request: HttpRequest, matter: Matter) -> HttpResponse:
    """A docket page saved from a court's site, read into this matter."""
    form = DocketFileForm(request.POST or None, request.FILES or None)
    context = {
        "matter": matter,
        "heading": "Import a docket page",
        "submit": "Import",
        "form": form,
        "multipart": True,
    }
    if request.method != "POST":
        return render(request, "docketing/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        file = values["files"]
        if file.size > settings.REDWELL.max_upload_mb * 1024 * 1024:
            raise Invalid(
                f"The file is larger than {settings.REDWELL.max_upload_mb} MB.",
                {"files": "Save the docket page alone, without its documents."},
            )
        importing.import_file(
            request.user, matter, data=file.read(), name=file.name, court=values["court"] or None
        )
        return reverse("docket", args=[matter.number])

    return answer(request, form, act, "docketing/verb.html", context)
