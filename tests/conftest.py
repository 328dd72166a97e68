"""What all tests share: a database in a file, the shipped places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, worker_id: str) -> None:
    """A file instead of a database in memory: threads and processes must meet in it as in real life."""
    from django.conf import settings

    if settings.ENVIRONMENT.database.is_sqlite:
        name = str(Path(settings.DATA) / f"test-{worker_id}.sqlite3")
        for database in settings.DATABASES.values():
            database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load what every installation ships with, once for all tests."""
