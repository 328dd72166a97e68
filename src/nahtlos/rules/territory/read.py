"""From the five files to one territory, or to the list of everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nahtlos.rules.territory import county as county_file
from nahtlos.rules.territory import geometry, tables
from nahtlos.rules.territory.county import Beyond, County
from nahtlos.rules.territory.drawing import draw
from nahtlos.rules.territory.faults import Fault, Reason, Refused
from nahtlos.rules.territory.fields import Row
from nahtlos.rules.territory.model import Area, Kind, PlaceRow, Position, PostcodeRow, Territory
from nahtlos.rules.territory.names import Slugs
from nahtlos.rules.territory.shapes import Shape, area_km2, neighbours
from nahtlos.rules.territory.sources import Sources
from nahtlos.rules.territory.tables import Changes, Municipality

# A locality may lie this far outside its municipality's box, in degrees: boundaries are simplified.
MARGIN = 0.01
HEADING = {Reason.COLUMN_MISSING, Reason.COLUMN_UNKNOWN}


@dataclass(frozen=True)
class Found:
    """Everything that was read, before it is checked against each other."""

    county: County
    municipalities: Mapping[str, Municipality]
    localities: Mapping[str, tuple[PlaceRow, Row]]
    changes: Changes
    shapes: Mapping[str, Shape]
    attribution: str


def read(sources: Sources, *, today: date) -> Territory:
    """Read a county's files. Raises Refused with all faults; there is no half-read territory."""
    faults: list[Fault] = []
    found = _read(sources, faults, today)
    if any(fault.reason is Reason.COLUMN_MISSING for fault in faults):
        # What a missing column makes wrong below it is no fault of its own.
        raise Refused(tuple(fault for fault in faults if fault.reason in HEADING))
    _check_slugs(found)
    _check_references(found)
    _check_positions(found)
    if faults:
        raise Refused(tuple(faults))
    return _assemble(found)


def _read(sources: Sources, faults: list[Fault], today: date) -> Found:
    slugs = Slugs()
    # The county before all: its towns keep their plain names before places beyond or former ones get them.
    county = county_file.read(sources.county, faults, today, slugs)
    towns = tables.municipalities(sources.municipalities.rows(faults, today), county, slugs)
    beyond = county_file.read_beyond(sources.county, county, faults, today, slugs)
    changes = tables.changes(sources.territory.rows(faults, today), towns, county, slugs)
    localities = tables.localities(sources.localities.rows(faults, today), towns, county, slugs)
    shapes, attribution = geometry.read(sources.boundaries, towns, faults)
    return Found(replace(county, beyond=beyond), towns, localities, changes, shapes, attribution)


def _check_slugs(found: Found) -> None:
    taken = {place.slug for place in _places(found)}
    for region, row in found.county.regions:
        if region.slug in taken:
            row.fault(Reason.SLUG_TAKEN, "slug")
        taken.add(region.slug)


def _check_references(found: Found) -> None:
    known = found.municipalities.keys() | found.localities.keys()
    for beyond in found.county.beyond:
        _known(beyond.row, "neighbours", beyond.neighbours, known)
    for region, row in found.county.regions:
        _known(row, "members", (member.place for member in region.members if member.place), known)
    for key, others in found.county.neighbours.lists.items():
        _known(found.county.neighbours, key, (key, *others), known)


def _known(row: Row, column: str, keys: Iterable[str], known: Iterable[str]) -> None:
    for key in keys:
        if key not in known:
            row.fault(Reason.AGS_UNKNOWN, column, key)


def _check_positions(found: Found) -> None:
    """A locality must lie in the box around its municipality, as far as that has a boundary."""
    for place, row in found.localities.values():
        shape, at = found.shapes.get(place.parent), place.position
        if shape is None or at is None:
            continue
        if not _is_near(at, shape):
            name = found.municipalities[place.parent].place.name
            row.fault(Reason.POSITION_ELSEWHERE, "lat", f"{at.latitude} / {at.longitude}", name=name)


def _is_near(at: Position, shape: Shape) -> bool:
    points = [point for polygon in shape for point in polygon[0]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    is_in_width = min(xs) - MARGIN <= at.longitude <= max(xs) + MARGIN
    return is_in_width and min(ys) - MARGIN <= at.latitude <= max(ys) + MARGIN


def _places(found: Found) -> list[PlaceRow]:
    towns = {key: one.place for key, one in found.municipalities.items()} | dict(found.changes.places)
    beyond = [one.place for one in found.county.beyond]
    top = [found.county.land, found.county.county, *found.county.parts.values()]
    return [*top, *towns.values(), *beyond, *(place for place, _ in found.localities.values())]


def _assemble(found: Found) -> Territory:
    places = _with_boundary_areas(_places(found), found)
    towns = found.municipalities.values()
    postcodes = [code for one in towns for code in one.postcodes]
    postcodes += [PostcodeRow(one.place.key, code) for one in found.county.beyond for code in one.postcodes]
    return Territory(
        county=found.county.county.key,
        places=tuple(places),
        postcodes=tuple(postcodes),
        populations=tuple(one.population for one in towns if one.population),
        successions=found.changes.successions,
        boundaries=draw(places, found.shapes, found.attribution),
        neighbours=neighbours(found.shapes) | _declared(found.county.beyond, found.county.neighbours),
        regions=tuple(region for region, _ in found.county.regions),
    )


def _declared(beyond: Iterable[Beyond], section: Row) -> frozenset[tuple[str, str]]:
    pairs = [(one.place.key, other) for one in beyond for other in one.neighbours]
    pairs += [(key, other) for key, others in section.lists.items() for other in others]
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


def _with_boundary_areas(places: list[PlaceRow], found: Found) -> list[PlaceRow]:
    """Where no computed area was delivered it is computed from the boundary; the county's is the sum of its areas."""
    computed = {key: Decimal(f"{area_km2(shape):.2f}") for key, shape in found.shapes.items()}
    sources = found.county.sources
    source, when = sources.get("boundary_area", ""), sources.get("boundary_as_of", "")
    done = [
        replace(place, boundary_area=Area(computed[place.key], source, when))
        if place.boundary_area is None and place.key in computed
        else place
        for place in places
    ]
    areas = {place.key: place.boundary_area.km2 for place in done if place.boundary_area}
    if not areas or found.shapes.keys() != found.municipalities.keys():
        return done
    whole = Area(sum(areas.values(), Decimal()), source, when)
    return [replace(place, boundary_area=whole) if place.kind == Kind.COUNTY else place for place in done]
