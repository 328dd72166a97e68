"""All that people see is German first, and every text has its translation."""

from __future__ import annotations

from tests import catalogue


def test_catalogues_are_complete_and_compiled() -> None:
    assert catalogue.stale() == []


def test_texts_of_the_settings_are_found() -> None:
    assert catalogue.messages()["settings"].get("German") is not None
