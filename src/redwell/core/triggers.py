"""Database triggers that refuse to alter or remove audit rows; reinstalled after each migration.

SQLite drops a table's triggers silently when a migration rebuilds it, hence ``post_migrate``, and
hence the check that ``redwell doctor`` makes.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

_TABLES = {
    "core_auditentry": ("UPDATE", "DELETE"),
    "core_auditpayload": ("DELETE", "UPDATE"),
    "core_audittouch": ("UPDATE", "DELETE"),
    "core_undone": ("UPDATE", "DELETE"),
    "core_audithead": ("DELETE",),
}
# A payload may be erased as a whole (sentence and body emptied, erased_at set), never rewritten.
_ERASURE = "NEW.body IS NULL AND NEW.sentence IS NULL AND NEW.salt = OLD.salt"


def wanted(using: str = "default") -> list[tuple[str, str, str]]:
    """(trigger name, table, operation) for each trigger that has to stand."""
    # PostgreSQL's TRUNCATE removes rows past their triggers and has one of its own.
    more = ("TRUNCATE",) if connections[using].vendor == "postgresql" else ()
    return [
        (f"keep_{table}_{operation.lower()}", table, operation)
        for table, operations in _TABLES.items()
        for operation in (*operations, *more)
    ]


def install(using: str = "default", **_: Any) -> None:
    """Put every trigger in place (idempotent)."""
    connection = connections[using]
    if connection.vendor not in ("sqlite", "postgresql"):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION redwell_keep() RETURNS trigger AS $$ BEGIN "
                "RAISE EXCEPTION 'audit rows are never changed or removed'; END $$ "
                "LANGUAGE plpgsql"
            )
        for name, table, operation in wanted(using):
            exempt = table == "core_auditpayload" and operation == "UPDATE"
            when = f"WHEN (NOT ({_ERASURE}))" if exempt else ""
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW {when} "
                    "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed or removed'); END"
                )
            else:
                each = "STATEMENT" if operation == "TRUNCATE" else "ROW"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH {each} {when} "
                    "EXECUTE FUNCTION redwell_keep()"
                )


def missing(using: str = "default") -> list[str]:
    """The names of triggers that should stand but do not."""
    connection = connections[using]
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        standing = {row[0] for row in cursor.fetchall()}
    return [name for name, _, _ in wanted(using) if name not in standing]
