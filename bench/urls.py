"""The product's addresses and two empty pages: the peers of B4."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from redwell.core.screens import screen


@screen(needs="core.see_own")
def bare(request: HttpRequest) -> HttpResponse:
    """Signed in, through every layer, with nothing on the page."""
    return HttpResponse("<!doctype html><title>Empty</title>")


@screen(needs="core.see_own")
def shell(request: HttpRequest) -> HttpResponse:
    """The rail, the palette and the shortcuts around nothing."""
    return render(request, "ui/base.html")


urlpatterns = [
    path("bench/bare", bare),
    path("bench/shell", shell),
    path("", include("redwell.site.urls")),
]
