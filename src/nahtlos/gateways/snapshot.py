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

from nahtlos.gateways.faults import SnapshotError
from nahtlos.settings.env import Database

PAGES_A_STEP = 2000


def take(target: Path, *, progress: Callable[[float], None] = lambda share: None) -> None:
    """Copy the database into `target` as of one moment. Raises SnapshotError; on a full disk OSError or sqlite3's."""
    database = settings.ENVIRONMENT.database
    if database.is_sqlite:
        _take_sqlite(Path(database.name), target, progress)
    else:
        _run_tool("pg_dump", database, ["--format=custom", "--no-owner", "--no-acl", f"--file={target}"])


def check(source: Path) -> None:
    """Look whether a copy can be read back at all, before anything is written. Raises SnapshotError."""
    if settings.ENVIRONMENT.database.is_sqlite:
        _check_sqlite(source)
    else:
        _run_tool("pg_restore", None, ["--list", str(source)])


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
    if database.is_sqlite:
        path = Path(database.name)
        # A log of an earlier database would be played into the new one.
        if any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-shm", "-journal")):
            return True
        if not path.exists():
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
    for target in (part, path.parent):
        descriptor = os.open(target, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    part.replace(path)


def _check_sqlite(source: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = copy.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
    except sqlite3.Error as error:
        raise SnapshotError("Die Datenbank in der Sicherung ist nicht lesbar; nichts wurde verändert.") from error
    if verdict != "ok" or not tables:
        raise SnapshotError("Die Datenbank in der Sicherung ist beschädigt; nichts wurde verändert.")


def _run_tool(tool: str, database: Database | None, arguments: list[str]) -> None:
    if shutil.which(tool) is None:
        raise SnapshotError(f"Es fehlt {tool}; installieren Sie das Paket postgresql-client.")
    environment = os.environ | (_environment(database) if database else {})
    target = ["--dbname", database.name] if database else []
    done = subprocess.run([tool, *target, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        if "No space left" in done.stderr:
            raise OSError(28, "No space left on device")
        last = done.stderr.strip().splitlines()[-1:] or ["ohne Angabe"]
        raise SnapshotError(f"{tool} ist gescheitert: {last[0]}")


def _environment(database: Database) -> dict[str, str]:
    """What the tools read instead of arguments, which every user of the machine could see."""
    given = {
        "PGHOST": database.host,
        "PGPORT": database.port,
        "PGUSER": database.user,
        "PGPASSWORD": database.password,
    }
    given |= {f"PG{name.upper()}": value for name, value in database.options}
    return {name: value for name, value in given.items() if value}
