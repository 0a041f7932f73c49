"""A saved page into values, in a supervised child, before any transaction opens."""

from __future__ import annotations

from redwell.core.refusals import Invalid
from redwell.core.supervised import Limits, Supervisor
from redwell.lib.docketpages import DocketPage, NotADocketPage, from_json


def read(data: bytes, *, name: str, court: str | None = None) -> DocketPage:
    """A docket page, read in a supervised child; raises :class:`Invalid` with its sentence.

    ``court`` is an id of the rulebook (``us-nysd``) for pages that do not say it themselves.
    """
    wanted = (court or "").removeprefix("us-") or None
    with Supervisor(
        "redwell.lib.docketpages:read_json",
        limits=Limits(),
        preload=["redwell.lib.docketpages.parser"],
    ) as reader:
        outcome = reader.run(data, {"name": name, "court": wanted})
    if outcome.refusal is not None:
        sentence = outcome.refusal.sentence
        raise Invalid(sentence, {"files": sentence})
    try:
        return from_json(outcome.value)
    except NotADocketPage as refused:
        raise Invalid(refused.sentence, {"files": refused.sentence}) from refused
