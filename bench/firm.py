"""A large firm, put in below the actions by the database itself: 100,000 matters, 1,000,000 dates.

The same statements run on SQLite and on PostgreSQL. Every date is what the rulebook gives for its
trigger, so that a recalculation finds it right. One matter in a hundred has all that a matter's
page shows: a docket, parties, counsel, and the proof of each date.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from redwell.calendaring.models import Attendance, Commitment
from redwell.core.actors import Firm, User
from redwell.docketing.models import Deadline, Entry, Trigger
from redwell.lib import plans, rulebook
from redwell.matters.models import (
    Activity,
    Counsel,
    Exclusion,
    Grant,
    Matter,
    Party,
    Proceeding,
    Restriction,
    TeamMember,
)
from redwell.people.models import Contact

PASSWORD = "one long password for the bench"
MATTERS, COLLEAGUES, DAYS = 100_000, 50, 1500
COURTS = ("us-nysd", "us-cand", "us-txsd", "us-ilnd")
# Ten dates a matter.
EVENTS = (
    ("us.complaint_filed", ""),
    ("us.answer_served", "mail"),
    ("us.hearing_set", ""),
    ("us.summons_served", ""),
    ("us.trial_date_set", ""),
)
READERS = {
    "everything": "lead",
    "all but 10 matters": "mid",
    "60 % by grant": "outside",
    "5 % by grant": "outside",
    "10 matters by grant": "outside",
}
# The day a trigger of event k happened in matter m: the same spread whatever the size.
_DAY = f"(m.i * 7919 + k.k * 311) %% {DAYS}"


def build(matters: int = MATTERS) -> dict[str, User]:
    """Fill the empty database of these settings; returns the readers by what they may see."""
    setup()
    quick = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if quick:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
        with transaction.atomic():
            readers = _people()
            _sources(matters)
            _matters(matters)
            _dates(matters)
            _access(readers, matters)
        cursor.execute("ANALYZE" if quick else "VACUUM ANALYZE")
        if quick:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return readers


def setup() -> None:
    """``redwell setup``, without its sentence."""
    call_command("setup", verbosity=0, stdout=io.StringIO())


def reader(name: str) -> User:
    return User.objects.get(name=name)


def whole_matter() -> str:
    """The number of a matter that has everything its page shows."""
    return Matter.plain.get(pk=101).number


def _people() -> dict[str, User]:
    Firm.objects.get_or_create(pk=1, defaults={"name": "Bench"})
    User.objects.bulk_create(
        User(
            pk=n + 1, email=f"c{n}@bench.invalid", name=f"Colleague {n}", initials="CO", role="mid"
        )
        for n in range(COLLEAGUES)
    )
    _follow(User)
    return {
        name: User.objects.create_user(
            f"reader{n}@bench.invalid", PASSWORD, name=name, initials="RE", role=role
        )
        for n, (name, role) in enumerate(READERS.items())
    }


def _sources(matters: int) -> None:
    """The temporary tables that everything is selected from."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bench_matter (i integer PRIMARY KEY)")
        cursor.execute(
            "INSERT INTO bench_matter WITH RECURSIVE n(i) AS "
            f"(SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {matters}) SELECT i FROM n"
        )
        cursor.execute("CREATE TEMP TABLE bench_event (k integer, event text, service text)")
        cursor.executemany(
            "INSERT INTO bench_event VALUES (%s, %s, %s)",
            [(k, event, service) for k, (event, service) in enumerate(EVENTS)],
        )
        cursor.execute("CREATE TEMP TABLE bench_court (c integer, court text)")
        cursor.executemany("INSERT INTO bench_court VALUES (%s, %s)", list(enumerate(COURTS)))
        cursor.execute("CREATE TEMP TABLE bench_day (k integer, d integer, day date)")
        starts = [_start(event, service) for event, service in EVENTS]
        cursor.executemany(
            "INSERT INTO bench_day VALUES (%s, %s, %s)",
            [(k, d, s + timedelta(d)) for k, s in enumerate(starts) for d in range(DAYS)],
        )
        cursor.execute("CREATE INDEX bench_day_kd ON bench_day (k, d)")
        cursor.execute(
            "CREATE TEMP TABLE bench_due (c integer, k integer, d integer, n integer, rule text, "
            "title text, cite text, act text, kind text, day date, zone text, status text, "
            "is_critical boolean, proof text)"
        )
        cursor.executemany(
            f"INSERT INTO bench_due VALUES ({', '.join(['%s'] * 14)})", list(_dues(starts))
        )
        cursor.execute("CREATE INDEX bench_due_ckd ON bench_due (c, k, d)")
        cursor.execute("ANALYZE")


def _start(event: str, service: str) -> date:
    """The first day of the triggers, such that their first dates lie three days back."""
    today = timezone.localdate()
    found = plans.plan(rulebook.load(), COURTS[0], event, today, service=service or None)
    return today - timedelta(3) - (found.deadlines[0].answer.on - today)


def _dues(starts: list[date]) -> Iterator[tuple[Any, ...]]:
    book = rulebook.load()
    for c, court in enumerate(COURTS):
        for k, (event, service) in enumerate(EVENTS):
            for d in range(DAYS):
                on = starts[k] + timedelta(d)
                found = plans.plan(book, court, event, on, service=service or None)
                for n, due in enumerate(found.deadlines):
                    # The matters that need proofs are every hundredth: few days of one court.
                    proof = json.dumps(due.answer.as_dict()) if (d - k * 311) % 100 == 0 else "{}"
                    yield (
                        *(c, k, d, n, due.rule.id, due.title, due.cite, due.act, due.kind),
                        *(due.answer.on, due.answer.zone, due.answer.status),
                        *(due.is_critical, proof if c == 0 else "{}"),
                    )


def _matters(matters: int) -> None:
    text = "CAST(1000000 + m.i AS varchar(9))"
    today = timezone.localdate()
    _insert(
        Contact,
        "bench_matter m WHERE m.i < 20000",
        id="m.i + 1",
        kind="'organization'",
        name=f"'Client ' || {text}",
        sort_name=f"'Client ' || {text}",
    )
    _insert(
        Matter,
        "bench_matter m",
        id="m.i + 1",
        number=f"'B-' || {text}",
        title=f"'Matter ' || {text}",
        client_id=f"m.i %% {min(matters, 20000)} + 1",
        opened_on=today,
    )
    _insert(
        Proceeding,
        f"bench_matter m JOIN bench_court c ON c.c = m.i %% {len(COURTS)}",
        id="m.i + 1",
        matter_id="m.i + 1",
        court="c.court",
        court_name="c.court",
        number=f"'1:26-cv-' || {text}",
        title=f"'Matter ' || {text}",
        filed_on=today,
    )
    for n, duty in ((0, "coordinator"), (7, "backup")):
        _insert(
            TeamMember,
            "bench_matter m",
            id=f"m.i * 2 + {2 if n else 1}",
            matter_id="m.i + 1",
            user_id=f"(m.i + {n}) %% {COLLEAGUES} + 1",
            duty=duty,
        )
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bench_at (d integer, at {_type('DateTimeField')})")
        cursor.executemany(
            "INSERT INTO bench_at VALUES (%s, %s)",
            [(d, _stored(Activity, "last_at", now - timedelta(d))) for d in range(60)],
        )
    _insert(
        Activity,
        "bench_matter m JOIN bench_at a ON a.d = m.i %% 60",
        matter_id="m.i + 1",
        last_at="a.at",
    )
    some = "bench_matter m JOIN bench_matter e ON e.i < {} WHERE m.i %% 100 = 0"
    _insert(
        Entry,
        some.format(40),
        id="m.i * 40 + e.i + 1",
        matter_id="m.i + 1",
        proceeding_id="m.i + 1",
        number="CAST(e.i + 1 AS varchar(9))",
        position="e.i",
        filed_on=today,
        text="'ORDER granting letter motion for extension of time, number ' || e.i",
    )
    _insert(
        Party,
        some.format(2),
        id="m.i * 2 + e.i + 1",
        matter_id="m.i + 1",
        proceeding_id="m.i + 1",
        name=f"'Party ' || {text}",
        role="CASE WHEN e.i = 0 THEN 'Plaintiff' ELSE 'Defendant' END",
        is_ours="e.i = 0",
        position="e.i",
    )
    _insert(
        Counsel,
        some.format(2),
        matter_id="m.i + 1",
        party_id="m.i * 2 + e.i + 1",
        name=f"'Counsel ' || {text}",
        position="e.i",
    )
    for table in (Contact, Matter, Proceeding, TeamMember, Entry, Party):
        _follow(table)


def _dates(matters: int) -> None:
    # CROSS JOIN in this order: SQLite's planner would scan the days for every matter.
    base = (
        "bench_matter m CROSS JOIN bench_event k CROSS JOIN bench_day y "
        f"WHERE y.k = k.k AND y.d = {_DAY}"
    )
    _insert(
        Trigger,
        base,
        id=f"m.i * {len(EVENTS)} + k.k + 1",
        matter_id="m.i + 1",
        proceeding_id="m.i + 1",
        event="k.event",
        title="k.event",
        happened_on="y.day",
        service="k.service",
        entry_id="CASE WHEN m.i %% 100 = 0 THEN m.i * 40 + k.k + 1 END",
    )
    dues = (
        "bench_matter m CROSS JOIN bench_event k CROSS JOIN bench_due u "
        f"WHERE u.c = m.i %% {len(COURTS)} AND u.k = k.k AND u.d = {_DAY}"
    )
    row = f"(m.i * {len(EVENTS)} + k.k) * 8 + u.n + 1"
    _insert(
        Commitment,
        dues,
        id=row,
        matter_id="m.i + 1",
        kind="deadline",
        title="u.title",
        on="u.day",
        zone="u.zone",
        uid=f"CAST({row} AS varchar(20))",
    )
    _insert(
        Deadline,
        dues,
        id=row,
        matter_id="m.i + 1",
        proceeding_id="m.i + 1",
        trigger_id=f"m.i * {len(EVENTS)} + k.k + 1",
        commitment_id=row,
        owner_id=f"m.i %% {COLLEAGUES} + 1",
        rule="u.rule",
        title="u.title",
        cite="u.cite",
        act="u.act",
        kind="u.kind",
        due_on="u.day",
        zone="u.zone",
        status="u.status",
        is_critical="u.is_critical",
        is_verified="u.is_critical AND m.i %% 10 > 0",
        proof=f"CAST(CASE WHEN m.i %% 100 = 0 THEN u.proof ELSE '{{}}' END AS {_json()})",
    )
    after = matters * len(EVENTS) * 8 + 1
    _insert(
        Commitment,
        "bench_matter m JOIN bench_day y ON y.k = 0 AND y.d = m.i %% 300 WHERE m.i %% 50 = 0",
        id=f"{after} + m.i",
        matter_id="m.i + 1",
        kind="hearing",
        title="Hearing",
        on="y.day",
        starts_at=time(9, 30),
        zone="UTC",
        uid="'h' || m.i",
    )
    _insert(
        Attendance,
        "bench_matter m WHERE m.i %% 50 = 0",
        matter_id="m.i + 1",
        commitment_id=f"{after} + m.i",
        user_id=f"m.i %% {COLLEAGUES} + 1",
    )
    for table in (Trigger, Commitment, Deadline):
        _follow(table)


def _access(readers: dict[str, User], matters: int) -> None:
    def some(share: str) -> str:
        return f"bench_matter m WHERE {share}"

    _insert(Restriction, some("m.i %% 500 = 7"), matter_id="m.i + 1", reason="bench")
    walled = readers["all but 10 matters"].pk
    _insert(Exclusion, some("m.i < 10"), matter_id="m.i + 1", user_id=str(walled), reason="bench")
    for name, share in (
        ("60 % by grant", "m.i %% 10 < 6"),
        ("5 % by grant", "m.i %% 20 = 0"),
        ("10 matters by grant", f"m.i %% {matters // 10} = 0"),
    ):
        _insert(Grant, some(share), matter_id="m.i + 1", user_id=str(readers[name].pk))


def _insert(model: type[models.Model], source: str, **given: Any) -> None:
    """INSERT … SELECT from ``source``. Texts are SQL (or, where no field is text, a plain word).

    Columns that are not given get the model's default, so that a new column needs no change here.
    """
    columns, parts, values = [], [], []
    for field in model._meta.concrete_fields:
        said = given.get(field.attname)
        if isinstance(said, str) and not said.replace("_", "").isalpha():
            parts.append(said)
        elif said is None and field.primary_key:
            continue
        else:
            parts.append(f"CAST(%s AS {_json()})" if _is_json(field) else "%s")
            plain = said if said is not None else _default(field)
            values.append(
                json.dumps(plain) if _is_json(field) else _stored(model, field.attname, plain)
            )
        columns.append(connection.ops.quote_name(field.column))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(parts)} FROM {source}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _default(field: models.Field) -> Any:
    if field.has_default():
        return field.get_default()
    return None if field.null else ""


def _stored(model: type[models.Model], name: str, value: Any) -> Any:
    field = next(f for f in model._meta.concrete_fields if f.attname == name)
    return field.get_db_prep_save(value, connection)


def _is_json(field: models.Field) -> bool:
    return isinstance(field, models.JSONField)


def _json() -> str:
    return "jsonb" if connection.vendor == "postgresql" else "text"


def _type(field: str) -> str:
    return connection.data_types[field]


def _follow(model: type[models.Model]) -> None:
    """Let the next row of ``model`` get the number after the last one put in here."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
