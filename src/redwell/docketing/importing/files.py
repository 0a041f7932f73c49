"""A file of a person into a matter: into one that is there, or into one opened for it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from redwell.core import vault
from redwell.core.actions import action, current_change
from redwell.core.refusals import Refusal
from redwell.docketing.importing.into import import_docket
from redwell.docketing.importing.reading import read
from redwell.lib.docketpages import DocketPage
from redwell.matters.actions import open_matter
from redwell.matters.models import Matter, Proceeding
from redwell.people.actions import enter
from redwell.people.models import Contact

_KINDS = {"appellate": "appeal", "acms": "appeal", "bankruptcy": "bankruptcy"}


def import_file(
    actor: Any, matter: Matter, *, data: bytes, name: str, court: str | None = None
) -> Proceeding:
    """Read a saved page and import it; parsing and the vault lie outside the transaction."""
    page = read(data, name=name, court=court)
    return import_docket(actor, matter, page=page, blob=vault.keep(data), name=name)


@action(
    "docketing.open_with_docket",
    needs="matters.open",
    says="{actor} opened a matter for {client} with the docket of {number}",
)
def open_with_docket(
    actor: Any, *, client: str, page: DocketPage, blob: Any, name: str
) -> Proceeding:
    """Open a matter titled by the case's name and import its docket: one entry, one undo.

    ``client`` is the name of a contact, who is entered when unknown. Raises ``Refusal`` where
    several contacts bear the name.
    """
    current_change().secrets.add("page")
    known = list(Contact.objects.visible_to(actor).filter(name__iexact=client.strip())[:2])
    if len(known) > 1:
        raise Refusal(
            f"Several contacts are called {client}: open the matter first, then use --matter."
        )
    contact = known[0] if known else enter(actor, kind="organization", name=client)
    matter = open_matter(
        actor,
        title=(page.case_name or page.docket_number or name)[:250],
        client=contact,
        kind=_KINDS.get(page.kind, "litigation"),
        opened_on=timezone.localdate(),
    )
    return import_docket(actor, matter, page=page, blob=blob, name=name)
