"""A county's files: what is right is read, everything wrong is named in one sentence."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nahtlos.places.faults import REASONS, sentence
from nahtlos.rules.territory.faults import Reason, Refused
from nahtlos.rules.territory.model import Kind, Territory
from tests.places.invented import BOUNDARIES, FILES, read, replaced

TOWNS, LOCALITIES, TERRITORY, COUNTY = "municipalities.csv", "localities.csv", "territory.csv", "county.toml"

# file, what stands there, what comes in its place, the sentence
BAD = [
    (TOWNS, "03999001,0", "0399901,0", "municipalities.csv, Zeile 2, Spalte ags, Wert „0399901“: "
     "Hier wird ein amtlicher Schlüssel mit genau 8 Ziffern gebraucht."),
    (TOWNS, "03999003,039990003003", "04999003,049990003003", "municipalities.csv, Zeile 4, Spalte ags, "
     "Wert „04999003“: Dieser Schlüssel gehört zu einem anderen Kreis; hier beginnen alle mit 03999."),
    (TOWNS, "03999002,039990002002,Bergstadt", "03999001,039990001001,Bergstadt", "municipalities.csv, Zeile 3, "
     "Spalte ags, Wert „03999001“: Dieser Schlüssel kommt zweimal vor."),
    (TOWNS, "039990003003", "039990003004", "municipalities.csv, Zeile 4, Spalte ars, Wert „039990003004“: "
     "Dieser Regionalschlüssel passt nicht zum Gemeindeschlüssel."),
    (TOWNS, "Bergstadt,Stadt", "Bergstadt,Metropole", "municipalities.csv, Zeile 3, Spalte type, Wert „Metropole“: "
     "Möglich ist hier: Stadt, Gemeinde, Markt, Flecken, Landgemeinde, gemeindefrei."),
    (TOWNS, "Tal,Gemeinde,Nordkreis", "Tal,Gemeinde,Westkreis", "municipalities.csv, Zeile 4, Spalte kreisteil, "
     "Wert „Westkreis“: Möglich ist hier: Nordkreis, Südkreis."),
    (TOWNS, "Tal,Gemeinde", ",Gemeinde", "municipalities.csv, Zeile 4, Spalte name: Hier darf nichts fehlen."),
    (TOWNS, "76.1", '"76,1"', "municipalities.csv, Zeile 2, Spalte area_off_km2, Wert „76,1“: "
     "Schreiben Sie die Zahl mit Punkt statt Komma (18.03)."),
    (TOWNS, "76.1", "viel", "municipalities.csv, Zeile 2, Spalte area_off_km2, Wert „viel“: "
     "Das ist keine Zahl ab null."),
    (TOWNS, ",20000,", ",20.000,", "municipalities.csv, Zeile 3, Spalte population, Wert „20.000“: "
     "Hier wird eine ganze Zahl ohne Punkt und Komma gebraucht (7965)."),
    (TOWNS, ",1000,2024-12-31", ",1000,", "municipalities.csv, Zeile 2, Spalte pop_date: "
     "Zur Einwohnerzahl fehlt der Stichtag."),
    (TOWNS, "Nordkreis,,,", "Nordkreis,,2024-12-31,", "municipalities.csv, Zeile 4, Spalte population: "
     "Zum Stichtag fehlt die Einwohnerzahl."),
    (TOWNS, "31.12.2023", "31.02.2023", "municipalities.csv, Zeile 3, Spalte pop_date, Wert „31.02.2023“: "
     "Diesen Tag gibt es nicht."),
    (TOWNS, "31.12.2023", "12/31/2023", "municipalities.csv, Zeile 3, Spalte pop_date, Wert „12/31/2023“: "
     "Schreiben Sie das Datum als 2023-12-31 oder 31.12.2023."),
    (TOWNS, "31.12.2023", "31.12.2026", "municipalities.csv, Zeile 3, Spalte pop_date, Wert „31.12.2026“: "
     "Dieser Tag liegt noch in der Zukunft."),
    (TOWNS, "52.15,9.05", "9.05,52.15", "municipalities.csv, Zeile 4, Spalte lat, Wert „9.05 / 52.15“: "
     "Breite und Länge sind vertauscht."),
    (TOWNS, "52.15,9.05", "48.85,2.35", "municipalities.csv, Zeile 4, Spalte lat, Wert „48.85 / 2.35“: "
     "Dieser Punkt liegt nicht in Deutschland."),
    (TOWNS, "52.15,9.05", "52.15,", "municipalities.csv, Zeile 4, Spalte lon: "
     "Zu einer Lage gehören Breite und Länge, oder keine von beiden."),
    (TOWNS, "30001;30002", "30001;3002", "municipalities.csv, Zeile 3, Spalte plz, Wert „3002“: "
     "Eine Postleitzahl hat genau fünf Ziffern."),
    (TOWNS, ",plz", "", "municipalities.csv, Zeile 1, Spalte plz: Diese Spalte fehlt in der Kopfzeile."),
    (TOWNS, ",plz", ",plz,farbe", "municipalities.csv, Zeile 1, Spalte farbe: "
     "Diese Spalte ist hier unbekannt; entfernen Sie sie oder berichtigen Sie ihren Namen."),
    (TOWNS, "9.05,30003", "9.05", "municipalities.csv, Zeile 4: Die Zeile hat 11 Felder, die Kopfzeile hat 12."),
    (TOWNS, "Tal,Gemeinde", '"Tal,Gemeinde', "municipalities.csv, Wert „unexpected end of data“: "
     "Ab hier lässt sich die Datei nicht als Tabelle lesen (vielleicht fehlt ein Anführungszeichen)."),
    (LOCALITIES, "03999001,Alpdorf,Ober", "03999008,Alpdorf,Ober", "localities.csv, Zeile 2, Spalte ags, "
     "Wert „03999008“: Einen Ort mit diesem Schlüssel gibt es in municipalities.csv nicht."),
    (LOCALITIES, "03999001,Alpdorf,Ober", "03999001,Alptal,Ober", "localities.csv, Zeile 2, Spalte municipality, "
     "Wert „Alptal“: Der Ort mit diesem Schlüssel heißt in municipalities.csv Alpdorf."),
    (LOCALITIES, "Hof am See", "Ober Alpdorf", "localities.csv, Zeile 3, Spalte name, Wert „Ober Alpdorf“: "
     "Dieser Ortsteil kommt in seiner Gemeinde zweimal vor."),
    (LOCALITIES, "unverified", "vielleicht", "localities.csv, Zeile 3, Spalte status, Wert „vielleicht“: "
     "Möglich ist hier: verified, unverified."),
    (LOCALITIES, "52.04,9.04", "52.14,9.04", "localities.csv, Zeile 2, Spalte lat, Wert „52.14 / 9.04“: "
     "Dieser Punkt liegt nicht in Alpdorf."),
    (LOCALITIES, "Hof am See", "H" * 121, f"localities.csv, Zeile 3, Spalte name, Wert „{'H' * 121}“: "
     "Das ist länger als 120 Zeichen."),
    (TERRITORY, ",2020-12-31,", ",,", "territory.csv, Zeile 2, Spalte valid_to: "
     "Eine Gemeinde, die nicht in municipalities.csv steht, braucht hier ihr Ende."),
    (TERRITORY, "Altental,,2020", "Altental,2021-01-01,2020", "territory.csv, Zeile 2, Spalte valid_to, "
     "Wert „2020-12-31“: Das Ende liegt vor dem Anfang."),
    (TERRITORY, "2020-12-31,03999003", "2020-12-31,03999007", "territory.csv, Zeile 2, Spalte successor_ags, "
     "Wert „03999007“: Einen Ort mit diesem Schlüssel gibt es in municipalities.csv nicht."),
    (TERRITORY, "2021-01-01,,", "2021-01-01,,03999001", "territory.csv, Zeile 3, Spalte successor_ags, "
     "Wert „03999001“: Eine Gemeinde, die in municipalities.csv steht, hat keine Nachfolgerin."),
    (COUNTY, 'ags = "03998000"', 'ags = "03999000"', "county.toml, Abschnitt beyond 1, Angabe ags, "
     "Wert „03999000“: Dieser Ort liegt im Kreis selbst (03999)."),
    (COUNTY, '["03999002"]', '["03999022"]', "county.toml, Abschnitt beyond 1, Angabe neighbours, "
     "Wert „03999022“: Einen Ort mit diesem Schlüssel gibt es in municipalities.csv nicht."),
    (COUNTY, "modellregion-muster", "Modell Region", "county.toml, Abschnitt model_regions 1, Angabe slug, "
     "Wert „Modell Region“: Eine Adresse hat nur kleine Buchstaben, Ziffern und einzelne Bindestriche."),
    (COUNTY, "modellregion-muster", "tal", "county.toml, Abschnitt model_regions 1, Angabe slug, "
     "Wert „tal“: Diese Adresse ist schon vergeben."),
    (COUNTY, '\n[[model_regions.members]]\nags = "03999001"', "", "county.toml, Abschnitt model_regions 1, "
     "Angabe members: Eine Modellregion braucht mindestens einen Ort."),
    (COUNTY, '"Nordkreis", "Südkreis"', '"Nordkreis", "Südkreis", "Nordkreis"', "county.toml, Abschnitt county, "
     "Angabe parts, Wert „Nordkreis“: Dieser Name kommt zweimal vor."),
    (COUNTY, "2025-03", "März 2025", "county.toml, Abschnitt county, Angabe area_as_of, Wert „März 2025“: "
     "Schreiben Sie ein Jahr, einen Monat oder einen Tag (2023, 2023-12, 2023-12-31)."),
]  # fmt: skip


def refusal(folder: Path, changed: dict[str, str | bytes | None]) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(folder, changed)
    return [sentence(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("file", "old", "new", "said"), BAD, ids=[f"{file}: {new[:24]}" for file, _, new, _ in BAD])
def test_a_bad_row_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    assert said in refusal(tmp_path, replaced(file, old, new))


def with_geometry(change: Any) -> dict[str, str | bytes | None]:
    document = json.loads(json.dumps(BOUNDARIES))
    change(document)
    return {"boundaries.geojson": json.dumps(document)}


def _ring(document: Any) -> list[list[float]]:
    ring: list[list[float]] = document["features"][1]["geometry"]["coordinates"][0]
    return ring


def _set_point(document: Any, point: object) -> None:
    _ring(document)[2:3] = [point]  # type: ignore[list-item]


GEOMETRIES = [
    (lambda d: _ring(d).pop(), "boundaries.geojson, Objekt 2, Angabe geometry 03999002, "
     "Wert „(9.1, 52.0) … (9.1, 52.1)“: "
     "Der Ring ist nicht geschlossen; sein letzter Punkt muss der erste sein."),
    (lambda d: _ring(d).__delitem__(slice(1, 4)), "boundaries.geojson, Objekt 2, Angabe geometry 03999002, Wert „2“: "
     "Der Ring hat zu wenige Punkte."),
    (lambda d: _ring(d).__setitem__(slice(2, 4), [[9.15, 52.0], [9.18, 52.0]]),
     "boundaries.geojson, Objekt 2, Angabe geometry 03999002, Wert „(9.1, 52.0)“: Der Ring umschließt keine Fläche."),
    (lambda d: _set_point(d, [52.1, 9.2]), "boundaries.geojson, Objekt 2, Angabe geometry 03999002, "
     "Wert „[52.1, 9.2]“: Breite und Länge sind vertauscht."),
    (lambda d: _set_point(d, [2.3, 48.8]), "boundaries.geojson, Objekt 2, Angabe geometry 03999002, "
     "Wert „[2.3, 48.8]“: Dieser Punkt liegt nicht in Deutschland."),
    (lambda d: _set_point(d, ["9.2", 52.1]), "boundaries.geojson, Objekt 2, Angabe geometry 03999002, "
     "Wert „['9.2', 52.1]“: Hier werden Punkte aus Länge und Breite gebraucht."),
    (lambda d: d["features"][1]["geometry"].update(type="Point"), "boundaries.geojson, Objekt 2, "
     "Angabe geometry 03999002, Wert „Point“: "
     "Hier wird eine FeatureCollection mit Polygon oder MultiPolygon gebraucht."),
    (lambda d: d["features"][2]["properties"].update(ags="03999008"), "boundaries.geojson, Objekt 3, Angabe ags, "
     "Wert „03999008“: Einen Ort mit diesem Schlüssel gibt es in municipalities.csv nicht."),
    (lambda d: d["features"][2]["properties"].update(ags="03999001"), "boundaries.geojson, Objekt 3, Angabe ags, "
     "Wert „03999001“: Dieser Schlüssel kommt zweimal vor."),
    (lambda d: d.pop("attribution"), "boundaries.geojson, Angabe attribution: Hier darf nichts fehlen."),
    (lambda d: d.pop("features"), "boundaries.geojson, Wert „FeatureCollection“: "
     "Hier wird eine FeatureCollection mit Polygon oder MultiPolygon gebraucht."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), GEOMETRIES)
def test_a_bad_boundary_is_named(tmp_path: Path, change: Any, said: str) -> None:
    assert said in refusal(tmp_path, with_geometry(change))


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        (TERRITORY, None, "territory.csv: Diese Datei fehlt im Ordner."),
        (LOCALITIES, FILES[LOCALITIES].encode("cp1252"), "localities.csv, Zeile 3, Wert „f6“: "
         "Dieses Byte ist kein UTF-8; speichern Sie die Datei in der Kodierung UTF-8."),
        (COUNTY, "[land", "county.toml, Zeile 1: Ab hier ist die Datei kein gültiges TOML."),
        ("boundaries.geojson", "{\n\n]", "boundaries.geojson, Zeile 3: Ab hier ist die Datei kein gültiges JSON."),
        (TOWNS, FILES[TOWNS].partition("\n")[0], "municipalities.csv: Die Tabelle hat keine Zeilen."),
        (COUNTY, "", "county.toml, Abschnitt county, Angabe name: Hier darf nichts fehlen."),
    ],
)  # fmt: skip
def test_a_bad_file_is_named(tmp_path: Path, file: str, content: str | bytes | None, said: str) -> None:
    assert said in refusal(tmp_path, {file: content})


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    changed = replaced(TOWNS, "76.1", "viel") | replaced(LOCALITIES, "unverified", "vielleicht")
    assert len(refusal(tmp_path, changed)) == 2


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)


@pytest.fixture
def territory(tmp_path: Path) -> Territory:
    return read(tmp_path)


def test_another_county_is_read_without_touching_code(territory: Territory) -> None:
    places = {place.key: place for place in territory.places}
    assert [place.slug for place in territory.places if place.kind == Kind.MUNICIPALITY] == [
        "alpdorf", "bergstadt", "tal", "altental",
    ]  # fmt: skip
    assert places["03999001-hof-am-see"].position is None
    assert places["03999001-ober-alpdorf"].parent == "03999001"
    assert places["03999001"].parent == "03999-suedkreis"
    assert (places["03999003"].valid_from, places["03999009"].valid_to) == (date(2021, 1, 1), date(2020, 12, 31))
    assert territory.neighbours == {("03999001", "03999002"), ("03999001", "03999003"), ("03998000", "03999002")}


def test_missing_areas_are_computed_from_the_boundaries(territory: Territory) -> None:
    areas = {place.key: place.boundary_area.km2 for place in territory.places if place.boundary_area}
    assert areas["03999001"] == areas["03999002"] == Decimal("76.33")
    assert areas["03999"] == sum(areas[key] for key in ("03999001", "03999002", "03999003"))


def test_semicolons_and_a_mark_at_the_start_of_the_file_do_no_harm(tmp_path: Path, territory: Territory) -> None:
    text = "\ufeff" + FILES[LOCALITIES].replace(",", ";")
    assert read(tmp_path / "other", {LOCALITIES: text}).places == territory.places


def test_invisible_characters_are_no_part_of_a_name(tmp_path: Path, territory: Territory) -> None:
    changed = replaced(LOCALITIES, "Hof am See", "\u200bHof am See ")
    assert read(tmp_path / "other", changed).places == territory.places


def test_digits_of_other_scripts_are_no_digits(tmp_path: Path) -> None:
    assert "Ziffern gebraucht" in refusal(tmp_path, replaced(TOWNS, "03999001,0", "0399900١,0"))[0]
