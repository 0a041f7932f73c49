"""Every field of every form takes everything an attacker types; no page, export or header gives it
back as anything but text.

The forms come from the pages themselves, the pages from the URL table: a new field is tried as
soon as it exists.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from urllib.parse import urlsplit

from django.db import transaction

from addresses import patterns
from furnished import filled
from redwell.core.actors import User
from redwell.docketing.models import Deadline
from redwell.matters.models import Exclusion, Matter, Proceeding
from redwell.people.models import Contact
from security.harm import in_answer, in_ics
from security.pages import Field, Shown, forms_of
from security.payloads import EMAILS, MISFITS, packed

# Pages of the sign-in library and the first start: tried like all others, but what they take is a
# password, a code or a key, never a text that is shown again. A docket file has a test of its own.
KEEPS_NOTHING = ("account/", "start/", "matters/<str:number>/docket/import/")
# A name that has to be one the firm knows: no text of an attacker is ever taken.
KNOWN_NAMES = {("people/<int:contact_id>/relations/new/", "other")}
# Two fields of one form that exclude each other, and choices whose first offer is not enough.
CHOSEN = {
    ("orders/new/", "date_certain"): None,
    ("orders/new/", "unit"): "days",
    ("orders/new/", "direction"): "after",
    ("team/new/", "user"): "mid",
    ("administration/walls/", "user"): "biller",
    ("completion/", "entry"): "",
}
EVERY = [path for path, _ in patterns()]


def _sent(path: str, firm) -> dict[str, object]:
    """Values for the address, with a fresh object where a form uses one up."""
    values = dict(firm.values)
    if path.endswith(("completion/", "waiver/", "continuance/", "vacatur/", "verification/")):
        values["deadline"] = firm.fresh_deadline()
    if "exclusion" in path:
        values["exclusion"] = firm.fresh_wall()
    return values


def _proper(path: str, firm, field: Field) -> object:
    """A value that the field takes, as a coordinator would send it."""
    for (part, name), chosen in CHOSEN.items():
        if part in path and name == field.name:
            return getattr(firm.cast, chosen).pk if hasattr(firm.cast, chosen or "") else chosen
    if field.kind == "hidden":
        return field.value
    if field.kind == "select":
        return field.value or next((o for o in field.options if o), "")
    if field.kind == "date":
        return field.value or "2026-12-10"
    if field.kind == "number":
        return "10"
    if field.kind in ("checkbox", "radio", "file", "time", "submit"):
        return field.value or None
    return field.value


def _values_for(field: Field) -> list[str]:
    if field.kind in ("text", "search", "textarea", "password"):
        return packed(min(field.limit, 300))
    return list(EMAILS) if field.kind == "email" else []


_HOSTS = count()


def _own_host(value: str) -> str:
    """The address at a host of its own: two accounts never share one."""
    return value.replace("@demo.", f"@h{next(_HOSTS)}.demo.")


def _posts(client, path: str, firm) -> tuple[str, list[Shown]]:
    """The address of a page and the forms on it that write, without those of the shell."""
    address = filled(path, _sent(path, firm))
    page = client.get(address)
    assert in_answer(page) == [], address
    if not page.get("Content-Type", "").startswith("text/html"):
        return address, []
    shell = ("/account/theme/", "/account/logout/", "/undo/")
    found = [
        form
        for form in forms_of(page.content.decode(), address)
        if form.method == "post" and urlsplit(form.action).path not in shell
    ]
    return address, found


def _newest(firm) -> dict[str, object]:
    """The addresses of what was made last, beside those of the firm's first objects."""
    lead = firm.lead
    newest = {
        "contact_id": Contact.objects.visible_to(lead).order_by("-pk").first().pk,
        "deadline": Deadline.objects.visible_to(lead)
        .filter(matter=firm.cast.matter)
        .order_by("-pk")
        .first()
        .pk,
        "proceeding": Proceeding.objects.visible_to(lead)
        .filter(matter=firm.cast.matter)
        .order_by("-pk")
        .first()
        .pk,
        "user": User.objects.order_by("-pk").first().pk,
        "number": Matter.objects.visible_to(lead).order_by("-pk").first().number,
    }
    wall = Exclusion.objects.for_system("the test looks at every wall").order_by("-pk").first()
    return {**newest, "exclusion": wall.pk if wall else 0}


def _look_everywhere(firm) -> list[str]:
    """Every page, with the firm's first objects and with the newest; and the palette."""
    client, wrong, seen = firm.client(), [], set()
    for values in (firm.values, {**firm.values, **_newest(firm)}):
        for path in EVERY:
            address = filled(path, values)
            if address in seen:
                continue
            seen.add(address)
            wrong += [f"{address}: {w}" for w in in_answer(client.get(address))]
    for words in ("rwx", "=1+1", "script", "<", "'"):
        for address in ("/find", "/matters/", "/deadlines/", "/people/"):
            answer = client.get(address, {"q": words})
            wrong += [f"{address}?q={words}: {w}" for w in in_answer(answer)]
    open_ones = Deadline.objects.visible_to(firm.lead).filter(is_open=True).count()
    calendar = client.get("/deadlines/export.ics")
    return wrong + [f"ics: {w}" for w in in_ics(calendar.content, open_ones)]


def test_everything_typed_into_every_field_stays_text_on_every_page(
    quick_passwords, firm, settings, tmp_path
):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    wrong: list[str] = []
    taken: Counter[tuple[str, str]] = Counter()
    offered: set[tuple[str, str]] = set()
    turn = 0
    going = set(EVERY)
    while going:
        for path in sorted(going):
            client = firm.client()
            if path.endswith("waiver/"):
                User.objects.exclude(pk__in=(firm.lead.pk, firm.cast.senior.pk)).update(
                    is_active=False
                )
            address, found = _posts(client, path, firm)
            if path.endswith("waiver/"):
                User.objects.filter(pk=firm.cast.senior.pk).update(is_active=False)
            longest = 0
            for form in found:
                sets = {f.name: _values_for(f) for f in form.fields}
                longest = max(longest, *map(len, sets.values())) if sets else longest

                def fill(field: Field, sets=sets, turn=turn, path=path) -> object:
                    values = sets[field.name]
                    if not values:
                        return _proper(path, firm, field)
                    return _own_host(values[turn % len(values)])

                answer = client.post(form.action, form.data(fill))
                wrong += [f"POST {address}: {w}" for w in in_answer(answer)]
                texts = {(path, name) for name, values in sets.items() if values}
                if not path.startswith(KEEPS_NOTHING):
                    offered |= texts
                    taken.update(texts if answer.status_code == 302 else ())
            User.objects.filter(is_active=False).update(is_active=True)
            if turn + 1 >= longest:
                going.discard(path)
        # Long fields have said everything by the thirteenth turn; short ones repeat themselves.
        if turn < 13 or turn % 8 == 0 or not going:
            wrong += _look_everywhere(firm)
        turn += 1
        assert wrong == [], f"in turn {turn}:\n" + "\n".join(wrong[:20])
    # A field that took nothing was not tried.
    assert {name for name in offered if not taken[name]} == KNOWN_NAMES
    assert len(offered) >= 30


def test_no_field_alone_breaks_a_page(quick_passwords, firm, settings, tmp_path):
    """One field at a time holds what does not belong there; the others are as they should be."""
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    wrong, tried = [], 0
    for path in EVERY:
        client = firm.client()
        address, found = _posts(client, path, firm)
        cookies = client.cookies.copy()
        for form, name in [(shown, name) for shown in found for name in shown.names()]:
            for misfit in MISFITS:
                # What was done is rolled back, so that every try meets the same page.
                with transaction.atomic():
                    data = form.data(
                        lambda f, n=name, m=misfit, p=path: (
                            m if f.name == n else _proper(p, firm, f)
                        )
                    )
                    answer = client.post(form.action, data)
                    transaction.set_rollback(True)
                client.cookies = cookies.copy()
                tried += 1
                wrong += [f"{address} {name}={misfit!r}: {w}" for w in in_answer(answer)]
    assert wrong == []
    assert tried > 1000


def test_the_same_thing_entered_twice_never_ends_in_a_fault(firm, settings, tmp_path):
    """Two people enter the same: the second is told so, or it is done again."""
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    wrong = []
    for path in EVERY:
        if path.startswith(KEEPS_NOTHING):
            continue
        address, found = _posts(firm.client(), path, firm)
        for form in found:

            def fill(field: Field, path=path) -> object:
                if field.name == "submission":
                    return ""
                if field.kind == "email":
                    return "twice@demo.invalid"
                return _proper(path, firm, field) or (
                    "Twelve words" if _values_for(field) else None
                )

            with transaction.atomic():
                for _ in range(2):
                    answer = firm.client().post(form.action, form.data(fill))
                    wrong += [f"{address}: {w}" for w in in_answer(answer)]
                transaction.set_rollback(True)
    assert wrong == []
