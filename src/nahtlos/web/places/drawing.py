"""The maps as templates need them: texts and numbers only, all in the map's units.

Paths were computed when the boundaries were loaded, so a map costs no more than putting strings together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nahtlos.places.facts import CountyMap, LocalityLine, MapArea, PlaceRef
from nahtlos.places.facts import Spot as Position
from nahtlos.rules.territory.model import Kind
from nahtlos.rules.territory.projection import project
from nahtlos.rules.territory.spots import beside

# Type sizes as shares of the drawing's width, so that they come out at 14 px: on the map beside the list (616 px
# wide), on the phone (358 px) and on the map of one municipality (400 px).
NAME, NUMBER, SPOT_NAME = 14 / 616, 14 / 358, 15 / 400
TINTS = 3


@dataclass(frozen=True)
class Text:
    """A short text around its middle."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Area:
    """One area: `tint` tells the parts of the county apart, beside their outlines."""

    place: PlaceRef
    path: str
    tint: int
    is_chosen: bool
    is_empty: bool
    name: Text
    number: Text


@dataclass(frozen=True)
class City:
    """A city beyond the county: only its name, at its place."""

    place: PlaceRef
    x: int
    y: int
    is_chosen: bool


@dataclass(frozen=True)
class Map:
    """A county's map; sizes are type sizes in map units."""

    view_box: str
    areas: tuple[Area, ...]
    outlines: tuple[str, ...]
    cities: tuple[City, ...]
    name_size: int
    number_size: int
    attribution: str

    @property
    def chosen_last(self) -> list[Area]:
        """For drawing: no neighbour covers the rim of what is picked out."""
        return sorted(self.areas, key=lambda area: area.is_chosen)


def draw(found: CountyMap, *, chosen: Collection[str] = (), numbers: Mapping[str, int] | None = None) -> Map:
    """The county with the chosen places picked out; `numbers` stand on the phone's map and in the list."""
    left, top, right, bottom = found.box
    width, height = right - left, bottom - top
    margin = width // 60
    parts = sorted({area.part for area in found.areas})
    return Map(
        view_box=f"{left - margin} {top - margin} {width + 2 * margin} {height + 2 * margin}",
        areas=tuple(_area(area, parts.index(area.part) % TINTS, chosen, numbers or {}) for area in found.areas),
        outlines=tuple(outline.path for outline in found.outlines),
        cities=tuple(City(place, x, y, place.key in chosen) for place, (x, y) in found.beyond),
        name_size=round(width * NAME),
        number_size=round(width * NUMBER),
        attribution=found.attribution,
    )


def dot(spot: Position) -> tuple[int, int]:
    """A place as a point on the county's map."""
    return project(spot.longitude, spot.latitude)


def _area(area: MapArea, tint: int, chosen: Collection[str], numbers: Mapping[str, int]) -> Area:
    return Area(
        place=area.place,
        path=area.path,
        tint=tint,
        is_chosen=area.place.key in chosen,
        is_empty=area.place.kind == Kind.UNINCORPORATED,
        name=Text(*area.name_at, area.place.name),
        number=Text(*area.middle, str(numbers.get(area.place.key, ""))),
    )


@dataclass(frozen=True)
class Spot:
    """A locality as a point with its name beside it."""

    line: LocalityLine
    x: int
    y: int
    text_x: int
    text_y: int
    anchor: str
    is_chosen: bool


@dataclass(frozen=True)
class SpotMap:
    """A municipality with its localities."""

    view_box: str
    path: str
    spots: tuple[Spot, ...]
    size: int
    radius: int
    attribution: str


def draw_spots(found: CountyMap, key: str, lines: Collection[LocalityLine], chosen: str = "") -> SpotMap | None:
    """The municipality with this key and those of its localities whose place is known."""
    area = next((one for one in found.areas if one.place.key == key), None)
    known = [line for line in lines if line.spot]
    if area is None or not known:
        return None
    left, top, right, bottom = area.box
    # Names stand beside their points and need room left and right; a narrow municipality gets it from its height.
    width = max(right - left, round((bottom - top) * 0.75))
    spare = (width - (right - left)) // 2 + width // 12
    box = (left - spare, top - width // 24, right + spare, bottom + width // 24)
    size = round((box[2] - box[0]) * SPOT_NAME)
    points = {line.place.key: project(line.spot.longitude, line.spot.latitude) for line in known if line.spot}
    names = beside({line.place.key: (points[line.place.key], line.place.name) for line in known}, size, box)
    return SpotMap(
        view_box=f"{box[0]} {box[1]} {box[2] - box[0]} {box[3] - box[1]}",
        path=area.path,
        spots=tuple(_spot(line, points, names, chosen) for line in known),
        size=size,
        radius=round(size * 0.42),
        attribution=found.attribution,
    )


def _spot(
    line: LocalityLine, points: Mapping[str, tuple[int, int]], names: Mapping[str, tuple[int, int, str]], chosen: str
) -> Spot:
    (x, y), (text_x, text_y, anchor) = points[line.place.key], names[line.place.key]
    return Spot(line, x, y, text_x, text_y, anchor, line.place.key == chosen)
