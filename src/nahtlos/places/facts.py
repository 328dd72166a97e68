"""What reading places gives: plain values, each fact with its date and source. None = nobody has said it yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nahtlos.rules.territory.model import Kind


@dataclass(frozen=True)
class PlaceRef:
    """Enough of a place to name and link it."""

    key: str
    slug: str
    kind: Kind
    name: str
    designation: str = ""


@dataclass(frozen=True)
class RegionRef:
    slug: str
    name: str


@dataclass(frozen=True)
class Figure:
    """A count of people on a day; with ages it counts only those from `age_from` to `age_to` years."""

    value: int
    date: date
    source: str
    age_from: int | None = None
    age_to: int | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class AreaFact:
    """km²; `as_of` is a year, a month or a day in ISO form, or empty."""

    km2: Decimal
    source: str
    as_of: str


@dataclass(frozen=True)
class Spot:
    """Degrees in WGS84."""

    latitude: float
    longitude: float
    source: str


@dataclass(frozen=True)
class Postcode:
    code: str
    is_unverified: bool
    shared_with: tuple[PlaceRef, ...]


@dataclass(frozen=True)
class LocalityLine:
    place: PlaceRef
    spot: Spot | None
    is_unverified: bool


@dataclass(frozen=True)
class MunicipalityLine:
    """One line of the county's list."""

    place: PlaceRef
    part: PlaceRef | None
    population: Figure | None
    regions: tuple[RegionRef, ...]


@dataclass(frozen=True)
class Change:
    """A predecessor or successor and the day from which the territory is united."""

    place: PlaceRef
    date: date


@dataclass(frozen=True)
class PlacePage:
    """Everything that stands on the page of a place. `above` runs from the county down to the municipality."""

    place: PlaceRef
    above: tuple[PlaceRef, ...]
    ags: str
    ars: str
    valid_from: date | None
    valid_to: date | None
    is_gone: bool
    is_unverified: bool
    source: str
    spot: Spot | None
    area: AreaFact | None
    boundary_area: AreaFact | None
    populations: tuple[Figure, ...]
    postcodes: tuple[Postcode, ...]
    municipalities: tuple[PlaceRef, ...]
    localities: tuple[LocalityLine, ...]
    neighbours: tuple[PlaceRef, ...]
    # Areas without inhabitants that touch the place; they have no page.
    empty_neighbours: tuple[PlaceRef, ...]
    predecessors: tuple[Change, ...]
    successors: tuple[Change, ...]
    regions: tuple[RegionRef, ...]

    @property
    def confirmed(self) -> int:
        """How many localities are certain."""
        return sum(not line.is_unverified for line in self.localities)

    @property
    def population(self) -> Figure | None:
        """The latest figure of all inhabitants."""
        return latest(self.populations)


@dataclass(frozen=True)
class RegionPage:
    """A model region with the places that belong to it on the day."""

    region: RegionRef
    owner: str
    valid_from: date | None
    valid_to: date | None
    is_gone: bool
    source: str
    members: tuple[PlaceRef, ...]


@dataclass(frozen=True)
class Selection:
    """What a place or model region stands for: keys of municipalities and localities that lists can be limited to.

    `within` are the municipalities around a locality, `former` those whose older figures belong to the chosen ones.
    """

    slug: str
    name: str
    municipalities: frozenset[str] = frozenset()
    localities: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        return self.municipalities | self.localities


@dataclass(frozen=True)
class MapArea:
    """An area of the county's map in map units; `part` is the key of the county part that it belongs to."""

    place: PlaceRef
    part: str
    path: str
    middle: tuple[int, int]
    name_at: tuple[int, int]
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class CountyMap:
    """The county's map: its areas, the outlines of county and parts, cities beyond as points. Box: left to bottom."""

    areas: tuple[MapArea, ...]
    outlines: tuple[MapArea, ...]
    beyond: tuple[tuple[PlaceRef, tuple[int, int]], ...]
    box: tuple[int, int, int, int]
    attribution: str


def latest(figures: tuple[Figure, ...]) -> Figure | None:
    """The youngest count of all inhabitants, a real one before a made-up one."""
    whole = [one for one in figures if one.age_from is None and one.age_to is None]
    return max(whole, key=lambda one: (not one.is_sample, one.date), default=None)
