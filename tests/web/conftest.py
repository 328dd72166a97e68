"""Pages are tested as the house makes them now, with what the test has written."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from nahtlos.gateways.databases import AnonymousReadsRouter


@pytest.fixture(autouse=True)
def no_kept_pages() -> None:
    """No page that an earlier test left in memory."""
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction is not committed, so only its own connection sees what it wrote."""
    monkeypatch.setattr(AnonymousReadsRouter, "db_for_read", lambda self, model, **hints: "default")
