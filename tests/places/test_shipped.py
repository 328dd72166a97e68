"""The county that ships with the product."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from nahtlos.places.files import read_shipped
from nahtlos.rules.territory.model import Kind, Status, Territory

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
FOLDER = files("nahtlos.places") / "data" / "06633"


@pytest.fixture(scope="module")
def territory() -> Territory:
    return read_shipped(today=date(2026, 11, 22))


def test_what_there_is(territory: Territory) -> None:
    assert Counter(place.kind for place in territory.places) == {
        Kind.LAND: 1,
        Kind.COUNTY: 1,
        Kind.COUNTY_PART: 3,
        Kind.MUNICIPALITY: 30,
        Kind.UNINCORPORATED: 1,
        Kind.LOCALITY: 133,
        Kind.INDEPENDENT_CITY: 1,
    }
    assert (len(territory.populations), len(territory.boundaries)) == (27, 33)


def test_what_is_not_certain_is_marked_and_nothing_is_invented(territory: Territory) -> None:
    named = {place.name: place for place in territory.places if place.kind == Kind.LOCALITY}
    assert {name for name, place in named.items() if place.status == Status.UNVERIFIED} == {
        "Sababurg", "Papierfabrik", "Weißehütte",
    }  # fmt: skip
    assert {name for name, place in named.items() if place.position is None} == {
        "Crumbach", "Vellmar-West", "Papierfabrik",
    }  # fmt: skip
    with_core = {place.parent for place in territory.places if place.designation == "Kernort"}
    assert len(with_core) == 13
    assert [code.code for code in territory.postcodes if code.status == Status.UNVERIFIED] == ["37194"]


def test_neighbours(territory: Territory) -> None:
    pairs = territory.neighbours
    assert all(first < second for first, second in pairs)
    known = {("06633006", "06633018"), ("06633018", "06633028"), ("06633006", "06633023"), ("06611000", "06633026")}
    assert known <= pairs
    # A corner is no common border (Ahnatal and Espenau), and Naumburg is not near Wesertal.
    assert not {("06633001", "06633007"), ("06633018", "06633030")} & pairs
    assert sum("06611000" in pair for pair in pairs) == 10


if SHARED.is_dir():

    @pytest.mark.parametrize("name", ["municipalities", "territory"])
    def test_tables_are_as_delivered(name: str) -> None:
        delivered = (SHARED / f"lk-kassel-{name}.csv").read_text(encoding="utf-8")
        assert (FOLDER / f"{name}.csv").read_text(encoding="utf-8") == delivered

    def test_localities_differ_in_the_positions_left_out_only() -> None:
        delivered = list(csv.DictReader((SHARED / "lk-kassel-localities.csv").read_text("utf-8").splitlines()))
        shipped = list(csv.DictReader((FOLDER / "localities.csv").read_text("utf-8").splitlines()))
        assert len(delivered) == len(shipped)
        for theirs, ours in zip(delivered, shipped, strict=True):
            left_out = {"lat", "lon", "coord_source"} if not ours["lat"] else {"coord_source"}
            assert {k: v for k, v in theirs.items() if k not in left_out} == {
                k: v for k, v in ours.items() if k not in left_out
            }
        assert sum(not row["lat"] for row in shipped) == 3

    def test_boundaries_are_as_delivered() -> None:
        delivered = json.loads((SHARED / "lk-kassel-boundaries.geojson").read_text("utf-8"))
        shipped = json.loads((FOLDER / "boundaries.geojson").read_text("utf-8"))
        assert shipped["features"] == delivered["features"]
        assert shipped["attribution"] == "GeoBasis-DE / BKG (GeoNutzV), vereinfacht"
