"""`boundaries.geojson`: a polygon or several for each area, in WGS84 degrees."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from nahtlos.rules.territory.faults import Fault, Reason
from nahtlos.rules.territory.fields import LATITUDES, LONGITUDES
from nahtlos.rules.territory.shapes import Point, Polygon, Ring, Shape
from nahtlos.rules.territory.sources import BOUNDARIES


class Bad(Exception):
    """Ends the reading of one geometry."""

    def __init__(self, reason: Reason, value: object = "") -> None:
        self.reason, self.value = reason, str(value)[:60]
        super().__init__(reason)


def read(document: object, known: Collection[str], faults: list[Fault]) -> tuple[dict[str, Shape], str]:
    """Shapes by AGS and the attribution; `known` are the areas that may have one."""
    if not isinstance(document, Mapping) or not isinstance(document.get("features"), list):
        faults.append(Fault(BOUNDARIES, Reason.GEOMETRY_KIND, value=_kind(document)))
        return {}, ""
    attribution = str(document.get("attribution") or "")
    if document["features"] and not attribution:
        faults.append(Fault(BOUNDARIES, Reason.EMPTY, column="attribution"))
    found: dict[str, Shape] = {}
    for number, feature in enumerate(document["features"], start=1):
        key = _key(feature, number, known, found, faults)
        try:
            found[key] = _shape(feature.get("geometry") if isinstance(feature, Mapping) else None)
        except Bad as bad:
            faults.append(Fault(BOUNDARIES, bad.reason, number, f"geometry {key}".strip(), bad.value))
    return found, attribution


def _kind(value: object) -> str:
    return str(value.get("type", ""))[:60] if isinstance(value, Mapping) else ""


def _key(feature: object, number: int, known: Collection[str], found: Collection[str], faults: list[Fault]) -> str:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    key = str(properties.get("ags") or "") if isinstance(properties, Mapping) else ""
    reason = None
    if not re.fullmatch(r"[0-9]{8}", key):
        reason = Reason.AGS_LENGTH
    elif key not in known:
        reason = Reason.AGS_UNKNOWN
    elif key in found:
        reason = Reason.AGS_TWICE
    if reason:
        faults.append(Fault(BOUNDARIES, reason, number, "ags", key, {"digits": "8"}))
    return key


def _shape(geometry: Any) -> Shape:
    kind = _kind(geometry)
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Bad(Reason.GEOMETRY_KIND, kind)
    parts = geometry.get("coordinates")
    return tuple(_polygon(part) for part in _list([parts] if kind == "Polygon" else parts))


def _polygon(rings: Any) -> Polygon:
    return tuple(_ring(ring) for ring in _list(rings))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Bad(Reason.POINT_FORM, value)
    return value


def _ring(points: Any) -> Ring:
    ring = tuple(_point(point) for point in _list(points))
    if ring[0] != ring[-1]:
        raise Bad(Reason.RING_OPEN, f"{ring[0]} … {ring[-1]}")
    if len(ring) < 4:
        raise Bad(Reason.RING_SHORT, len(ring))
    if _doubled(ring) == 0:
        raise Bad(Reason.RING_FLAT, ring[0])
    return ring


def _doubled(ring: Ring) -> float:
    """Twice the area in degrees, relative to the first point to keep the digits."""
    x0, y0 = ring[0]
    moved = [(x - x0, y - y0) for x, y in ring]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(moved))


def _point(point: Any) -> Point:
    if not isinstance(point, list) or len(point) not in {2, 3} or not all(_is_number(one) for one in point):
        raise Bad(Reason.POINT_FORM, point)
    longitude, latitude = float(point[0]), float(point[1])
    if _within(longitude, LONGITUDES) and _within(latitude, LATITUDES):
        return longitude, latitude
    swapped = _within(longitude, LATITUDES) and _within(latitude, LONGITUDES)
    raise Bad(Reason.POSITION_SWAPPED if swapped else Reason.POSITION_OUTSIDE, point)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
