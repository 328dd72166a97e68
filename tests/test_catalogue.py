"""All that people see is German first, and every text has its translation."""

from __future__ import annotations

from tests import catalogue


def test_catalogues_are_complete_and_compiled() -> None:
    assert catalogue.stale() == []


def test_texts_of_the_settings_are_found() -> None:
    assert catalogue.messages()["settings"].get("German") is not None


def test_one_text_has_one_translation() -> None:
    """All catalogues end in one table, so two areas must not say the same thing differently."""
    said: dict[tuple[object, ...], set[object]] = {}
    for area in catalogue.messages():
        for language in catalogue.languages():
            for message in catalogue.read(area, language):
                if message.id:
                    said.setdefault((language, message.context, str(message.id)), set()).add(str(message.string))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}
