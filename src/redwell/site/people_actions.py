"""Accounts are made, changed and closed by administrators; each of it is audited, none undone."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from redwell.core.actions import action, note
from redwell.core.actors import Firm, User
from redwell.core.refusals import Invalid, Refusal


@action(
    "core.admit", needs="core.administer", says="{actor} made an account for {name}", undo=False
)
def admit(
    actor: Any,
    *,
    name: str,
    initials: str,
    email: str,
    role: str,
    is_administrator: bool = False,
    password: str = "",
) -> User:
    """Make an account; without a password the person sets one by mail."""
    user = User(
        email=email.lower(),
        name=name,
        initials=initials.upper(),
        role=role,
        is_administrator=is_administrator or role == "administrator",
    )
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Invalid(
            "There is an account with this address.",
            {"email": "Somebody has this address already."},
        ) from None
    _hide_password()
    return user


@action(
    "core.change_account",
    needs="core.administer",
    says="{actor} changed the account of {name}",
    undo=False,
)
def change_account(
    actor: Any,
    *,
    person: User,
    name: str,
    initials: str,
    email: str,
    role: str,
    is_administrator: bool = False,
    password: str = "",
) -> User:
    """Change name, role and sign-in of somebody. The last administrator stays one."""
    keeps = is_administrator or role == "administrator"
    if person.is_administrator and not keeps and _only_administrator(person):
        raise Refusal("This is the only administrator: make another one first.")
    note(
        before={
            "role": person.role,
            "administrator": person.is_administrator,
            "email": person.email,
        }
    )
    person.name, person.initials, person.email = name, initials.upper(), email.lower()
    person.role, person.is_administrator = role, keeps
    if password:
        _set_password(person, password)
    person.save()
    _hide_password()
    return person


@action(
    "core.set_active",
    needs="core.administer",
    says="{actor} {done} the account of {person}",
    undo=False,
)
def set_active(actor: Any, *, person: User, active: bool) -> User:
    """Let somebody out or back in. Their open sessions end with the next request."""
    if not active and person.pk == getattr(actor, "pk", None):
        raise Refusal("You cannot deactivate your own account.")
    if not active and person.is_administrator and _only_administrator(person):
        raise Refusal("This is the only administrator: make another one first.")
    note(done="activated" if active else "deactivated")
    person.is_active = active
    person.save(update_fields=["is_active"])
    return person


@action(
    "core.end_sessions",
    needs="core.administer",
    says="{actor} signed {person} out everywhere ({ended})",
    undo=False,
)
def end_sessions(actor: Any, *, person: User) -> int:
    """End every open session of somebody, who may sign in again; returns how many there were."""
    if person.pk == getattr(actor, "pk", None):
        raise Refusal("End your own sessions on your account page: there this one stays open.")
    # Each session is asked whose it is: the library's list of them may lack one.
    ended = [
        held.pk
        for held in Session.objects.filter(expire_date__gt=timezone.now())
        if held.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=ended).delete()
    UserSession.objects.filter(user=person).delete()
    note(ended=f"{len(ended)} session{'' if len(ended) == 1 else 's'}")
    return len(ended)


@action("core.found", needs="core.administer", says="The firm {firm} was founded", undo=False)
def found(
    actor: Any,
    *,
    firm: str,
    name: str,
    initials: str,
    email: str,
    password: str,
    role: str = "lead",
) -> User:
    """The first start: the firm and its administrator. Refuses where a firm exists."""
    if Firm.current() is not None or User.objects.exists():
        raise Refusal("This installation has its firm already: sign in instead.")
    Firm.objects.create(pk=1, name=firm)
    user = User(
        email=email.lower(), name=name, initials=initials.upper(), role=role, is_administrator=True
    )
    _set_password(user, password)
    user.save()
    _hide_password()
    return user


def _only_administrator(person: User) -> bool:
    return (
        not User.objects.filter(is_administrator=True, is_active=True)
        .exclude(pk=person.pk)
        .exists()
    )


def _set_password(user: User, password: str) -> None:
    if not password:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid("Choose another password.", {"password": " ".join(error.messages)}) from None
    user.set_password(password)


def _hide_password() -> None:
    """The audit entry must not keep a password among the action's arguments."""
    from redwell.core.actions import current_change

    current_change().secrets.add("password")
