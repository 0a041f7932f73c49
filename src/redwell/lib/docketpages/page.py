"""What a court docket page says, as values.

Field names are those of the Free Law Project's docket JSON, so that a reader of either knows the
other. A ``""`` is a label that the page lacks or leaves blank; None is a fact that the page does
not give. Days are court-local; only ACMS gives times (court-local, without a zone).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["district", "bankruptcy", "appellate", "acms"]


@dataclass(frozen=True, slots=True)
class Attorney:
    """Counsel as listed under one party: address block and roles as the page words them."""

    name: str
    contact: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a criminal charge; ``status`` is "pending" or "terminated"."""

    name: str
    disposition: str
    status: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """One criminal complaint and what became of it."""

    name: str
    disposition: str


@dataclass(frozen=True, slots=True)
class CriminalData:
    """What a criminal docket says of one defendant."""

    counts: tuple[Count, ...]
    complaints: tuple[Complaint, ...]
    highest_offense_level_opening: str
    highest_offense_level_terminated: str


@dataclass(frozen=True, slots=True)
class Party:
    """One party in one role. ``attorneys`` is None where the page has no counsel cell at all.

    ``unparsed`` are the lines between name and role of an appellate party, ``labels`` its other
    bold labels with their values. ``name`` is None when the page shows only the role.
    """

    type: str
    name: str | None = None
    date_terminated: date | None = None
    extra_info: str | None = None
    attorneys: tuple[Attorney, ...] | None = None
    criminal_data: CriminalData | None = None
    unparsed: tuple[str, ...] | None = None
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment of an entry; given only by pages saved with "View multiple documents"."""

    attachment_number: int
    description: str
    page_count: int | None
    file_size_str: str | None
    pacer_doc_id: str | tuple[str, ...] | None
    pacer_seq_no: str | None
    file_size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One docket entry, in the page's order. ACMS numbers are int and its dates have a time."""

    date_filed: date | None
    date_entered: date | None
    document_number: str | int | None
    pacer_doc_id: str | None
    description: str
    pacer_seq_no: str | None = None
    description_html: str | None = None
    page_count: int | None = None
    file_size_bytes: int | None = None
    file_size_str: str | None = None
    attachments: tuple[Attachment, ...] | None = None


@dataclass(frozen=True, slots=True)
class OriginatingCourt:
    """Where an appeal comes from. Of the text fields "" means asked and blank, None not given.

    ``name``, ``identifier`` come from ACMS only; the rest from CM/ECF, except the alien number.
    """

    court_id: str | None = None
    docket_number: str | None = None
    restricted_alien_number: str | None = None
    assigned_to: str | None = None
    ordering_judge: str | None = None
    court_reporter: str | None = None
    disposition: str | None = None
    date_filed: date | None = None
    date_disposed: date | None = None
    date_judgment: date | None = None
    date_judgment_eod: date | None = None
    date_filed_noa: date | None = None
    date_received_coa: date | None = None
    name: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class DocketPage:
    """One docket page. Which fields a kind has: README.md; the others keep their defaults."""

    kind: Kind
    court_id: str
    docket_number: str | None
    case_name: str
    date_filed: date | None
    parties: tuple[Party, ...] = ()
    entries: tuple[Entry, ...] = ()
    date_terminated: date | None = None
    date_converted: date | None = None
    date_discharged: date | None = None
    assigned_to_str: str = ""
    referred_to_str: str = ""
    cause: str = ""
    nature_of_suit: str = ""
    jury_demand: str = ""
    demand: str = ""
    jurisdiction: str = ""
    mdl_status: str = ""
    ordered_by: str | None = None
    federal_dn_office_code: str | None = None
    federal_dn_case_type: str | None = None
    federal_dn_judge_initials_assigned: str | None = None
    federal_dn_judge_initials_referred: str | None = None
    federal_defendant_number: str | None = None
    pacer_case_id: str | None = None
    appeal_from: str = ""
    fee_status: str = ""
    case_type_information: str = ""
    panel: tuple[str, ...] = ()
    originating_court_information: OriginatingCourt | None = None
