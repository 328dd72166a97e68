"""What others read about places: right, dated, in a fixed number of statements whatever the amount of data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nahtlos.places.facts import PlacePage, latest
from nahtlos.places.maps import county_map
from nahtlos.places.models import ModelRegion, ModelRegionMember, Place, Population
from nahtlos.places.reads import county, land, municipalities, parts, place_page, region_page, regions
from nahtlos.places.selections import selection
from nahtlos.rules.territory.model import Kind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
REGION = "modellregion-naumburg-bad-emstal"


def page(slug: str) -> PlacePage:
    found = place_page(slug, TODAY)
    assert found
    return found


def test_the_county_has_28_municipalities_by_part_and_name() -> None:
    lines = municipalities(TODAY, "06633")
    assert len(lines) == 28
    assert [line.part.name for line in lines if line.part][::9] == [
        "Altkreis Kassel", "Altkreis Kassel", "Region Hofgeismar", "Wolfhager Land",
    ]  # fmt: skip
    assert [line.place.name for line in lines[-6:]] == [
        "Bad Emstal", "Breuna", "Habichtswald", "Naumburg", "Wolfhagen", "Zierenberg",
    ]  # fmt: skip
    assert [line.place.name for line in lines if line.regions] == ["Bad Emstal", "Naumburg"]
    assert [line.place.name for line in lines if not line.population] == ["Bad Karlshafen"]


def test_the_gutsbezirk_is_on_the_map_only() -> None:
    found = county_map("06633", TODAY)
    assert found
    assert len(found.areas) == 29
    assert [area.place.name for area in found.areas if area.place.kind == Kind.UNINCORPORATED] == [
        "Gutsbezirk Reinhardswald"
    ]
    assert [place.name for place, _ in found.beyond] == ["Kassel"]
    assert place_page("gutsbezirk-reinhardswald", TODAY) is None
    assert "Gutsbezirk Reinhardswald" not in {one.name for one in page("hofgeismar").neighbours}
    chosen = selection("landkreis-kassel", TODAY)
    assert chosen and "06633200" not in chosen.keys


def test_land_county_and_parts() -> None:
    here, upper = county(TODAY, "06633"), land(TODAY)
    assert here and upper
    assert (here.slug, upper.name) == ("landkreis-kassel", "Hessen")
    assert [one.name for one in parts(TODAY, "06633")] == ["Altkreis Kassel", "Region Hofgeismar", "Wolfhager Land"]
    assert county(TODAY, "09999") is None
    assert [one.slug for one in regions(TODAY, "06633")] == [REGION]


def test_naumburg() -> None:
    found = page("naumburg")
    assert [line.place.name for line in found.localities] == [
        "Altendorf", "Altenstädt", "Elbenberg", "Heimarshausen", "Naumburg",
    ]  # fmt: skip
    assert [one.name for one in found.above] == ["Landkreis Kassel", "Wolfhager Land"]
    assert found.population and (found.population.value, found.population.date) == (5003, date(2021, 12, 31))
    assert found.area and str(found.area.km2) == "66.32"
    assert [one.name for one in found.neighbours] == ["Bad Emstal", "Wolfhagen"]
    assert [one.slug for one in found.regions] == [REGION]


def test_wesertal_came_from_two() -> None:
    found = page("wesertal")
    assert [(one.place.name, one.date) for one in found.predecessors] == [
        ("Oberweser", date(2020, 1, 1)), ("Wahlsburg", date(2020, 1, 1)),
    ]  # fmt: skip
    assert found.valid_from == date(2020, 1, 1)
    gone = page("oberweser")
    assert gone.is_gone
    assert [one.place.name for one in gone.successors] == ["Wesertal"]
    before = [line.place.name for line in municipalities(date(2019, 6, 1), "06633")]
    assert "Oberweser" in before and "Wesertal" not in before and len(before) == 29


def test_the_countys_area_is_the_official_figure() -> None:
    found = page("landkreis-kassel")
    assert found.area and (str(found.area.km2), found.area.as_of) == ("1293.31", "2024-07")
    assert found.population is None
    assert len(found.municipalities) == 28


def test_postcodes_are_shared_and_marked() -> None:
    assert [(one.code, [place.name for place in one.shared_with]) for one in page("fuldatal").postcodes] == [
        ("34127", ["Kassel"]), ("34233", []),
    ]  # fmt: skip
    assert [one.code for one in page("wesertal").postcodes if one.is_unverified] == ["37194"]
    assert len(page("kassel").postcodes) == 11


def test_localities_know_their_municipality() -> None:
    found = page("naumburg-elbenberg")
    assert found.above[-1].name == "Naumburg"
    assert [one.code for one in found.postcodes] == ["34311"]
    assert [one.slug for one in found.regions] == [REGION]
    assert page("kaufungen-papierfabrik").is_unverified
    assert page("kaufungen-papierfabrik").spot is None


def test_what_has_no_page() -> None:
    assert place_page("hessen", TODAY) is None
    assert place_page("gibt-es-nicht", TODAY) is None
    assert region_page("gibt-es-nicht", TODAY) is None
    assert selection("gibt-es-nicht", TODAY) is None


def test_a_region_has_dated_members() -> None:
    found = region_page(REGION, TODAY)
    assert found and [one.name for one in found.members] == ["Bad Emstal", "Naumburg"]
    ModelRegionMember.objects.filter(place__key="06633006").update(valid_to=TODAY - timedelta(days=1))
    found = region_page(REGION, TODAY)
    assert found and [one.name for one in found.members] == ["Naumburg"]
    ModelRegion.objects.update(valid_to=TODAY - timedelta(days=2))
    found = region_page(REGION, TODAY)
    assert found and found.is_gone and [one.name for one in found.members] == ["Bad Emstal", "Naumburg"]


@pytest.mark.parametrize(
    ("slug", "towns", "localities", "within"),
    [
        ("hessen", 29, 133, set()),
        ("landkreis-kassel", 28, 133, set()),
        ("wolfhager-land", 6, 36, set()),
        ("naumburg", 1, 5, set()),
        ("naumburg-elbenberg", 0, 1, {"06633018"}),
        ("kassel", 1, 0, set()),
        (REGION, 2, 9, set()),
    ],
)
def test_selections(slug: str, towns: int, localities: int, within: set[str]) -> None:
    found = selection(slug, TODAY)
    assert found
    assert (len(found.municipalities), len(found.localities), set(found.within)) == (towns, localities, within)
    assert len(found.keys) == towns + localities


def test_a_selection_of_a_gone_place_is_its_successor_and_names_former_ones() -> None:
    found = selection("oberweser", TODAY)
    assert found and found.municipalities == {"06633030"}
    assert found.former == {"06633021", "06633027"}


def test_the_latest_real_figure_counts() -> None:
    place = Place.objects.get(key="06633018")
    for value, year, sample in ((5100, 2024, False), (9999, 2025, True)):
        Population.objects.create(place=place, value=value, reference_date=date(year, 12, 31), is_sample=sample)
    Population.objects.create(place=place, value=480, reference_date=date(2025, 12, 31), age_from=0, age_to=10)
    found = page("naumburg")
    assert found.population and found.population.value == 5100
    assert len(found.populations) == 4
    assert latest(()) is None


def statements(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        ask()
    return len(found)


QUESTIONS: dict[str, tuple[int, Callable[[], Any]]] = {
    "municipalities": (3, lambda: municipalities(TODAY, "06633")),
    "map": (1, lambda: county_map("06633", TODAY)),
    "county": (7, lambda: place_page("landkreis-kassel", TODAY)),
    "part": (7, lambda: place_page("wolfhager-land", TODAY)),
    "municipality": (7, lambda: place_page("naumburg", TODAY)),
    "locality": (7, lambda: place_page("naumburg-elbenberg", TODAY)),
    "city": (7, lambda: place_page("kassel", TODAY)),
    "region": (2, lambda: region_page(REGION, TODAY)),
    "selection": (4, lambda: selection(REGION, TODAY)),
}


def ten_times(now: datetime) -> None:
    """Ten times the figures and localities of what is there."""
    towns = list(Place.objects.filter(kind=Kind.MUNICIPALITY, valid_to=None))
    Population.objects.bulk_create(
        Population(place=town, value=1000 + year, reference_date=date(year, 12, 31), age_from=age, age_to=age)
        for town in towns
        for year in range(2000, 2010)
        for age in (None, 1, 2)
    )
    Place.objects.bulk_create(
        Place(key=f"{town.key}-x{n}", slug=f"{town.slug}-x{n}", kind=Kind.LOCALITY, name=f"X {n}", parent=town)
        for town in towns
        for n in range(50)
    )
    region = ModelRegion.objects.create(slug="alle", name="Alle", owner="06633")
    ModelRegionMember.objects.bulk_create(ModelRegionMember(region=region, place=town) for town in towns)


def test_statements_are_fixed_at_ten_times_the_data(now: datetime) -> None:
    assert {name: statements(ask) for name, (_, ask) in QUESTIONS.items()} == {
        name: number for name, (number, _) in QUESTIONS.items()
    }
    ten_times(now)
    assert {name: statements(ask) for name, (_, ask) in QUESTIONS.items()} == {
        name: number for name, (number, _) in QUESTIONS.items()
    }
