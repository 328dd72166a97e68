"""The three tables: municipalities, localities and the changes of the territory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from nahtlos.rules.territory import fields
from nahtlos.rules.territory.county import County
from nahtlos.rules.territory.faults import Reason
from nahtlos.rules.territory.fields import Row
from nahtlos.rules.territory.model import (
    Kind,
    PlaceRow,
    PopulationRow,
    PostcodeRow,
    Status,
    SuccessionRow,
)
from nahtlos.rules.territory.names import Slugs, slug

WITHOUT_INHABITANTS = "gemeindefrei"
TYPES = ("Stadt", "Gemeinde", "Markt", "Flecken", "Landgemeinde", WITHOUT_INHABITANTS)
LOCALITY_KINDS = ("Kernort", "Ortsteil", "Stadtteil")


@dataclass(frozen=True)
class Municipality:
    """One line of municipalities.csv."""

    place: PlaceRow
    row: Row
    postcodes: tuple[PostcodeRow, ...] = ()
    population: PopulationRow | None = None


def municipalities(rows: Iterable[Row], county: County, slugs: Slugs) -> dict[str, Municipality]:
    """The municipalities by key; a key that comes twice is named."""
    found: dict[str, Municipality] = {}
    for row in rows:
        one = _municipality(row, county, slugs)
        if one.place.key in found:
            row.fault(Reason.AGS_TWICE, "ags")
        found[one.place.key] = one
    found.pop("", None)
    return found


def _municipality(row: Row, county: County, slugs: Slugs) -> Municipality:
    key = fields.ags(row, county=county.county.key)
    name, kind = row.needed("name"), fields.one_of(row, "type", TYPES)
    is_empty = kind == WITHOUT_INHABITANTS
    sources = county.sources
    place = PlaceRow(
        key=key,
        slug=slugs.take(slug(name), key),
        kind=Kind.UNINCORPORATED if is_empty else Kind.MUNICIPALITY,
        name=name,
        parent=_parent(row, county),
        designation="" if is_empty else kind,
        ags=key,
        ars=fields.ars(row, key),
        position=fields.position(row, sources.get("position", "")),
        area=fields.area(row, "area_off_km2", sources.get("area", ""), ""),
        boundary_area=fields.area(
            row, "area_bkg_km2", sources.get("boundary_area", ""), sources.get("boundary_as_of", "")
        ),
    )
    population = None if is_empty else _population(row, key, sources.get("population", ""))
    return Municipality(place, row, _postcodes(row, key, county.unverified_postcodes), population)


def _parent(row: Row, county: County) -> str:
    """The part of the county, else the county."""
    name = row.text("kreisteil")
    if name and name not in county.parts:
        reason = Reason.NOT_ONE_OF if county.parts else Reason.NO_PARTS
        row.fault(reason, "kreisteil", allowed=", ".join(county.parts))
    return county.parts[name].key if name in county.parts else county.county.key


def _population(row: Row, key: str, source: str) -> PopulationRow | None:
    value, when = fields.whole(row, "population"), fields.day(row, "pop_date", may_lie_ahead=False)
    if value is not None and not row.text("pop_date"):
        row.fault(Reason.POPULATION_UNDATED, "pop_date")
    if when and not row.text("population"):
        row.fault(Reason.DATE_WITHOUT_POPULATION, "population")
    return None if value is None or when is None else PopulationRow(key, value, when, source)


def _postcodes(row: Row, key: str, unverified: frozenset[str]) -> tuple[PostcodeRow, ...]:
    texts = [text for text in re.split(r"[;,/\s]+", row.text("plz")) if text]
    return tuple(
        PostcodeRow(key, code, Status.UNVERIFIED if code in unverified else Status.VERIFIED)
        for code in fields.postcodes(row, "plz", texts)
    )


def localities(
    rows: Iterable[Row], known: Mapping[str, Municipality], county: County, slugs: Slugs
) -> dict[str, tuple[PlaceRow, Row]]:
    """The localities by key, each below a municipality of the same file set."""
    found: dict[str, tuple[PlaceRow, Row]] = {}
    for row in rows:
        above = _municipality_of(row, known, county)
        place = _locality(row, above, slugs)
        if place.key in found:
            row.fault(Reason.LOCALITY_TWICE, "name")
        found[place.key] = (place, row)
    return found


def _municipality_of(row: Row, known: Mapping[str, Municipality], county: County) -> PlaceRow | None:
    key = fields.ags(row, county=county.county.key)
    above = known.get(key)
    if above is None:
        if key:
            row.fault(Reason.AGS_UNKNOWN, "ags")
        return None
    if row.text("municipality") != above.place.name:
        row.fault(Reason.NAME_DIFFERS, "municipality", expected=above.place.name)
    return above.place


def _locality(row: Row, above: PlaceRow | None, slugs: Slugs) -> PlaceRow:
    name = row.needed("name")
    upper = above.key if above else row.text("ags")
    key = f"{upper}-{slug(name)}"
    status = fields.one_of(row, "status", [one.value for one in Status])
    return PlaceRow(
        key=key,
        slug=slugs.take(f"{above.slug}-{slug(name)}" if above else key, key),
        kind=Kind.LOCALITY,
        name=name,
        parent=upper,
        designation=fields.one_of(row, "kind", LOCALITY_KINDS),
        position=fields.position(row, row.text("coord_source")),
        status=Status.UNVERIFIED if status == Status.UNVERIFIED else Status.VERIFIED,
        source=row.text("source"),
    )


@dataclass(frozen=True)
class Changes:
    """What territory.csv says: places with their dates, and who followed whom."""

    places: Mapping[str, PlaceRow]
    successions: tuple[SuccessionRow, ...]


def changes(rows: Iterable[Row], known: Mapping[str, Municipality], county: County, slugs: Slugs) -> Changes:
    """Dates of existing municipalities and the former ones; a successor must be a municipality of today."""
    places: dict[str, PlaceRow] = {}
    by_key: dict[str, Row] = {}
    for row in rows:
        key, name = fields.ags(row, county=county.county.key), row.needed("name")
        start, end = fields.span(row)
        if key in places:
            row.fault(Reason.AGS_TWICE, "ags")
        if key in known:
            _check_current(row, known[key].place)
            places[key] = replace(known[key].place, valid_from=start, valid_to=end)
        else:
            if end is None and not row.text("valid_to"):
                row.fault(Reason.END_MISSING, "valid_to")
            places[key] = PlaceRow(
                key, slugs.take(slug(name), key), Kind.MUNICIPALITY, name, county.county.key, ags=key,
                valid_from=start, valid_to=end,
            )  # fmt: skip
        by_key[key] = row
    places.pop("", None)
    return Changes(places, tuple(_successions(places, by_key, known)))


def _check_current(row: Row, place: PlaceRow) -> None:
    if row.text("name") != place.name:
        row.fault(Reason.NAME_DIFFERS, "name", expected=place.name)
    if row.text("successor_ags"):
        row.fault(Reason.STILL_VALID, "successor_ags")


def _successions(
    places: Mapping[str, PlaceRow], rows: Mapping[str, Row], known: Mapping[str, Municipality]
) -> list[SuccessionRow]:
    found: list[SuccessionRow] = []
    for key, place in places.items():
        successor = rows[key].text("successor_ags")
        if not successor or key in known:
            continue
        if successor not in known:
            rows[key].fault(Reason.AGS_UNKNOWN, "successor_ags")
        elif place.valid_to:
            found.append(SuccessionRow(key, successor, place.valid_to + timedelta(days=1)))
    return found
