"""Administration: people and roles, the table of needs, and the walls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from redwell.core import needs
from redwell.core.actors import Firm, User
from redwell.core.answers import answer
from redwell.core.audit import AuditEntry
from redwell.core.base_forms import Day, Form
from redwell.core.erasure import erase
from redwell.core.keys import number_in
from redwell.core.refusals import Refusal
from redwell.core.screens import screen
from redwell.docketing.actions.exporting import EXPORT
from redwell.docketing.forms import ReasonForm
from redwell.matters import actions as matters
from redwell.matters.models import ACCESS, Exclusion, Grant, Matter, Restriction, TeamMember
from redwell.site import people_actions


class PersonForm(Form):
    """Somebody who signs in."""

    name = forms.CharField(label="Name", max_length=150)
    initials = forms.CharField(label="Initials", max_length=4)
    email = forms.EmailField(label="Email")
    role = forms.ChoiceField(label="Role", choices=list(needs.ROLES.items()))
    is_administrator = forms.BooleanField(label="Also an administrator", required=False)
    password = forms.CharField(
        label="First password",
        required=False,
        widget=forms.PasswordInput,
        help_text="At least 12 characters. Empty when you only change the other fields.",
    )


class WallForm(Form):
    """A wall against one person, access for somebody from outside, or a matter for its team only."""

    user = forms.ModelChoiceField(
        label="Who", queryset=User.objects.filter(is_active=True), required=False
    )
    kind = forms.ChoiceField(
        label="What",
        choices=[
            ("wall", "Raise a wall against them"),
            ("grant", "Give access from outside"),
            ("restrict", "Let only the team know of the matter"),
        ],
    )
    reason = forms.CharField(
        label="Reason for the wall or restriction", max_length=300, required=False
    )
    access = forms.ChoiceField(label="Access from outside", choices=ACCESS, required=False)
    until_on = Day(label="Until", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") != "restrict" and not given.get("user") and "user" not in self.errors:
            self.add_error("user", "Choose who it is about.")
        return given


@screen(needs="core.administer")
def overview(request: HttpRequest) -> HttpResponse:
    """People, roles and walls at a glance."""
    context = {"people": User.objects.all(), "firm": Firm.current(), "tab": "people"}
    return render(request, "site/administration.html", context)


@screen(needs="core.administer")
def roles(request: HttpRequest) -> HttpResponse:
    """The one table: which role may do what."""
    rows = [(need, [role in need.roles for role in needs.ROLES]) for need in needs.NEEDS.values()]
    context = {"rows": rows, "roles": needs.ROLES, "tab": "roles"}
    return render(request, "site/roles.html", context)


@screen(needs="core.administer", fresh=True)
def invite(request: HttpRequest) -> HttpResponse:
    """A new account."""
    form = PersonForm(request.POST or None)
    context = {"heading": "Add a person", "submit": "Add", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        people_actions.admit(request.user, **form.values())
        return reverse("administration")

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="core.administer", fresh=True)
def person(request: HttpRequest, user: int) -> HttpResponse:
    """Change a person's account."""
    held = get_object_or_404(User, pk=user)
    names = ("name", "initials", "email", "role", "is_administrator")
    form = PersonForm(request.POST or None, initial={n: getattr(held, n) for n in names})
    context = {"heading": f"Change {held}", "submit": "Save", "form": form, "person": held}
    if request.method != "POST":
        return render(request, "site/person.html", context)

    def act(values: dict[str, Any]) -> str:
        people_actions.change_account(request.user, person=held, **form.values())
        return reverse("administration")

    return answer(request, form, act, "site/person.html", context)


@screen(needs="core.administer", fresh=True)
def deactivate(request: HttpRequest, user: int) -> HttpResponse:
    """Let somebody out, or back in; their sessions end at once."""
    held = get_object_or_404(User, pk=user)
    form = Form(request.POST or None)
    verb = "Deactivate" if held.is_active else "Activate"
    context = {"heading": f"{verb} {held}", "submit": verb, "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        people_actions.set_active(request.user, person=held, active=not held.is_active)
        return reverse("administration")

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="core.administer", fresh=True)
def end_sessions(request: HttpRequest, user: int) -> HttpResponse:
    """Sign somebody out wherever they are signed in; the account stays open."""
    held = get_object_or_404(User, pk=user)
    form = Form(request.POST or None)
    context = {"heading": f"Sign {held} out everywhere", "submit": "Sign out", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        people_actions.end_sessions(request.user, person=held)
        return reverse("administration")

    return answer(request, form, act, "matters/verb.html", context)


class EraseForm(Form):
    """Erase for good what one entry said."""

    entry = forms.IntegerField(label="Number of the entry", min_value=1)
    reason = forms.CharField(label="Reason", max_length=300)


@screen(needs="core.read_security")
def security(request: HttpRequest) -> HttpResponse:
    """Who signed in, changed accounts and ways to sign in, or took a list away: newest first."""
    before = number_in(request.GET.get("before", ""))
    entries = AuditEntry.objects.filter(
        Q(action__startswith="core.") | Q(action=EXPORT), matter_id=None
    ).exclude(action="core.undo")
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    lines = list(
        entries.order_by("-sequence").values_list(
            "sequence", "recorded_at", "auditpayload__sentence"
        )[:100]
    )
    older = lines[-1][0] if len(lines) == 100 else None
    context = {"lines": lines, "older": older, "tab": "security"}
    return render(request, "site/security.html", context)


@screen(needs="core.administer", fresh=True)
def erase_entry(request: HttpRequest) -> HttpResponse:
    """Erase the words of one entry, saying why; that it was done is an entry of its own."""
    form = EraseForm(request.POST or None)
    context = {"heading": "Erase what an entry said", "submit": "Erase for good", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        erase(request.user, entry=values["entry"], reason=values["reason"])
        return reverse("security")

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.wall")
def walls(request: HttpRequest) -> HttpResponse:
    """Every matter that has a wall: number, wall, members and hidden counts, never its content.

    Who is no administrator finds only the matters within their own walls.
    """
    rows = []
    reason = "an administrator sees number, wall and members"
    firm = _administered(request.user)
    exclusions: dict[int, list[Any]] = {}
    for row in Exclusion.objects.for_system(reason).select_related("user"):
        exclusions.setdefault(row.matter_id, []).append(row)
    grants: dict[int, list[Any]] = {}
    for row in Grant.objects.for_system(reason).select_related("user"):
        grants.setdefault(row.matter_id, []).append(row)
    restricted = dict(Restriction.objects.for_system(reason).values_list("matter_id", "pk"))
    for pk, number in (
        firm.filter(pk__in={*exclusions, *grants, *restricted})
        .order_by("-number")
        .values_list("pk", "number")
    ):
        members = TeamMember.objects.for_system(reason).filter(matter=pk).values("user").distinct()
        rows.append(
            {
                "number": number,
                "exclusions": exclusions.get(pk, ()),
                "grants": grants.get(pk, ()),
                "restricted": restricted.get(pk),
                "members": members.count(),
            }
        )
    total = firm.count()
    hidden = total - Matter.objects.visible_to(request.user).count()
    context = {"rows": rows, "total": total, "hidden": hidden, "tab": "walls"}
    return render(request, "site/walls.html", context)


@screen(needs="matters.wall", fresh=True)
def wall(request: HttpRequest, wall_number: str) -> HttpResponse:
    """Raise a wall, or give access from outside, for one matter by its number."""
    matter = _administered(request.user).filter(number=wall_number).first()
    if matter is None:
        raise Http404
    form = WallForm(request.POST or None)
    context = {"heading": f"Walls of {matter.number}", "submit": "Save", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        if values["kind"] == "restrict":
            matters.restrict(request.user, matter, reason=values["reason"])
        elif values["kind"] == "wall":
            matters.wall_off(request.user, matter, user=values["user"], reason=values["reason"])
        else:
            matters.grant(
                request.user,
                matter,
                user=values["user"],
                access=values["access"] or "read",
                until_on=values["until_on"],
            )
        return reverse("walls")

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.wall", fresh=True)
def unrestrict(request: HttpRequest, restriction: int) -> HttpResponse:
    """Let the firm know of a restricted matter again, saying why."""
    held = _standing(request, Restriction, restriction)
    return _ended(
        request,
        f"Open {held.matter.number} to the firm",
        lambda reason: matters.unrestrict(request.user, held, reason=reason),
    )


@screen(needs="matters.wall", fresh=True)
def revoke(request: HttpRequest, grant: int) -> HttpResponse:
    """End the access of somebody from outside, saying why."""
    held = _standing(request, Grant, grant)
    return _ended(
        request,
        f"End the access of {held.user} to {held.matter.number}",
        lambda reason: matters.revoke(request.user, held, reason=reason),
    )


def _administered(actor: Any) -> Any:
    """The matters whose walls the actor sees: an administrator's are all, by number alone."""
    if actor.is_administrator:
        return Matter.objects.for_system("walls are administered by number")
    return Matter.objects.visible_to(actor)


def _standing(request: HttpRequest, model: Any, pk: int) -> Any:
    rows = model.objects.for_system("within the matters that are administered")
    within = rows.filter(matter__in=_administered(request.user))
    return get_object_or_404(within.select_related("matter"), pk=pk)


def _ended(request: HttpRequest, heading: str, end: Callable[[str], object]) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    context = {"heading": heading, "submit": "Save", "form": form}
    if request.method != "POST":
        return render(request, "matters/verb.html", context)

    def act(values: dict[str, Any]) -> str:
        end(values["reason"])
        return reverse("walls")

    return answer(request, form, act, "matters/verb.html", context)


@screen(needs="matters.wall", fresh=True)
def lower(request: HttpRequest, exclusion: int) -> HttpResponse:
    """Lower one wall, saying why."""
    held = _standing(request, Exclusion, exclusion)
    if request.method == "POST" and held.user_id == request.user.pk:
        raise Refusal("Nobody lowers a wall that stands against themselves.")
    return _ended(
        request,
        f"Lower the wall against {held.user}",
        lambda reason: matters.lower_wall(request.user, held, reason=reason),
    )
