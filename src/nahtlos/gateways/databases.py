"""Which of the two database aliases serves the work at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import OperationalError, connection

_anonymous: ContextVar[bool] = ContextVar("anonymous", default=False)


@contextmanager
def anonymous_reads() -> Iterator[None]:
    """Inside, every read goes to the alias `read` (a replica where there is one, else the same database).

    For anonymous GETs only: whoever writes must see his own write and therefore reads from `default`.
    """
    token = _anonymous.set(True)
    try:
        yield
    finally:
        _anonymous.reset(token)


class AnonymousReadsRouter:
    """Django's database router; writes always go to `default`."""

    def db_for_read(self, model: object, **hints: Any) -> str:
        return "read" if _anonymous.get() else "default"

    def db_for_write(self, model: object, **hints: Any) -> str:
        return "default"

    def allow_relation(self, first: object, second: object, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "default"


def empty_log() -> bool:
    """Empty SQLite's write-ahead log, which still holds what was deleted; False while somebody reads from it.

    PostgreSQL overwrites its log by itself.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
    return not is_busy


def rewrite_file() -> bool:
    """Write the database anew, so that no page keeps the rest of a deleted row; False where it cannot be now.

    Moving rows between pages leaves remains that secure_delete does not reach. Writers wait meanwhile, so it is for
    rare moments. On PostgreSQL it frees what deleted rows took.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    except OperationalError:
        return False
    return empty_log()
