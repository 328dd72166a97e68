"""Loading a county: all or nothing, the same twice changes nothing, what others refer to is never deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from nahtlos.journal.models import Entry
from nahtlos.journal.reads import page_version
from nahtlos.places import shipped, writes
from nahtlos.places.models import (
    Adjacency,
    Boundary,
    ModelRegion,
    ModelRegionMember,
    Place,
    Population,
    PostalCode,
    Succession,
)
from nahtlos.places.writes import Report
from nahtlos.rules.access import ANONYMOUS, Actor, Grant, Role
from nahtlos.rules.territory.faults import Refused
from tests.places.invented import FILES, read, replaced

pytestmark = pytest.mark.django_db
ACTOR = Actor("command", "", "Test")
MODELS = (Place, PostalCode, Population, Succession, Boundary, Adjacency, ModelRegion, ModelRegionMember)


def load(folder: Path, now: datetime, changed: dict[str, Any] | None = None) -> Report:
    return writes.load(read(folder, changed), actor=ACTOR, now=now)


def everything() -> list[tuple[Any, ...]]:
    return [(model.__name__, *row) for model in MODELS for row in model.objects.order_by("pk").values_list()]


def test_an_invented_county_stands_beside_the_shipped_one(tmp_path: Path, now: datetime) -> None:
    report = load(tmp_path, now)
    assert (report.county, report.name) == ("03999", "Kreis Muster")
    assert report.tables["place"] == {"added": 12, "changed": 0, "removed": 0, "unchanged": 0}
    tal = Place.objects.get(key="03999003")
    assert tal.parent and tal.parent.parent and tal.parent.parent.parent
    assert [tal.parent.name, tal.parent.parent.name, tal.parent.parent.parent.name] == [
        "Nordkreis", "Kreis Muster", "Musterland",
    ]  # fmt: skip
    assert Place.objects.filter(kind=Place.Kind.MUNICIPALITY, key__startswith="06633").count() == 30


def test_loading_twice_changes_nothing(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, now)
    before, entries, version = everything(), Entry.objects.count(), page_version()
    report = load(tmp_path, now + timedelta(days=1))
    assert report.changes == 0
    assert (everything(), Entry.objects.count(), page_version()) == (before, entries, version)


def test_a_preview_writes_nothing_and_says_the_same(tmp_path: Path, now: datetime) -> None:
    before = everything()
    seen = writes.preview(read(tmp_path), now=now)
    assert everything() == before
    assert load(tmp_path, now) == seen


def test_it_is_journaled_and_pages_become_stale(tmp_path: Path, now: datetime) -> None:
    version = page_version()
    load(tmp_path, now)
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.object_kind, entry.object_id, entry.object_label, entry.tenant) == (
        "load", "territory", "03999", "Kreis Muster", "03999",
    )  # fmt: skip
    assert entry.detail["tables"]["boundary"]["added"] == 6
    assert page_version() == version + 1


def test_changed_rows_are_updated_and_keep_their_numbers(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, now)
    before = Place.objects.get(key="03999002")
    text = FILES["municipalities.csv"].replace(
        "Bergstadt,Stadt,Südkreis,20000,31.12.2023", "Bergen,Markt,Nordkreis,20100,31.12.2023"
    )
    changed: dict[str, Any] = {
        "municipalities.csv": text.replace("30001;30002", "30005"),
        "localities.csv": FILES["localities.csv"].replace("Bergstadt,Bergstadt", "Bergen,Bergstadt"),
    }
    report = load(tmp_path, now, changed)
    after = Place.objects.select_related("parent").get(key="03999002")
    assert (after.pk, after.slug, after.name, after.designation) == (before.pk, "bergstadt", "Bergen", "Markt")
    assert after.parent and after.parent.name == "Nordkreis"
    assert [one.code for one in after.postal_codes.all()] == ["30005"]
    assert after.populations.get().value == 20100
    assert report.tables["postalcode"] == {"added": 1, "changed": 0, "removed": 2, "unchanged": 4}


def test_figures_of_older_dates_stay(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, now)
    load(tmp_path, now, replaced("municipalities.csv", ",1000,2024-12-31", ",990,2025-12-31"))
    found = Population.objects.filter(place__key="03999001").order_by("reference_date")
    assert [(one.value, one.reference_date) for one in found] == [(1000, date(2024, 12, 31)), (990, date(2025, 12, 31))]


def test_a_vanished_place_ends_and_comes_back(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, now)
    row = "03999001,Alpdorf,Hof am See,Ortsteil,,,,unverified,Hörensagen\n"
    report = load(tmp_path, now, replaced("localities.csv", row, ""))
    assert report.ended == ("Hof am See",)
    assert Place.objects.get(key="03999001-hof-am-see").valid_to == date(2026, 11, 21)
    assert load(tmp_path, now + timedelta(days=5)).ended == ()
    assert Place.objects.get(key="03999001-hof-am-see").valid_to is None


def test_a_vanished_region_and_member_end(tmp_path: Path, now: datetime) -> None:
    load(tmp_path, now)
    load(tmp_path, now, replaced("county.toml", 'ags = "03999001"', 'ags = "03999002"'))
    ends = ModelRegionMember.objects.filter(region__owner="03999").order_by("place__key").values_list("valid_to")
    assert list(ends) == [(date(2026, 11, 21),), (None,)]
    text = FILES["county.toml"].partition("[[model_regions]]")[0]
    assert load(tmp_path, now, {"county.toml": text}).ended == ("Modellregion Muster",)


def test_nothing_is_half_loaded(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(writes, "record", fail)
    with pytest.raises(DatabaseError):
        load(tmp_path, now)
    assert everything() == before


def test_only_operators_and_commands_load(tmp_path: Path, now: datetime) -> None:
    files = read(tmp_path)
    coordinator = Actor("person", "1", "K", (Grant(Role.COUNTY_COORDINATOR, "03999"),))
    for actor in (ANONYMOUS, coordinator):
        with pytest.raises(PermissionDenied):
            writes.load(files, actor=actor, now=now)
    operator = Actor("person", "1", "B", (Grant(Role.OPERATOR, "06633"),))
    assert writes.load(files, actor=operator, now=now).changes


def test_a_name_that_is_taken_gets_the_key_and_keeps_it(tmp_path: Path, now: datetime) -> None:
    changed: dict[str, Any] = {
        "municipalities.csv": FILES["municipalities.csv"].replace(",Tal,", ",Naumburg,"),
        "territory.csv": FILES["territory.csv"].replace(",Tal,", ",Naumburg,"),
    }
    load(tmp_path, now, changed)
    assert Place.objects.get(key="03999003").slug == "naumburg-03999003"
    assert Place.objects.get(key="06633018").slug == "naumburg"
    assert load(tmp_path, now, changed).changes == 0


def test_a_regions_address_gives_way_to_nobody(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(Refused, match="slug_taken"):
        load(tmp_path, now, replaced("county.toml", "modellregion-muster", "naumburg"))


def test_a_place_beyond_stays_as_its_own_county_says(tmp_path: Path, now: datetime) -> None:
    text = FILES["county.toml"].replace('ags = "03998000"\nname = "Nachbarstadt"', 'ags = "06633018"\nname = "X"')
    load(tmp_path, now, {"county.toml": text})
    naumburg = Place.objects.get(key="06633018")
    assert (naumburg.name, naumburg.kind) == ("Naumburg", Place.Kind.MUNICIPALITY)
    assert [one.code for one in naumburg.postal_codes.all()] == ["34311"]
    assert naumburg.adjacencies.filter(neighbour__key="03999002").exists()
    naumburg_alone = replaced("county.toml", "postcodes", "others")
    load(tmp_path, now, naumburg_alone)
    assert Place.objects.get(key="06633018").valid_to is None


def test_the_number_of_statements_does_not_grow(tmp_path: Path, now: datetime) -> None:
    def statements(files: Any) -> int:
        with CaptureQueriesContext(connection) as found:
            writes.load(files, actor=ACTOR, now=now)
        return len(found)

    few = statements(read(tmp_path / "few"))
    lines = "".join(f"03999001,Alpdorf,Weiler {n},Ortsteil,,,,verified,\n" for n in range(30))
    many = read(tmp_path / "many", {"localities.csv": FILES["localities.csv"] + lines})
    assert statements(many) < few
    assert few <= 40


def test_shipped_places_leave_an_operators_own_alone(now: datetime) -> None:
    before = everything()
    shipped.load(now=now)
    assert everything() == before
