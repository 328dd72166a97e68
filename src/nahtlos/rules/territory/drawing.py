"""The county's map, computed once when its boundaries are loaded: paths, boxes and where the names stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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
        replace(_row(key, plane[key], middles[key], attribution), geometry=_geojson(shapes[key]), name_at=names[key])
        for key in sorted(shapes)
    ]
    beyond = {key: at for key, at in names.items() if key not in shapes}
    return (*own, *_outlines(places, shapes, attribution, beyond))


def _row(key: str, plane: PlaneRings, middle: tuple[int, int], attribution: str) -> BoundaryRow:
    corners = box(point for ring in plane for point in ring)
    return BoundaryRow(key, "", path(plane), corners, middle, middle, attribution)


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
    """Where the names stand on the county's map; those of cities beyond near their place, clear of the areas."""
    left, _, right, _ = box(point for found in plane.values() for ring in found for point in ring)
    everything = tuple(ring for found in plane.values() for ring in found)
    labels = {one.key: Label(_shown(one), plane[one.key], middles[one.key]) for one in places if one.key in plane}
    for one in places:
        if one.kind == Kind.INDEPENDENT_CITY and one.position and one.key not in plane:
            at = project(one.position.longitude, one.position.latitude)
            labels[one.key] = Label(f"{one.designation} {one.name}", (), at, everything)
    return place(labels, (right - left) * TYPE_SHARE)


def _shown(place: PlaceRow) -> str:
    """What stands in an area: its name, or where nobody lives a word of this length."""
    return "unbewohnt" if place.kind == Kind.UNINCORPORATED else place.name


def _outlines(
    places: Sequence[PlaceRow], shapes: Mapping[str, Shape], attribution: str, beyond: Mapping[str, tuple[int, int]]
) -> list[BoundaryRow]:
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
            row = _row(area.key, plane, middle, attribution)
            found.append(replace(row, names_beyond=beyond) if area.kind == Kind.COUNTY else row)
    return found
