"""An installation that exists only for a benchmark: nothing of the user's is read or written."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg


@contextmanager
def scratch(database_url: str = "") -> Iterator[dict[str, str]]:
    """Yield the environment of an empty installation: a temporary folder and, for a PostgreSQL address, a database
    beside the one it names, which is dropped again. The server must allow its user to create databases.
    """
    own = {key: value for key, value in os.environ.items() if not key.startswith(("NAHTLOS_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="nahtlos-bench-") as folder:
        own["NAHTLOS_DATA"] = folder
        if not database_url.startswith("postgres"):
            yield own
            return
        name = f"nahtlos_bench_{uuid.uuid4().hex[:10]}"
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
            try:
                yield own | {"NAHTLOS_DATABASE_URL": urlunsplit(urlsplit(database_url)._replace(path=f"/{name}"))}
            finally:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def run_module(module: str, *arguments: str, environment: dict[str, str]) -> str:
    """Run `python -m module` in that environment and return what it printed; its errors go to standard error."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return done.stdout
