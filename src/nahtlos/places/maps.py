"""Reading the county's map: paths were computed when the boundaries were loaded."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nahtlos.places.facts import CountyMap, MapArea, PlaceRef
from nahtlos.places.models import Adjacency, Place
from nahtlos.places.reads import by_name, ref, valid
from nahtlos.rules.territory.model import Kind
from nahtlos.rules.territory.projection import project

AREAS = {Kind.MUNICIPALITY, Kind.UNINCORPORATED}
OUTLINES = {Kind.COUNTY, Kind.COUNTY_PART}


def county_map(county_key: str, today: date) -> CountyMap | None:
    """The map of a county with the cities beyond it; one statement. None where no boundary is known."""
    own = Q(key__startswith=county_key, boundary__isnull=False)
    touching = Adjacency.objects.filter(neighbour__ags__startswith=county_key).values("place")
    beyond = Q(kind=Kind.INDEPENDENT_CITY.value, latitude__isnull=False, pk__in=touching)
    rows = (
        Place.objects.filter(valid(today), own | beyond)
        .select_related("boundary", "parent")
        .defer("boundary__geometry")
        .order_by("key")
    )
    return _map(list(rows))


def _map(rows: list[Place]) -> CountyMap | None:
    drawn = [_area(row) for row in rows if row.kind in AREAS | OUTLINES]
    if not drawn:
        return None
    areas = {area.place: area for area in drawn if area.place.kind in AREAS}
    outlines = [area for area in drawn if area.place.kind in OUTLINES]
    names: dict[str, list[int]] = next((row.boundary.names_beyond for row in rows if row.kind == Kind.COUNTY), {})
    lefts, tops, rights, bottoms = zip(*(area.box for area in drawn), strict=True)
    return CountyMap(
        areas=tuple(areas[place] for place in by_name(areas)),
        outlines=tuple(sorted(outlines, key=lambda area: area.place.key)),
        beyond=tuple(_point(row, names) for row in rows if row.kind == Kind.INDEPENDENT_CITY),
        box=(min(lefts), min(tops), max(rights), max(bottoms)),
        attribution=next(row.boundary.attribution for row in rows if row.kind in AREAS | OUTLINES),
    )


def _area(row: Place) -> MapArea:
    drawing = row.boundary
    return MapArea(
        place=ref(row),
        part=row.parent.key if row.parent else "",
        path=drawing.path,
        middle=(drawing.label_x, drawing.label_y),
        name_at=(drawing.name_x, drawing.name_y),
        box=(drawing.left, drawing.top, drawing.right, drawing.bottom),
    )


def _point(row: Place, names: dict[str, list[int]]) -> tuple[PlaceRef, tuple[int, int]]:
    """Where the city's name stands: clear of the county's areas, else at the city's own place."""
    x, y = names.get(row.key) or project(row.longitude or 0.0, row.latitude or 0.0)
    return ref(row), (x, y)
