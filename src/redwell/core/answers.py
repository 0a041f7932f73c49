"""How a screen answers a form: done once, said in a toast with undo, or shown again with reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from redwell.core.actions import REGISTRY, last_entry
from redwell.core.base_forms import Form
from redwell.core.forms import once, result_of
from redwell.core.refusals import NotAllowed, Refusal, StaleEdit


def answer(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Validate, act once, go on; or show ``template`` again with what was typed and why not.

    ``act`` gets the cleaned values (and ``seen``) and returns the address to go to.
    """
    if form.is_valid():
        try:
            location, first = once(
                request.user, form.cleaned_data.get("submission"), lambda: act(form.cleaned_data)
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
            if isinstance(refusal, StaleEdit):
                # The next save is made with this newer version in view, and is stale again after it.
                form.data = form.data.copy()
                form.data["seen"] = "" if refusal.version is None else str(refusal.version)
            return render(request, template, {**context, "form": form}, status=refusal.status)
        say(request, repeated=not first)
        return redirect(location)
    # What the form offered may have changed by its own first sending.
    again = repeated(request)
    return again or render(request, template, {**context, "form": form}, status=422)


def repeated(request: HttpRequest) -> HttpResponse | None:
    """The first result of a form that is sent again after its page, or its object, has gone."""
    earlier = result_of(request.user, request.POST.get("submission"))
    if earlier is None:
        return None
    say(request, repeated=True)
    return redirect(earlier)


def say(request: HttpRequest, *, repeated: bool = False) -> None:
    """A toast with the sentence of what was just done, and its undo."""
    if repeated:
        messages.info(request, "This was saved already; nothing was done twice.")
        return
    entry = last_entry()
    if entry is None:
        return
    verb = REGISTRY.get(entry.action)
    tags = "undoable" if verb is not None and verb.undoable else ""
    sentence = (entry.auditpayload.sentence or "").removeprefix(f"{request.user} ")
    messages.success(request, sentence[:1].upper() + sentence[1:] + ".", extra_tags=tags)
