"""What a county's files say once they are read and found right. All keys are text; dates are inclusive on both ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The levels of places, from above; an unincorporated area has no inhabitants and stands on maps only."""

    LAND = "land"
    COUNTY = "county"
    COUNTY_PART = "county_part"
    MUNICIPALITY = "municipality"
    UNINCORPORATED = "unincorporated_area"
    LOCALITY = "locality"
    INDEPENDENT_CITY = "independent_city"


class Status(StrEnum):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Position:
    """A point in WGS84 degrees and where it comes from."""

    latitude: float
    longitude: float
    source: str = ""


@dataclass(frozen=True)
class Area:
    """Square kilometres with source; `as_of` is a year, a month or a day in ISO form, or empty where nobody said."""

    km2: Decimal
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """One place. `key` is the AGS of an official area, else the AGS above it and the name (06633018-elbenberg)."""

    key: str
    slug: str
    kind: Kind
    name: str
    parent: str = ""
    designation: str = ""
    ags: str = ""
    ars: str = ""
    order: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    position: Position | None = None
    area: Area | None = None
    boundary_area: Area | None = None
    status: Status = Status.VERIFIED
    source: str = ""


@dataclass(frozen=True)
class PostcodeRow:
    place: str
    code: str
    status: Status = Status.VERIFIED


@dataclass(frozen=True)
class PopulationRow:
    """Inhabitants of a place at a reference date."""

    place: str
    value: int
    reference_date: date
    source: str = ""


@dataclass(frozen=True)
class SuccessionRow:
    """On `date` the successor took over the territory of the predecessor."""

    predecessor: str
    successor: str
    date: date


@dataclass(frozen=True)
class BoundaryRow:
    """A place's boundary as delivered (GeoJSON; empty where it is the outline of its parts) and as it is drawn.

    `path`, `box` (left, top, right, bottom), `label` (middle of the area) and `name_at` (where the name stands on
    the county's map) are in map units, see rules.territory.projection.
    """

    place: str
    geometry: str
    path: str
    box: tuple[int, int, int, int]
    label: tuple[int, int]
    name_at: tuple[int, int]
    attribution: str
    # On a county: where the names of cities beyond it stand on its map.
    names_beyond: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class RegionMember:
    place: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class RegionRow:
    """A named set of places with dates of its own; `owner` is the key of the tenant that speaks for it."""

    slug: str
    name: str
    owner: str
    members: tuple[RegionMember, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Territory:
    """One county with everything below it and its neighbours beyond the boundary."""

    county: str
    places: tuple[PlaceRow, ...]
    postcodes: tuple[PostcodeRow, ...] = ()
    populations: tuple[PopulationRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    boundaries: tuple[BoundaryRow, ...] = ()
    # Unordered pairs, the smaller key first.
    neighbours: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    regions: tuple[RegionRow, ...] = ()
