"""A consistent copy of the database while it is being written, and back.

SQLite: the online backup of the library. PostgreSQL: pg_dump and pg_restore, which must be of the server's version
or newer.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from nahtlos.settings.env import Database

PAGES_A_STEP = 2000


class SnapshotError(Exception):
    """The copy could not be made or read back; the text is a German sentence."""


def take(target: Path, *, progress: Callable[[float], None] = lambda share: None) -> None:
    """Copy the database into `target` as of one moment. Raises SnapshotError; on a full disk OSError or sqlite3's."""
    database = settings.ENVIRONMENT.database
    if database.is_sqlite:
        _take_sqlite(Path(database.name), target, progress)
    else:
        _run_tool("pg_dump", database, ["--format=custom", "--no-owner", "--no-acl", f"--file={target}"])


def put_back(source: Path) -> None:
    """Fill the empty database of this installation from a copy. Raises SnapshotError."""
    database = settings.ENVIRONMENT.database
    connections.close_all()
    if database.is_sqlite:
        _put_back_sqlite(source, Path(database.name))
    else:
        _run_tool(
            "pg_restore", database, ["--no-owner", "--no-acl", "--single-transaction", "--exit-on-error", str(source)]
        )


def has_tables() -> bool:
    """Whether there is anything in the database of this installation."""
    database = settings.ENVIRONMENT.database
    if database.is_sqlite and not Path(database.name).exists():
        return False
    return bool(connection.introspection.table_names())


def _take_sqlite(path: Path, target: Path, progress: Callable[[float], None]) -> None:
    def report(_status: int, remaining: int, total: int) -> None:
        progress(1 - remaining / max(total, 1))

    with (
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        # One read transaction holds the moment; without it every write in between restarts the copy from the front.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=PAGES_A_STEP, progress=report)
        copy.execute("PRAGMA journal_mode=DELETE")


def _put_back_sqlite(source: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    shutil.copyfile(source, part)
    with closing(sqlite3.connect(part)) as copy:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise SnapshotError("Die Datenbank in der Sicherung ist beschädigt; nichts wurde verändert.")
    part.replace(path)


def _run_tool(tool: str, database: Database, arguments: list[str]) -> None:
    if shutil.which(tool) is None:
        raise SnapshotError(f"Es fehlt {tool}; installieren Sie das Paket postgresql-client.")
    environment = os.environ | {
        "PGHOST": database.host or "localhost",
        "PGPORT": database.port or "5432",
        "PGUSER": database.user,
        "PGPASSWORD": database.password,
    }
    target = ["--dbname", database.name]
    done = subprocess.run([tool, *target, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        if "No space left" in done.stderr:
            raise OSError(28, "No space left on device")
        last = done.stderr.strip().splitlines()[-1:] or ["ohne Angabe"]
        raise SnapshotError(f"{tool} ist gescheitert: {last[0]}")
