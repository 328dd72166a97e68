"""Boundaries as shapes: area, who touches whom, the outline of several together.

A point is (longitude, latitude) in WGS84 degrees, a ring a closed tuple of points, a polygon a ring and its holes,
a shape a tuple of polygons. Neighbouring shapes share the vertices of their common border exactly.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
Shape = tuple[Polygon, ...]
Edge = frozenset[Point]

# WGS84: half major axis in km and squared eccentricity. Source: NIMA TR8350.2, third edition, table 3.1 and 3.3.
MAJOR_KM, SQUARED_ECCENTRICITY = 6378.137, 0.00669437999014


def rings(shape: Shape) -> tuple[Ring, ...]:
    return tuple(ring for polygon in shape for ring in polygon)


def area_km2(shape: Shape) -> float:
    """The area of a shape on the WGS84 ellipsoid in km², with edges straight on the equal-area cylinder.

    Source: Snyder, Map Projections: A Working Manual (USGS 1395, 1987), formulas 3-11 to 3-13, 10-14 and 10-15.

    >>> round(area_km2(((((9.0, 51.0), (9.1, 51.0), (9.1, 51.1), (9.0, 51.1), (9.0, 51.0)),),)), 1)
    78.0
    """
    return sum(_ring_km2(polygon[0]) - sum(map(_ring_km2, polygon[1:])) for polygon in shape)


def _ring_km2(ring: Ring) -> float:
    polar = _authalic(1.0)
    flat = [(math.radians(x), _authalic(math.sin(math.radians(y))) / polar) for x, y in ring]
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(flat))
    return abs(doubled) / 2 * MAJOR_KM**2 * polar / 2


def _authalic(sine: float) -> float:
    """Snyder's q for the sine of a latitude."""
    e2 = SQUARED_ECCENTRICITY
    e = math.sqrt(e2)
    return (1 - e2) * (sine / (1 - e2 * sine**2) - math.log((1 - e * sine) / (1 + e * sine)) / (2 * e))


def edges(shape: Shape) -> Iterable[Edge]:
    """The sides of all rings, without direction."""
    for ring in rings(shape):
        for start, end in pairwise(ring):
            if start != end:
                yield frozenset((start, end))


def neighbours(shapes: Mapping[str, Shape]) -> frozenset[tuple[str, str]]:
    """Which shapes have a piece of border in common, as pairs with the smaller key first; a corner is not enough."""
    owners: defaultdict[Edge, list[str]] = defaultdict(list)
    for key, shape in shapes.items():
        for edge in edges(shape):
            owners[edge].append(key)
    return frozenset((first, second) for keys in owners.values() for first in keys for second in keys if first < second)


def outline(shapes: Iterable[Shape]) -> tuple[Ring, ...]:
    """The rings around several shapes together: the sides that belong to one of them only, joined end to end."""
    counts = Counter(edge for shape in shapes for edge in edges(shape))
    at: defaultdict[Point, list[Point]] = defaultdict(list)
    for edge in sorted((tuple(sorted(edge)) for edge, count in counts.items() if count % 2), key=str):
        first, second = edge
        at[first].append(second)
        at[second].append(first)
    found: list[Ring] = []
    for start in list(at):
        while at[start]:
            found.append(_walk(at, start))
    return tuple(sorted(found, key=len, reverse=True))


def _walk(at: defaultdict[Point, list[Point]], start: Point) -> Ring:
    """Follow unused sides until back at the start; every point has an even number of them, so it always ends there."""
    ring = [start]
    while True:
        here = ring[-1]
        there = at[here].pop()
        at[there].remove(here)
        ring.append(there)
        if there == start:
            return tuple(ring)
