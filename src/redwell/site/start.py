"""The first start of an empty installation: the firm and its administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.views import login, logout
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from redwell.core.actors import User
from redwell.core.refusals import Refusal
from redwell.site import people_actions


class StartForm(forms.Form):
    """Who starts this installation."""

    firm = forms.CharField(label="Name of the firm", max_length=200)
    name = forms.CharField(label="Your name", max_length=150)
    initials = forms.CharField(label="Your initials", max_length=4)
    email = forms.EmailField(label="Your email")
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput, help_text="At least 12 characters."
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; in an empty installation, where nobody could sign in, the first start."""
    if request.method == "GET" and not User.objects.exists():
        return redirect("start")
    return login(request)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and have the browser forget what it holds of the house (ASVS 14.3.1).

    Not its cookies: "cookies" would clear those of every neighbour under the same domain too.
    """
    response = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def start(request: HttpRequest) -> HttpResponse:
    """Shown once; afterwards it leads to the sign-in page."""
    if User.objects.exists():
        return redirect("account_login")
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people_actions.found(None, **_given(form))
            return redirect("account_login")
        except Refusal as refusal:
            for name, sentence in getattr(refusal, "errors", {}).items():
                form.add_error(name, sentence)
            if not getattr(refusal, "errors", {}):
                form.add_error(None, refusal.sentence)
    return render(request, "site/start.html", {"form": form}, status=422 if form.errors else 200)


def _given(form: StartForm) -> dict[str, Any]:
    return dict(form.cleaned_data)


start.need = "public"  # type: ignore[attr-defined]
