"""An installation of its own for a test: a data folder and a database, prepared once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

MAIN_URL = os.environ.get("NAHTLOS_DATABASE_URL", "")
IS_POSTGRESQL = MAIN_URL.startswith("postgres")


@dataclass
class Installation:
    """What a command needs to work on its own data."""

    data: Path
    database_url: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("NAHTLOS_", "DJANGO_"))}
        own = {"NAHTLOS_DATA": str(self.data)}
        if self.database_url:
            own["NAHTLOS_DATABASE_URL"] = self.database_url
        return inherited | own | self.extra

    def popen(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "nahtlos.commands.main", *arguments]
        return subprocess.Popen(command, env=self.env, text=True, **options)

    def run(self, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        process = self.popen(*arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate(timeout=timeout)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def python(self, code: str, **options: Any) -> subprocess.Popen[str]:
        """A process of its own that runs `code` with Django set up on this installation."""
        prelude = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'nahtlos.settings'; django.setup()\n"
        return subprocess.Popen([sys.executable, "-c", prelude + code], env=self.env, text=True, **options)

    def all_rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, sorted."""
        return _rows_postgresql(self.database_url) if self.database_url else _rows_sqlite(self.data)


def empty(folder: Path) -> Installation:
    """An installation without anything: an empty folder and, on PostgreSQL, an empty database."""
    folder.mkdir(parents=True, exist_ok=True)
    return Installation(folder, _new_database() if IS_POSTGRESQL else "")


def copy_of(template: Installation, folder: Path) -> Installation:
    folder.mkdir(parents=True, exist_ok=True)
    if not IS_POSTGRESQL:
        shutil.copytree(template.data, folder, dirs_exist_ok=True)
        return Installation(folder)
    shutil.copytree(template.data, folder, dirs_exist_ok=True)
    return Installation(folder, _new_database(urlsplit(template.database_url).path.lstrip("/")))


def _new_database(template: str = "template0") -> str:
    name = f"nahtlos_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(MAIN_URL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    parts = urlsplit(MAIN_URL)
    return urlunsplit(parts._replace(path=f"/{name}"))


def drop(installation: Installation) -> None:
    if installation.database_url:
        name = urlsplit(installation.database_url).path.lstrip("/")
        with psycopg.connect(MAIN_URL, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _rows_sqlite(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(data / "nahtlos.sqlite3")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


def _rows_postgresql(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'.encode()).fetchall(), key=repr)
            for (name,) in tables
        }
