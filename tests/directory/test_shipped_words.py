"""The shipped texts in other languages."""

from __future__ import annotations

from django.utils import translation

from nahtlos.directory.shipped import BY_COUNTY, BY_LAND, NATIONAL
from nahtlos.directory.shipped_words import ENGLISH


def test_every_shipped_text_has_words_for_other_languages() -> None:
    rows = [*NATIONAL, *(row for part in (BY_LAND, BY_COUNTY) for rows in part.values() for row in rows)]
    assert {text for row in rows for text in (row.title, row.text, row.hours)} == set(ENGLISH)


def test_the_german_of_the_catalogue_is_the_german_that_ships() -> None:
    with translation.override("de"):
        assert {german: str(words) for german, words in ENGLISH.items()} == {german: german for german in ENGLISH}
