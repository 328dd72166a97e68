"""What people type for a place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahtlos.places.lookup import places_called

TODAY = date(2026, 11, 22)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("Elbenberg", ["naumburg-elbenberg"]),
        ("  elbenberg ", ["naumburg-elbenberg"]),
        ("Naumburg", ["naumburg"]),
        ("34311", ["naumburg"]),
        ("34311 Naumburg", ["naumburg"]),
        ("naumburg-elbenberg", ["naumburg-elbenberg"]),
        ("söhrewald", ["soehrewald"]),
        ("Oberweser", []),
        ("Nirgendwo", []),
        ("", []),
        ("%", []),
    ],
)
def test_places_are_found_as_people_write_them(
    typed: str, slugs: list[str], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(1):
        assert [place.slug for place in places_called(typed, TODAY)] == slugs


@pytest.mark.django_db
def test_a_postcode_of_several_places_means_all_of_them() -> None:
    assert len(places_called("34127", TODAY)) == 2
