"""An independent judge of deadlines: slow, plain, and written from the law alone.

It shares no line and no table with the product. It walks the calendar a day at a time over cases
in the two documented formats and says what it thinks is due.
"""

from datetime import date

from lib.deadlines import walker_commonwealth, walker_us


def due(case: dict) -> tuple[date, str | None, list[date]]:
    """What a case asks for.

    Returns the date, an hour "HH:MM" (court's wall time) where the rule or the case names one,
    and the other dates an unsettled point would allow, in order. Raises LookupError for service
    that no rule describes, ValueError for an impossible date.
    """
    judge = walker_us if case["jurisdiction"].startswith("US-") else walker_commonwealth
    return judge.due(case)
