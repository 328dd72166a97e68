"""The county's map, computed once when its boundaries are loaded: paths, boxes and where the names stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from nahtlos.rules.territory.labels import Label, centre, place
from nahtlos.rules.territory.model import BoundaryRow, Kind, PlaceRow
from nahtlos.rules.territory.projection import box, path, project
from nahtlos.rules.territory.shapes import Ring, Shape, outline, rings

PlaneRings = tuple[tuple[tuple[int, int], ...], ...]
# The type of names on the county's map, as a share of the map's width: 14 px on a map of 616 px.
TYPE_SHARE = 14 / 616


def draw(places: Sequence[PlaceRow], shapes: Mapping[str, Shape], attribution: str) -> tuple[BoundaryRow, ...]:
    """Drawings of all areas with a shape, and of the county and its parts as the outlines of what lies in them."""
    if not shapes:
        return ()
    plane = {key: _project(rings(shape)) for key, shape in shapes.items()}
    middles = {key: _middle(shapes[key]) for key in shapes}
    names = _names(places, plane, middles)
    own = [
        _row(key, _geojson(shapes[key]), plane[key], middles[key], names[key], attribution) for key in sorted(shapes)
    ]
    return (*own, *_outlines(places, shapes, attribution))


def _row(
    key: str, geometry: str, plane: PlaneRings, middle: tuple[int, int], name_at: tuple[int, int], attribution: str
) -> BoundaryRow:
    corners = box(point for ring in plane for point in ring)
    return BoundaryRow(key, geometry, path(plane), corners, middle, name_at, attribution)


def _project(found: Iterable[Ring]) -> PlaneRings:
    return tuple(tuple(project(x, y) for x, y in ring) for ring in found)


def _middle(shape: Shape) -> tuple[int, int]:
    """The middle of the largest piece."""
    pieces = [_project(polygon) for polygon in shape]
    largest = max(pieces, key=lambda piece: _extent(piece[0]))
    return centre(largest[0], largest[1:])


def _extent(ring: Sequence[tuple[int, int]]) -> int:
    left, top, right, bottom = box(ring)
    return (right - left) * (bottom - top)


def _geojson(shape: Shape) -> str:
    coordinates = [[[list(point) for point in ring] for ring in polygon] for polygon in shape]
    return json.dumps({"type": "MultiPolygon", "coordinates": coordinates}, separators=(",", ":"))


def _names(
    places: Sequence[PlaceRow], plane: Mapping[str, PlaneRings], middles: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """Where the names stand on the county's map; neighbouring cities without a boundary keep their own place."""
    left, _, right, _ = box(point for found in plane.values() for ring in found for point in ring)
    labels = {
        one.key: Label(one.name, plane[one.key], middles[one.key]) for one in places if one.key in plane
    }
    for one in places:
        if one.kind == Kind.INDEPENDENT_CITY and one.position and one.key not in plane:
            at = project(one.position.longitude, one.position.latitude)
            labels[one.key] = Label(f"{one.designation} {one.name}", (), at)
    return place(labels, (right - left) * TYPE_SHARE)


def _outlines(places: Sequence[PlaceRow], shapes: Mapping[str, Shape], attribution: str) -> list[BoundaryRow]:
    """The county and each of its parts; the part of an area is its place's parent."""
    found = []
    for area in places:
        if area.kind not in {Kind.COUNTY, Kind.COUNTY_PART}:
            continue
        inside = [
            shapes[one.key]
            for one in places
            if one.key in shapes and (area.kind == Kind.COUNTY or one.parent == area.key)
        ]
        if inside:
            plane = _project(outline(inside))
            middle = centre(plane[0], plane[1:])
            found.append(_row(area.key, "", plane, middle, middle, attribution))
    return found
