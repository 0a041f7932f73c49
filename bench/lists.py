"""B5 and B6: the list of deadlines for readers behind walls of every size, and deep pages.

A quarter of the full fixture (25,000 matters, 250,000 deadlines) on the embedded SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection

from bench.figure import Figure, interleaved
from redwell.calendaring.models import Commitment
from redwell.core.actors import Firm, User
from redwell.docketing import queries
from redwell.docketing.models import Deadline
from redwell.matters.models import Exclusion, Grant, Matter
from redwell.people.models import Contact

MATTERS, EACH = 25_000, 10
START = date(2026, 1, 1)


def figures() -> Iterator[Figure]:
    call_command("migrate", verbosity=0)
    readers = _load()

    def page(who: User, **more: object) -> object:
        return queries.open_deadlines(who, **more)

    names = list(readers)
    times = interleaved(*[lambda n=n: [page(readers[n]) for _ in range(20)] for n in names])
    by_name = dict(zip(names, times, strict=True))
    fastest = min(by_name.values())
    for name in names:
        yield Figure(
            f"B5 50 rows, sees {name}", by_name[name] / 20 * 1000, fastest / 20 * 1000, "ms", most=5
        )
    whole = readers["everything"]
    deep = Deadline.plain.order_by("due_on", "id").values_list("due_on", "id")[100_000]
    key = f"{deep[0].isoformat()}.{deep[1]}"
    first, later = interleaved(
        lambda: [page(whole) for _ in range(20)],
        lambda: [page(whole, after=key) for _ in range(20)],
    )
    yield Figure(
        "B6 page 2,000 against page 1", later / 20 * 1000, first / 20 * 1000, "ms", most=1.5
    )


def _load() -> dict[str, User]:
    """Rows are put in below the actions: nothing of a live firm is touched by a benchmark."""
    Firm.objects.get_or_create(pk=1, defaults={"name": "Bench"})
    make = User.objects.create_user

    def person(key: str, role: str) -> User:
        return make(f"{key}@bench.invalid", None, name=key, initials=key[:2], role=role)

    readers = {
        "everything": person("all", "lead"),
        "all but 10 matters": person("most", "mid"),
        "60 % by grant": person("sixty", "outside"),
        "5 % by grant": person("five", "outside"),
        "10 matters by grant": person("ten", "outside"),
    }
    client = Contact(kind="organization", name="Client", sort_name="Client")
    Contact.plain.bulk_create([client])
    Matter.plain.bulk_create(
        [
            Matter(number=f"B-{n:06d}", title=f"Matter {n}", client=client, opened_on=START)
            for n in range(MATTERS)
        ],
        batch_size=5000,
    )
    ids = list(Matter.plain.values_list("pk", flat=True))
    Commitment.plain.bulk_create(
        [
            Commitment(
                matter_id=ids[n % MATTERS],
                kind="deadline",
                title="d",
                uid=str(n),
                zone="UTC",
                on=START + timedelta(n * 7919 % 1500),
            )
            for n in range(MATTERS * EACH)
        ],
        batch_size=5000,
    )
    rows = Commitment.plain.values_list("pk", "matter_id", "on")
    Deadline.plain.bulk_create(
        [
            Deadline(matter_id=matter, commitment_id=pk, title="Deadline", due_on=on, zone="UTC")
            for pk, matter, on in rows
        ],
        batch_size=5000,
    )
    Exclusion.plain.bulk_create(
        [
            Exclusion(matter_id=pk, user=readers["all but 10 matters"], reason="bench")
            for pk in ids[:10]
        ]
    )
    for name, share in (("60 % by grant", 0.6), ("5 % by grant", 0.05)):
        every = int(1 / share * 1000)
        Grant.plain.bulk_create(
            [
                Grant(matter_id=pk, user=readers[name])
                for n, pk in enumerate(ids)
                if n * 1000 % every < 1000
            ],
            batch_size=5000,
        )
    Grant.plain.bulk_create(
        [Grant(matter_id=pk, user=readers["10 matters by grant"]) for pk in ids[::2500]]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return readers
