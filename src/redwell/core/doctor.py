"""The doctor: what an installation has, what it lacks, and how to get it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from redwell.core import outbox, triggers
from redwell.core.supervised import Supervisor, SupervisorFault
from redwell.lib import rulebook, zones

_OLDEST_PYTHON = (3, 12)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what was looked at, whether it is well, and what to do if not."""

    name: str
    is_ok: bool
    sentence: str
    is_required: bool = True

    def __str__(self) -> str:
        mark = "ok" if self.is_ok else "missing" if self.is_required else "optional"
        return f"{mark:<9}{self.name}: {self.sentence}"


def examine() -> Iterator[Finding]:
    """Look everything over, the ground first; changes nothing."""
    yield python()
    yield time_zones()
    yield law()
    answering = database()
    yield answering
    if answering.is_ok:
        migrated = migrations()
        yield migrated
        if migrated.is_ok:
            yield reactions()
        yield audit_triggers()
        yield cache_table()
    yield assets()
    yield disk()
    yield vault()
    yield reader()
    yield secret_key()
    yield mail()
    yield program("chromium", "prints pages in browser stories", "apt-get install chromium")
    if connection.vendor == "postgresql":
        how = "apt-get install postgresql-client"
        yield program("pg_dump", "redwell backup needs it", how, is_required=True)
        yield program("pg_restore", "redwell restore needs it", how, is_required=True)


def python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= _OLDEST_PYTHON:
        return Finding("Python", True, found)
    return Finding("Python", False, f"{found} is too old; install Python 3.13 (at least 3.12).")


def time_zones() -> Finding:
    try:
        zones.check()
    except zones.ZoneError as error:
        return Finding("Time zones", False, str(error))
    return Finding("Time zones", True, "the tables know the changes of 2026")


def law() -> Finding:
    """Whether the rulebook is whole: a file of rules left out makes plans that lack dates."""
    try:
        book = rulebook.load()
    except rulebook.RulebookError as error:
        return Finding("Rulebook", False, f"no date can be computed: {error}")
    if book.problems:
        said = " ".join(book.problems)
        return Finding("Rulebook", False, f"a file was left out, its rules are missing: {said}")
    return Finding("Rulebook", True, f"{len(book.rules)} rules, {book.version}")


def database() -> Finding:
    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        said = str(error).strip()
        return Finding(
            "Database",
            False,
            f"it does not answer ({said}). Start it, or correct REDWELL_DATABASE.",
        )
    return Finding("Database", True, f"{connection.vendor} answers")


def pending_migrations() -> list[str]:
    """The names of migrations that this version has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations() -> list[str]:
    """Migrations of a newer Redwell: applied, but not among the files of an app that is here."""
    known = MigrationExecutor(connection).loader
    applied = MigrationRecorder(connection).applied_migrations()
    return [
        f"{app}.{name}"
        for app, name in applied
        if app in known.migrated_apps
        and (app, name) not in known.disk_migrations
        and (app, name) not in known.replacements
    ]


def migrations() -> Finding:
    if newer := unknown_migrations():
        return Finding(
            "Migrations",
            False,
            f"the database was made by a newer Redwell ({newer[0]}). Install that version again.",
        )
    if pending := pending_migrations():
        return Finding("Migrations", False, f"{len(pending)} are pending; run redwell setup.")
    return Finding("Migrations", True, "all are applied")


def audit_triggers() -> Finding:
    absent = triggers.missing()
    if absent:
        return Finding(
            "Audit triggers",
            False,
            f"{', '.join(absent)} do not stand; run redwell setup, then redwell audit verify.",
        )
    return Finding("Audit triggers", True, "audit rows cannot be changed or removed")


def reactions() -> Finding:
    """The cursors of :mod:`redwell.core.outbox`: which reaction stands still, and why."""
    parked = outbox.parked()
    if not parked:
        return Finding("Reactions", True, "none stands still")
    said = "; ".join(f"{c.name} at entry {c.sequence + 1} ({c.fault})" for c in parked)
    return Finding(
        "Reactions",
        False,
        f"parked after {outbox.TRIES} failures: {said}. Nothing is lost: put the cause right "
        "(often with an upgrade), then restart redwell serve, which asks them again.",
    )


def cache_table() -> Finding:
    name = settings.CACHES["default"]["LOCATION"]
    with connection.cursor() as cursor:
        there = name in connection.introspection.table_names(cursor)
    said = "it is there" if there else f"the table {name} is not there; run redwell setup."
    return Finding("Cache table", there, said)


def assets() -> Finding:
    found = finders.find("redwell/dist/app.css")
    if found is None:
        return Finding("Browser files", False, "they were not built; run redwell assets.")
    return Finding("Browser files", True, "built")


def disk() -> Finding:
    status = os.statvfs(_existing(settings.REDWELL.data))
    free = status.f_bavail * status.f_frsize // (1024 * 1024)
    reserve = settings.REDWELL.disk_reserve_mb
    if free <= reserve:
        return Finding(
            "Disk",
            False,
            f"{free:,} MB are free, but {reserve:,} MB are kept in reserve, so that "
            "no file is taken in. Free some space, or lower REDWELL_DISK_RESERVE_MB.",
        )
    return Finding("Disk", True, f"{free:,} MB free, {reserve:,} MB of them kept in reserve")


def vault() -> Finding:
    root = _existing(settings.REDWELL.vault)
    try:
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as error:
        return Finding(
            "Vault",
            False,
            f"{root} cannot be written ({error.strerror}). "
            "Give the account that runs Redwell the right to write there.",
        )
    return Finding("Vault", True, "can be written")


def reader() -> Finding:
    try:
        with Supervisor("json:loads") as child:
            guarded = child.guarded
    except SupervisorFault as fault:
        return Finding("Reader of strangers' files", False, f"it does not start: {fault}")
    if guarded == "limits":
        return Finding(
            "Reader of strangers' files",
            False,
            "it has limits of time and memory only. Allow "
            "user namespaces (sysctl kernel.unprivileged_userns_clone=1) or use a kernel with "
            "Landlock (5.13 or newer).",
            is_required=False,
        )
    return Finding("Reader of strangers' files", True, f"held by {guarded}")


def secret_key() -> Finding:
    if settings.REDWELL.secret_key:
        return Finding("Secret key", True, "given in the settings")
    file = settings.REDWELL.data / "secret-key"
    if not file.exists():
        return Finding("Secret key", False, f"{file} is missing; run redwell setup.")
    if file.stat().st_mode & 0o077:
        return Finding("Secret key", False, f"others can read {file}; run: chmod 600 {file}")
    return Finding("Secret key", True, "readable by its owner alone")


def mail() -> Finding:
    if settings.REDWELL.mail:
        return Finding("Mail", True, "a server is set", is_required=False)
    return Finding(
        "Mail",
        False,
        "it is printed, not sent. Set REDWELL_MAIL=smtp://user:password@host:587.",
        is_required=False,
    )


def program(name: str, use: str, how: str, *, is_required: bool = False) -> Finding:
    found = shutil.which(name)
    if found:
        return Finding(name, True, found, is_required)
    return Finding(name, False, f"{use}; install it with: {how}", is_required)


def _existing(path: Path) -> Path:
    """``path``, or the nearest folder above it that exists."""
    path = path.absolute()
    while not path.exists():
        path = path.parent
    return path
