"""Time zones of courts, always from the ``tzdata`` wheel.

The tables of an operating system may be years behind, and ``zoneinfo`` prefers them: with tables of
2025 a court in Vancouver is an hour off from November 2026. Importing this module empties
``zoneinfo``'s search path, so that every zone made afterwards comes from the wheel; zones made
before it keep what they have, which ``check`` finds out.
"""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

zoneinfo.reset_tzpath(to=[])
ZoneInfo.clear_cache()

# Since 2026 these provinces keep one time all year (British Columbia: O.I.C. 63/2026; Alberta:
# Bill 31 of 2026; Manitoba: the IANA tables), so a December noon tells new tables from old ones.
_WITNESSES = {"America/Vancouver": -7, "America/Edmonton": -6, "America/Winnipeg": -5}
_WITNESS_DAY = date(2026, 12, 1)


class ZoneError(ValueError):
    """A zone that is unknown, a table that is too old, or a wall time that did not exist."""


def zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name such as "America/Toronto".

    Raises ZoneError for a name that the tables do not have.
    """
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, IsADirectoryError) as error:
        raise ZoneError(
            f"There is no time zone {name!r}. Use a name of the IANA list, such as America/Toronto."
        ) from error


def check() -> None:
    """Raise ZoneError when the zone tables are too old to date courts in 2026 and after."""
    for name, hours in _WITNESSES.items():
        found = datetime.combine(_WITNESS_DAY, time(12), zone(name)).utcoffset()
        if found != timedelta(hours=hours):
            raise ZoneError(
                f"The time zone tables are too old: {name} on 1 December 2026 must be UTC{hours}. "
                "Install tzdata 2026.6 or newer and start with PYTHONTZPATH set to nothing."
            )


def after_hours(start: datetime, hours: int) -> datetime:
    """Return the wall time ``hours`` elapsed hours after ``start``, in the zone of ``start``.

    Every hour counts, so a change of the clocks shifts the wall time (FRCP 6(a)(2), committee note
    of 2009: 72 hours from 10:23 on Friday 2 November 2007 end at 09:23 on Monday). ``hours`` may be
    negative. Raises ZoneError for a ``start`` without a zone.
    """
    if start.tzinfo is None:
        raise ZoneError("An hour count needs the court's zone: give the start time with a zone.")
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)


def wall_time(day: date, clock: time, name: str) -> datetime:
    """Return the instant at which a court's clock in the zone ``name`` shows ``clock`` on ``day``.

    Where the clocks go back it is the earlier of the two, the safe one for a deadline. Raises
    ZoneError for a time that the clocks skipped.
    """
    there = datetime.combine(day, clock.replace(fold=0), zone(name))
    if there.astimezone(UTC).astimezone(there.tzinfo).time() != clock:
        raise ZoneError(
            f"{day} {clock:%H:%M} did not exist in {name}: the clocks went forward. "
            "Give the time that the clock showed."
        )
    return there
