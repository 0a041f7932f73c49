"""juriscraper behind one function. Slow to import (0.6 s): only readers' children do it."""

from __future__ import annotations

import json
import os
from typing import Any

# juriscraper opens a log file when imported and complains where it may not.
os.environ.setdefault("JURISCRAPER_LOG", os.devnull)

from juriscraper.pacer import (  # type: ignore[import-untyped]
    ACMSDocketReport,
    AppellateDocketReport,
    DocketReport,
)
from lxml.etree import LxmlError  # type: ignore[import-untyped]

REPORTS = {"trial": DocketReport, "bankruptcy": DocketReport, "appellate": AppellateDocketReport}


class Unreadable(Exception):
    """The page is laid out in a way that juriscraper does not know; the cause is chained."""


def parse(text: str, kind: str, court_id: str) -> dict[str, Any]:
    """juriscraper's ``.data`` as plain JSON data, days in ISO 8601; {} for a page it declines.

    ``kind`` is "trial", "bankruptcy", "appellate" or "acms" (``text`` is then JSON).
    """
    report = ACMSDocketReport(court_id) if kind == "acms" else REPORTS[kind](court_id)
    try:
        report._parse_text(text)
        data = report.data
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, LxmlError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    # Through JSON: juriscraper's strings keep the whole parsed tree alive.
    plain: dict[str, Any] = json.loads(json.dumps(data, default=lambda day: day.isoformat()))
    return plain
