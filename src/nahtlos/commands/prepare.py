"""Bring the database to the state of this version: migrate, and on an empty one load what ships with the product."""

from __future__ import annotations

import fcntl
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from nahtlos.journal.models import Entry
from nahtlos.journal.writes import record
from nahtlos.rules.access import Actor

ADVISORY_LOCK = 0x6E616874  # "naht"


def prepare() -> None:
    """Migrate if something is pending, then let each room load what it ships. Two at once wait for each other.

    A first start that was interrupted anywhere is taken up by the next command.
    """
    if _is_ready():
        return
    with alone():
        if not _is_ready():
            sys.stderr.write("Die Datenbank wird vorbereitet …\n")
            call_command("migrate", verbosity=0, interactive=False)
            load_shipped()


def _is_ready() -> bool:
    return not _pending() and Entry.objects.filter(verb="load", object_kind="shipped").exists()


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def load_shipped() -> None:
    """Call `shipped.load(now=…)` of every room that has one, lower rooms first. Each leaves what is there alone."""
    for config in apps.get_app_configs():
        if config.name.startswith("nahtlos.") and module_has_submodule(config.module, "shipped"):
            importlib.import_module(f"{config.name}.shipped").load(now=timezone.now())
    with transaction.atomic():
        record(actor=Actor("command", "", "Einrichtung"), verb="load", kind="shipped", now=timezone.now())


@contextmanager
def alone() -> Iterator[None]:
    """A lock across processes (the data folder) and, on PostgreSQL, across machines."""
    with (settings.DATA / ".prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
                try:
                    yield
                finally:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
        else:
            yield
