"""The plane of our maps: Web Mercator in whole units of ten metres at the equator, y growing downwards.

Source: EPSG Guidance Note 7-2, section 3.2.1.2 (Popular Visualisation Pseudo-Mercator, EPSG:3857).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

RADIUS_UNITS = 637_813.7


def project(longitude: float, latitude: float) -> tuple[int, int]:
    """Degrees to map units.

    >>> project(0.0, 0.0), project(9.498, 51.316)
    ((0, 0), (105731, -667738))
    """
    x = RADIUS_UNITS * math.radians(longitude)
    y = RADIUS_UNITS * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return round(x), round(-y)


def path(rings: Iterable[Iterable[tuple[int, int]]]) -> str:
    """Rings of map units as SVG path data: one absolute move a ring, then relative lines.

    >>> path([[(10, 10), (14, 10), (14, 10), (14, 7), (10, 10)]])
    'M10 10l4 0 0-3z'
    """
    return "".join(_ring_path(ring) for ring in rings)


def _ring_path(ring: Iterable[tuple[int, int]]) -> str:
    points = list(ring)
    if points and points[0] == points[-1]:
        points.pop()
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)]
    if not steps:
        return ""
    body = " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{body}z".replace(" -", "-")


def box(points: Iterable[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
