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
from nahtlos.rules.territory.spots import apart

# Type sizes as shares of the drawing's width, so that they come out at 14 px: on the map beside the list (616 px
# wide), on the phone (358 px) and on the map of one municipality (352 px).
NAME, NUMBER, FIGURE = 14 / 616, 14 / 358, 14 / 352
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
    is_off: bool
    is_empty: bool
    name: Text
    number: Text

    @property
    def words(self) -> list[str]:
        """The name word by word, for one line each."""
        return self.place.name.split()


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
    # What the greens mean: the tint and the part's name; where nobody lives, with the number on the phone's map.
    parts: tuple[tuple[int, PlaceRef], ...] = ()
    empty: tuple[tuple[int, str], ...] = ()

    @property
    def chosen_last(self) -> list[Area]:
        """For drawing: no neighbour covers the rim of what is picked out."""
        return sorted(self.areas, key=lambda area: area.is_chosen)


def draw(found: CountyMap, *, chosen: Collection[str] = (), numbers: Mapping[str, int] | None = None) -> Map:
    """The county with the chosen places picked out; `numbers` stand on the phone's map and in the list."""
    left, top, right, bottom = found.box
    width, height = right - left, bottom - top
    margin = width // 60
    parts = sorted({area.part for area in found.areas if area.place.kind != Kind.UNINCORPORATED})
    empty = [area for area in found.areas if area.place.kind == Kind.UNINCORPORATED]
    count = len(found.areas) - len(empty)
    # The towns have the numbers of the list; areas without people follow.
    shown = {**(numbers or {}), **{area.place.key: count + n for n, area in enumerate(empty, start=1)}}
    return Map(
        view_box=f"{left - margin} {top - margin} {width + 2 * margin} {height + 2 * margin}",
        areas=tuple(_area(area, parts, chosen, shown) for area in found.areas),
        outlines=tuple(outline.path for outline in found.outlines),
        cities=tuple(City(place, x, y, place.key in chosen) for place, (x, y) in found.beyond),
        name_size=round(width * NAME),
        number_size=round(width * NUMBER),
        attribution=found.attribution,
        parts=tuple(
            (parts.index(one.place.key) % TINTS, one.place) for one in found.outlines if one.place.key in parts
        ),
        empty=tuple((count + number, area.place.name) for number, area in enumerate(empty, start=1)),
    )


def dot(spot: Position) -> tuple[int, int]:
    """A place as a point on the county's map."""
    return project(spot.longitude, spot.latitude)


def _area(area: MapArea, parts: list[str], chosen: Collection[str], numbers: Mapping[str, int]) -> Area:
    return Area(
        place=area.place,
        path=area.path,
        tint=parts.index(area.part) % TINTS if area.part in parts else 0,
        is_chosen=area.place.key in chosen,
        is_off=bool(chosen) and area.place.key not in chosen,
        is_empty=area.place.kind == Kind.UNINCORPORATED,
        name=Text(*area.name_at, area.place.name),
        number=Text(*area.middle, str(numbers.get(area.place.key, ""))),
    )


@dataclass(frozen=True)
class Spot:
    """A locality as a disc with the number that stands beside its name in the list."""

    line: LocalityLine
    x: int
    y: int
    number: int
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


def spot_numbers(lines: Collection[LocalityLine]) -> dict[str, int]:
    """The numbers of those whose place is known, in the order of the list."""
    return {line.place.key: number for number, line in enumerate((one for one in lines if one.spot), start=1)}


def draw_spots(found: CountyMap, key: str, lines: Collection[LocalityLine], chosen: str = "") -> SpotMap | None:
    """The municipality with this key and those of its localities whose place is known."""
    area = next((one for one in found.areas if one.place.key == key), None)
    points = {line.place.key: project(line.spot.longitude, line.spot.latitude) for line in lines if line.spot}
    if area is None or not points:
        return None
    left, top, right, bottom = area.box
    # One width for all towns, so that the figures have one size: a narrow one gets room at its sides.
    width = max(right - left, round((bottom - top) * 0.85))
    margin = width // 16
    spare = (width - (right - left)) // 2 + margin
    box = (left - spare, top - margin, right + spare, bottom + margin)
    size = round((box[2] - box[0]) * FIGURE)
    radius = round(size * 0.8)
    numbers, at = spot_numbers(lines), apart(points, 2.15 * radius)
    return SpotMap(
        view_box=f"{box[0]} {box[1]} {box[2] - box[0]} {box[3] - box[1]}",
        path=area.path,
        spots=tuple(
            Spot(line, *at[line.place.key], numbers[line.place.key], line.place.key == chosen)
            for line in sorted(lines, key=lambda line: line.place.key == chosen)
            if line.place.key in at
        ),
        size=size,
        radius=radius,
        attribution=found.attribution,
    )
