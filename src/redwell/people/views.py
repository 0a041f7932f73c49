"""People and organizations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from redwell.core.answers import answer
from redwell.core.base_forms import Day, Form
from redwell.core.keys import number_in
from redwell.core.refusals import Invalid
from redwell.core.screens import screen
from redwell.people import actions
from redwell.people.models import Alias, Contact, Relation


class ContactForm(Form):
    """A person or an organization."""

    kind = forms.ChoiceField(label="Kind", choices=Contact.KINDS)
    name = forms.CharField(label="Name", max_length=250)
    email = forms.EmailField(label="Email", required=False)
    phone = forms.CharField(label="Phone", required=False, max_length=60)
    address = forms.CharField(
        label="Address", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AliasForm(Form):
    """Another name."""

    name = forms.CharField(label="Other name", max_length=250)
    kind = forms.ChoiceField(label="Kind", choices=Alias.KINDS)


class RelationForm(Form):
    """How two contacts belong together."""

    kind = forms.ChoiceField(label="Relation", choices=Relation.KINDS)
    other = forms.CharField(label="Whom", max_length=250, help_text="A name the firm knows.")
    from_on = Day(label="From", required=False)
    to_on = Day(label="To", required=False)


@screen(needs="people.read")
def contacts(request: HttpRequest) -> HttpResponse:
    """Everybody within the reader's walls, by name or alias."""
    text = request.GET.get("q", "").strip()
    after = request.GET.get("after", "")
    rows = Contact.objects.visible_to(request.user)
    if text:
        known_as = Alias.objects.visible_to(request.user).filter(
            contact_id=OuterRef("pk"), name__icontains=text
        )
        rows = rows.filter(Q(name__icontains=text) | Exists(known_as))
    name, _, row_id = after.rpartition("|")
    last = number_in(row_id)
    if last is not None:
        rows = rows.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=last))
    found = list(rows.order_by("sort_name", "pk")[:51])
    context = {
        "rows": found[:50],
        "q": text,
        "next_key": f"{found[49].sort_name}|{found[49].pk}" if len(found) > 50 else None,
    }
    return render(request, "people/contacts.html", context)


@screen(needs="people.read")
def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """One person or organization with aliases and relations."""
    held = _contact(request, contact_id)
    context = {
        "contact": held,
        "aliases": Alias.objects.visible_to(request.user).filter(contact=held).order_by("pk"),
        "relations": Relation.objects.visible_to(request.user)
        .filter(Q(contact=held) | Q(other=held))
        .select_related("contact", "other"),
    }
    return render(request, "people/contact.html", context)


@screen(needs="people.edit")
def enter(request: HttpRequest) -> HttpResponse:
    """A new person or organization."""
    form = ContactForm(request.POST or None)
    context = {"heading": "Enter a person or organization", "submit": "Enter", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        made = actions.enter(request.user, **form.values())
        return reverse("contact", args=[made.pk])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="people.edit")
def correct(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Correct what is known of somebody."""
    held = _contact(request, contact_id)
    names = ("kind", "name", "email", "phone", "address", "note")
    form = ContactForm(
        request.POST or None, initial={n: getattr(held, n) for n in names}, seen=held.version
    )
    context = {"heading": f"Correct {held}", "submit": "Save", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.correct(request.user, held, seen=values["seen"], **form.values())
        return reverse("contact", args=[held.pk])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="people.edit")
def add_alias(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Another name by which somebody is known."""
    held = _contact(request, contact_id)
    form = AliasForm(request.POST or None)
    context = {"heading": f"Another name for {held}", "submit": "Add", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        actions.add_alias(request.user, held, **form.values())
        return reverse("contact", args=[held.pk])

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="people.edit")
def relate(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Say how somebody belongs together with somebody else."""
    held = _contact(request, contact_id)
    form = RelationForm(request.POST or None)
    context = {"heading": f"A relation of {held}", "submit": "Relate", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        given = form.values()
        actions.relate(request.user, held, **given | {"other": _named(request, given["other"])})
        return reverse("contact", args=[held.pk])

    return answer(request, form, act, "matters/verb.html", context)


def _named(request: HttpRequest, name: str) -> Contact:
    """The one contact of exactly this name within the reader's wall. Raises Invalid."""
    found = list(Contact.objects.visible_to(request.user).filter(name__iexact=name.strip())[:2])
    if len(found) == 1:
        return found[0]
    said = (
        "Enter them under People first." if not found else "Two have this name: correct one first."
    )
    raise Invalid("The other side is not certain.", {"other": said})


def _contact(request: HttpRequest, contact_id: int) -> Contact:
    held = Contact.objects.visible_to(request.user).filter(pk=contact_id).first()
    if held is None:
        raise Http404
    return held
