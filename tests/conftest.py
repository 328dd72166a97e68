"""What all tests share: a database in a file with the shipped places, installations of their own, a fixed cast."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import installation as installations
from tests.cast import Cast, load_cast
from tests.installation import Installation

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


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
    """Load what every installation ships with and the cast, once for all tests."""
    from django.db import connections

    from nahtlos.commands.prepare import load_shipped

    # A test's transaction is its own connection's; the alias for reading must be that very connection to see it.
    connections["read"] = connections["default"]
    with django_db_blocker.unblock():
        load_shipped()
        load_cast(NOW)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a database may use both aliases: anonymous pages read from `read`."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or "db" in getattr(item, "fixturenames", ()):
            options = dict(marker.kwargs) if marker else {}
            item.add_marker(pytest.mark.django_db(**options | {"databases": ["default", "read"]}), append=False)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def cast(db: None) -> Cast:
    """The people that every test plays with."""
    return Cast()


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = installations.empty(tmp_path_factory.mktemp("template") / "data")
    done = made.run("demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    yield made
    installations.drop(made)


@pytest.fixture
def new_installation(tmp_path: Path) -> Iterator[Callable[[], Installation]]:
    """Makes installations without anything."""
    made: list[Installation] = []

    def make() -> Installation:
        made.append(installations.empty(tmp_path / f"empty-{len(made)}"))
        return made[-1]

    yield make
    for one in made:
        installations.drop(one)


@pytest.fixture
def installation(_template: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation with the model region."""
    made = installations.copy_of(_template, tmp_path / "data")
    yield made
    installations.drop(made)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the build machine everything is installed, so a test that skips itself proves nothing: it counts as failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
