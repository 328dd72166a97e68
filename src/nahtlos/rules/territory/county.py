"""`county.toml`: the county itself, its parts, its sources, places beyond its boundary, model regions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nahtlos.rules.territory import fields
from nahtlos.rules.territory.faults import Fault, Reason
from nahtlos.rules.territory.fields import Row
from nahtlos.rules.territory.model import Area, Kind, PlaceRow, RegionMember, RegionRow, Status
from nahtlos.rules.territory.names import Slugs, slug
from nahtlos.rules.territory.sources import COUNTY

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Beyond:
    """A place beyond the county with its postcodes and the places of the county that it touches."""

    place: PlaceRow
    postcodes: tuple[str, ...]
    neighbours: tuple[str, ...]
    row: Row


@dataclass(frozen=True)
class County:
    """What the tables are read against."""

    land: PlaceRow
    county: PlaceRow
    parts: Mapping[str, PlaceRow]
    sources: Mapping[str, str]
    unverified_postcodes: frozenset[str]
    beyond: tuple[Beyond, ...]
    regions: tuple[tuple[RegionRow, Row], ...]
    neighbours: Row


def read(document: Mapping[str, Any], faults: list[Fault], today: date, slugs: Slugs) -> County:
    """Read the document without the places beyond the county; whatever is wrong goes to `faults`."""
    county_row, sources = _row(document, "county", faults, today), _row(document, "sources", faults, today)
    land = _land(_row(document, "land", faults, today), slugs)
    county = _county(county_row, land, slugs)
    return County(
        land=land,
        county=county,
        parts=_parts(county_row, county, slugs),
        sources={name: sources.text(name) for name in sources.cells},
        unverified_postcodes=frozenset(
            fields.postcodes(county_row, "unverified_postcodes", county_row.lists.get("unverified_postcodes", ()))
        ),
        beyond=(),
        regions=tuple(_region(row, members) for row, members in _regions(document, faults, today)),
        neighbours=_row(document, "neighbours", faults, today),
    )


def read_beyond(
    document: Mapping[str, Any], county: County, faults: list[Fault], today: date, slugs: Slugs
) -> tuple[Beyond, ...]:
    """The places beyond the county; read after its own, which come first when addresses are given."""
    rows = _rows(document, "beyond", faults, today)
    return tuple(_beyond(row, county.county, county.land, slugs) for row in rows)


def _row(document: Mapping[str, Any], name: str, faults: list[Fault], today: date) -> Row:
    section = document.get(name, {})
    return _as_row(section if isinstance(section, Mapping) else {}, name, faults, today)


def _rows(document: Mapping[str, Any], name: str, faults: list[Fault], today: date) -> Iterator[Row]:
    for number, section in enumerate(_sections(document, name), start=1):
        yield _as_row(section, f"{name} {number}", faults, today)


def _sections(document: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = document.get(name, [])
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _as_row(section: Mapping[str, Any], name: str, faults: list[Fault], today: date) -> Row:
    cells = {key: str(value) for key, value in section.items() if not isinstance(value, list | Mapping)}
    lists = {
        key: tuple(str(item).strip() for item in value if not isinstance(item, list | Mapping))
        for key, value in section.items()
        if isinstance(value, list)
    }
    return Row(COUNTY, name, cells, faults, today, lists)


def _land(row: Row, slugs: Slugs) -> PlaceRow:
    key, name = fields.ags(row, digits=2), row.needed("name")
    return PlaceRow(key, slugs.take(slug(name), key), Kind.LAND, name, ags=key, ars=key)


def _county(row: Row, land: PlaceRow, slugs: Slugs) -> PlaceRow:
    key, name = fields.ags(row, county=land.key, digits=5), row.needed("name")
    ars = row.text("ars")
    if key and ars and ars != key:
        row.fault(Reason.ARS_FORM, "ars")
    return PlaceRow(
        key=key,
        slug=slugs.take(slug(name), key),
        kind=Kind.COUNTY,
        name=name,
        parent=land.key,
        designation=row.text("designation"),
        ags=key,
        ars=ars,
        area=_area(row),
    )


def _area(row: Row) -> Area | None:
    return fields.area(row, "area_km2", row.text("area_source"), fields.as_of(row, "area_as_of"))


def _parts(row: Row, county: PlaceRow, slugs: Slugs) -> dict[str, PlaceRow]:
    """The county's parts by name, in the order in which the county names them."""
    names = row.lists.get("parts", ())
    status = Status.UNVERIFIED if row.text("parts_status") == Status.UNVERIFIED else Status.VERIFIED
    found: dict[str, PlaceRow] = {}
    for order, name in enumerate(names, start=1):
        if name in found or not slug(name):
            row.fault(Reason.NAMED_TWICE if name in found else Reason.EMPTY, "parts", name)
            continue
        key = f"{county.key}-{slug(name)}"
        found[name] = PlaceRow(
            key, slugs.take(slug(name), key), Kind.COUNTY_PART, name, county.key, order=order, status=status
        )
    return found


def _beyond(row: Row, county: PlaceRow, land: PlaceRow, slugs: Slugs) -> Beyond:
    key, name = fields.ags(row), row.needed("name")
    if county.key and key.startswith(county.key):
        row.fault(Reason.AGS_OWN_COUNTY, "ags", county=county.key)
    place = PlaceRow(
        key=key,
        slug=slugs.take(slug(name), key),
        kind=Kind.INDEPENDENT_CITY,
        name=name,
        parent=land.key if land.key and key.startswith(land.key) else "",
        designation=row.text("designation"),
        ags=key,
        ars=fields.ars(row, key),
        position=fields.position(row, row.text("position_source")),
        area=_area(row),
    )
    codes = fields.postcodes(row, "postcodes", row.lists.get("postcodes", ()))
    return Beyond(place, codes, row.lists.get("neighbours", ()), row)


def _regions(document: Mapping[str, Any], faults: list[Fault], today: date) -> Iterator[tuple[Row, list[Row]]]:
    for number, section in enumerate(_sections(document, "model_regions"), start=1):
        name = f"model_regions {number}"
        members = [
            _as_row(one, f"{name}, members {position}", faults, today)
            for position, one in enumerate(_sections(section, "members"), start=1)
        ]
        yield _as_row(section, name, faults, today), members


def _region(row: Row, members: Sequence[Row]) -> tuple[RegionRow, Row]:
    key = row.needed("slug", longest=90)
    if key and not SLUG.fullmatch(key):
        row.fault(Reason.SLUG_FORM, "slug")
    if not members:
        row.fault(Reason.NO_MEMBERS, "members", "")
    start, end = fields.span(row)
    found = tuple(RegionMember(fields.ags(one), *fields.span(one)) for one in members)
    return RegionRow(key, row.needed("name"), row.needed("owner", 12), found, start, end, row.text("source")), row
