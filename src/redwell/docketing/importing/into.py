"""The import itself: one action that creates, updates and adds, and never doubles."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from redwell.core.actions import action, current_change, note
from redwell.docketing.importing.facts import (
    LEFT,
    beyond,
    day,
    entry_values,
    of_entry,
    of_party,
    of_proceeding,
    terminated_on,
)
from redwell.docketing.importing.finding import NotFound
from redwell.docketing.importing.matching import in_order, match
from redwell.docketing.models import EarlierText, Entry
from redwell.documents.models import Document, DocumentVersion
from redwell.lib import rulebook
from redwell.lib.docketpages import DocketPage, to_json
from redwell.matters.models import Counsel, Matter, Party, Proceeding


@action(
    "docketing.import_docket",
    needs="docketing.import",
    says="{actor} imported the docket of {number}: {added} entries new, {changed} changed",
)
def import_docket(
    actor: Any, matter: Matter, *, page: DocketPage, blob: Any, name: str
) -> Proceeding:
    """Put what a docket page says into the matter; what an entry said before is kept."""
    # The rows say it all again, field by field; the page whole would only double the entry.
    current_change().secrets.add("page")
    _take_turns(actor, matter)
    said = to_json(page)
    proceeding = _proceeding(matter, said)
    _parties(proceeding, said.get("parties") or [])
    added, changed = _entries(proceeding, said.get("docket_entries") or [])
    _keep_file(matter, blob, name, said)
    note(number=proceeding.number or said.get("case_name", ""), added=added, changed=changed)
    return proceeding


def _take_turns(actor: Any, matter: Matter) -> None:
    """Lock the matter, so that two imports of one docket cannot both find it missing."""
    if Matter.objects.visible_to(actor).select_for_update().filter(pk=matter.pk).first() is None:
        raise NotFound("There is no such matter. Look up its number and try again.")


def held(matter: Matter, said: dict[str, Any]) -> Proceeding | None:
    """The row of this docket: by number, with or without the judge's initials, else by name."""
    court, number = f"us-{said['court_id']}", (said.get("docket_number") or "")[:80]
    rows = list(
        Proceeding.objects.for_system("inside the matter's wall")
        .filter(matter=matter, court=court)
        .order_by("pk")
    )
    if not number:
        return next((r for r in rows if not r.number and r.title in ("", said["case_name"])), None)
    exact = next((r for r in rows if r.number == number), None)
    if exact is not None:
        return exact
    # "1:26-cv-07713" typed by hand may be "1:26-cv-07713-LJL" on the page, or the other way round;
    # only rows that no page has filled yet are taken.
    by_hand = [r for r in rows if not r.facts]
    like = (
        r
        for r in by_hand
        if r.number and (number.startswith(f"{r.number}-") or r.number.startswith(f"{number}-"))
    )
    return next(like, None) or next((r for r in by_hand if not r.number), None)


def _proceeding(matter: Matter, said: dict[str, Any]) -> Proceeding:
    court, number = f"us-{said['court_id']}", (said.get("docket_number") or "")[:80]
    row = held(matter, said)
    known = rulebook.load().courts.get(court)
    values = {
        "number": number,
        "title": said.get("case_name") or "",
        "judge": (said.get("assigned_to_str") or ", ".join(said.get("panel") or []))[:200],
        "referred_judge": (said.get("referred_to_str") or "")[:200],
        "filed_on": day(said.get("date_filed")),
        "terminated_on": day(said.get("date_terminated")),
        "court_case_id": (said.get("pacer_case_id") or "")[:40],
    }
    if row is None:
        row = Proceeding(matter=matter, court=court, court_name=known.name if known else court)
    for name, value in values.items():
        setattr(row, name, value)
    head = {k: v for k, v in said.items() if k not in ("parties", "docket_entries")}
    row.facts = beyond(of_proceeding(row), head)
    row.save()
    return row


def _parties(proceeding: Proceeding, said: list[dict[str, Any]]) -> None:
    """Parties in the page's order; one that left the page keeps its row and gets its last day."""
    standing = list(
        Party.objects.for_system("inside the matter's wall")
        .filter(proceeding=proceeding)
        .order_by("position", "pk")
    )
    today = timezone.localdate()
    for place, party in enumerate(said):
        name, role = party.get("name") or "", party["type"][:120]
        held = next((p for p in standing if (p.name, p.role) == (name, role)), None)
        if held is None:
            held = Party(
                matter_id=proceeding.matter_id,
                proceeding=proceeding,
                name=name,
                role=role,
                from_on=proceeding.filed_on,
            )
        else:
            standing.remove(held)
        held.position = place
        held.facts = beyond(of_party(held), {k: v for k, v in party.items() if k != "attorneys"})
        held.facts["has_counsel_cell"] = "attorneys" in party
        ended = day(party.get("date_terminated"))
        held.to_on = max(ended, held.from_on) if ended and held.from_on else ended
        held.save()
        _counsel(held, party.get("attorneys") or [])
    for left in standing:
        # A party without facts was entered by hand: no page can take it away.
        if left.facts and not left.facts.get(LEFT):
            left.to_on = left.to_on or max(today, left.from_on or today)
            left.facts = {**left.facts, LEFT: True}
            left.save()


def _counsel(party: Party, said: list[dict[str, Any]]) -> None:
    standing = list(
        Counsel.objects.for_system("inside the matter's wall")
        .filter(party=party)
        .order_by("position", "pk")
    )
    for place, attorney in enumerate(said):
        held = next((c for c in standing if c.name == attorney["name"]), None)
        if held is None:
            held = Counsel(matter_id=party.matter_id, party=party, name=attorney["name"])
        else:
            standing.remove(held)
        held.position = place
        held.details, held.roles = attorney.get("contact") or "", attorney.get("roles") or []
        ended = terminated_on(held.roles)
        if ended:
            held.to_on = max(ended, held.from_on) if held.from_on else ended
        elif not held.is_on_page:
            held.to_on = None
        held.is_on_page = True
        held.save()
    for left in standing:
        if left.is_on_page:
            today = timezone.localdate()
            left.to_on = left.to_on or max(today, left.from_on or today)
            left.is_on_page = False
            left.save()


def _entries(proceeding: Proceeding, said: list[dict[str, Any]]) -> tuple[int, int]:
    rows = list(
        Entry.objects.for_system("inside the matter's wall")
        .filter(proceeding=proceeding)
        .order_by("position", "pk")
    )
    fresh: list[Entry] = []
    order: list[Entry] = []
    changed = 0
    for entry, row in zip(said, match(rows, said), strict=True):
        values = entry_values(entry)
        if row is None:
            made = Entry(matter_id=proceeding.matter_id, proceeding=proceeding, **values)
            made.facts = beyond(of_entry(made), entry)
            fresh.append(made)
            order.append(made)
            continue
        order.append(row)
        if row.text != values["text"]:
            EarlierText(
                matter_id=row.matter_id, entry=row, text=row.text, seen_on=timezone.localdate()
            ).save()
        for name, value in values.items():
            setattr(row, name, value)
        row.facts = beyond(of_entry(row), entry)
        before = row.version
        row.save()
        changed += row.version != before
    for place, row in enumerate(in_order(rows, order)):
        row.position = place
        if row.pk is not None:
            row.save()
    Entry.objects.bulk_create(fresh, batch_size=200)
    return len(fresh), changed


def _keep_file(matter: Matter, blob: Any, name: str, said: dict[str, Any]) -> None:
    versions = DocumentVersion.objects.for_system("inside the matter's wall").filter(
        matter=matter, blob=blob
    )
    if versions.exists():
        return
    document = Document(
        matter=matter,
        title=f"Docket page of {said.get('docket_number') or name}"[:300],
        kind="Docket page",
    )
    document.save()
    DocumentVersion(
        matter=matter,
        document=document,
        number=1,
        blob=blob,
        file_name=name[:255],
        media_type="text/html",
    ).save()
