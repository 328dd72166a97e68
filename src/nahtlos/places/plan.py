"""What loading a territory would do to the rows that are there, found in a fixed number of statements.

Own places are those whose key begins with the county's. What lies beyond is added or brought up to date, never ended
or removed: another county may have brought it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from nahtlos.places.difference import Difference, compare
from nahtlos.places.models import (
    Adjacency,
    Boundary,
    ModelRegion,
    ModelRegionMember,
    Place,
    Population,
    PostalCode,
    Succession,
)
from nahtlos.rules.territory.faults import Fault, Reason, Refused
from nahtlos.rules.territory.model import Area, BoundaryRow, Kind, PlaceRow, RegionMember, Territory
from nahtlos.rules.territory.sources import COUNTY

PLACE_FIELDS = (
    "kind", "name", "designation", "ags", "ars", "order", "valid_from", "valid_to", "latitude", "longitude",
    "position_source", "area_km2", "area_source", "area_as_of", "boundary_area_km2", "boundary_area_source",
    "boundary_area_as_of", "status", "source",
)  # fmt: skip
BOUNDARY_FIELDS = (
    "geometry", "path", "left", "top", "right", "bottom", "label_x", "label_y", "name_x", "name_y", "names_beyond",
    "attribution",
)  # fmt: skip
SPAN = ("valid_from", "valid_to")


@dataclass(frozen=True)
class Plan:
    """All differences; `ended` are own places and regions that the files no longer know."""

    places: Difference[Place]
    regions: Difference[ModelRegion]
    others: tuple[Difference[Any], ...]
    ended: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.places, self.regions, *self.others))

    def counts(self) -> dict[str, dict[str, int]]:
        tables: tuple[Difference[Any], ...] = (self.places, self.regions, *self.others)
        return {one.model._meta.model_name or "": one.counts() for one in tables}


class Planner:
    """Compares one territory with the database as it is on one day."""

    def __init__(self, territory: Territory, today: date) -> None:
        self.territory = territory
        self.yesterday = today - timedelta(days=1)
        self.old = {place.key: place for place in Place.objects.filter(self._scope())}
        self.keys = {place.pk: key for key, place in self.old.items()}
        self.rows = {row.key: row for row in territory.places if not self._is_foreign(row)}
        self.places: dict[str, Place] = {}
        self.regions: dict[str, ModelRegion] = {}
        self.ended: list[str] = []

    def plan(self) -> Plan:
        places, regions = self._places(), self._regions()
        others = (
            self._postcodes(),
            self._populations(),
            self._successions(),
            self._boundaries(),
            self._neighbours(),
            self._members(regions),
        )
        return Plan(places, regions, others, tuple(self.ended))

    def _scope(self, prefix: str = "") -> Q:
        keys = [row.key for row in self.territory.places if not self._is_own(row.key)]
        return Q(**{f"{prefix}key__startswith": self.territory.county}) | Q(**{f"{prefix}key__in": keys})

    def _is_own(self, key: str) -> bool:
        return key.startswith(self.territory.county)

    def _is_foreign(self, row: PlaceRow) -> bool:
        """A place beyond that its own county has loaded as what it is stays as that county says."""
        have = self.old.get(row.key)
        return row.kind == Kind.INDEPENDENT_CITY and have is not None and have.kind != Kind.INDEPENDENT_CITY

    def _places(self) -> Difference[Place]:
        taken = self._taken_slugs()
        wanted = {key: _place(row, taken) for key, row in self.rows.items()}
        found = compare(Place, PLACE_FIELDS, self.old, wanted)
        self.places = {**self.old, **{place.key: place for place in found.added}}
        changed = {place.key for place in found.changed}
        for key, row in self.rows.items():
            if self._set_parent(self.places[key], row) and key in self.old and key not in changed:
                found.changed.append(self.places[key])
                found.unchanged -= 1
        found.changed += [
            place for key, place in self.old.items() if self._is_own(key) and key not in self.rows and self._end(place)
        ]
        found.fields = (*PLACE_FIELDS, "parent")
        return found

    def _set_parent(self, place: Place, row: PlaceRow) -> bool:
        before = self.keys.get(place.parent_id or 0, "")
        if before == row.parent:
            return False
        place.parent = self.places[row.parent] if row.parent else None
        return True

    def _end(self, row: Place | ModelRegion | ModelRegionMember) -> bool:
        """What the files no longer name ends yesterday; nothing that others refer to is deleted."""
        if row.valid_to is not None and row.valid_to <= self.yesterday:
            return False
        row.valid_to = self.yesterday
        if not isinstance(row, ModelRegionMember):
            self.ended.append(row.name)
        return True

    def _taken_slugs(self) -> set[str]:
        new = [row.slug for row in self.rows.values() if row.key not in self.old]
        places = Place.objects.filter(slug__in=new).values_list("slug", flat=True)
        regions = ModelRegion.objects.filter(slug__in=new).values_list("slug", flat=True)
        return {*places.union(regions, all=True)}

    def _postcodes(self) -> Difference[PostalCode]:
        rows = [row for row in self.territory.postcodes if row.place in self.rows]
        wanted = {
            (row.place, row.code): PostalCode(place=self.places[row.place], code=row.code, status=row.status.value)
            for row in rows
        }
        old = {(self.keys[one.place_id], one.code): one for one in self._of_places(PostalCode.objects.all())}
        return compare(PostalCode, ("status",), old, wanted, may_go=self._is_of_own_place)

    def _of_places(self, rows: QuerySet[Any]) -> Iterable[Any]:
        return rows.filter(self._scope("place__"))

    def _is_of_own_place(self, row: PostalCode | Boundary) -> bool:
        return self._is_own(self.keys[row.place_id])

    def _populations(self) -> Difference[Population]:
        """Older figures stay: every date keeps its own."""
        wanted = {
            (row.place, row.reference_date): Population(
                place=self.places[row.place], value=row.value, reference_date=row.reference_date, source=row.source
            )
            for row in self.territory.populations
        }
        rows = self._of_places(Population.objects.filter(age_from=None, age_to=None, is_sample=False))
        old = {(self.keys[one.place_id], one.reference_date): one for one in rows}
        return compare(Population, ("value", "source"), old, wanted)

    def _successions(self) -> Difference[Succession]:
        wanted = {
            (row.predecessor, row.successor): Succession(
                predecessor=self.places[row.predecessor], successor=self.places[row.successor], date=row.date
            )
            for row in self.territory.successions
        }
        rows = Succession.objects.filter(self._scope("predecessor__")).select_related("successor")
        old = {(self.keys[one.predecessor_id], one.successor.key): one for one in rows}
        return compare(Succession, ("date",), old, wanted)

    def _boundaries(self) -> Difference[Boundary]:
        wanted = {row.place: _boundary(self.places[row.place], row) for row in self.territory.boundaries}
        old = {self.keys[one.place_id]: one for one in self._of_places(Boundary.objects.all())}
        return compare(Boundary, BOUNDARY_FIELDS, old, wanted, may_go=self._is_of_own_place)

    def _neighbours(self) -> Difference[Adjacency]:
        pairs = {pair for first, second in self.territory.neighbours for pair in ((first, second), (second, first))}
        wanted = {
            (first, second): Adjacency(place=self.places[first], neighbour=self.places[second])
            for first, second in sorted(pairs)
        }
        rows = Adjacency.objects.filter(self._scope("place__"), self._scope("neighbour__"))
        old = {(self.keys[one.place_id], self.keys[one.neighbour_id]): one for one in rows}
        return compare(Adjacency, (), old, wanted, may_go=self._touches_own_place)

    def _touches_own_place(self, row: Adjacency) -> bool:
        return self._is_own(self.keys[row.place_id]) or self._is_own(self.keys[row.neighbour_id])

    def _regions(self) -> Difference[ModelRegion]:
        slugs = [row.slug for row in self.territory.regions]
        rows = ModelRegion.objects.filter(Q(owner=self.territory.county) | Q(slug__in=slugs))
        old = self.regions = {one.slug: one for one in rows}
        self._refuse_taken(slugs)
        wanted = {
            row.slug: ModelRegion(
                slug=row.slug,
                name=row.name,
                owner=row.owner,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
            )
            for row in self.territory.regions
        }
        found = compare(ModelRegion, ("name", "owner", *SPAN, "source"), old, wanted)
        found.changed += [one for slug, one in old.items() if slug not in wanted and self._end(one)]
        return found

    def _refuse_taken(self, slugs: list[str]) -> None:
        """A region's address is given by its file, so it can't give way to a place that has it already."""
        taken = Place.objects.filter(slug__in=slugs).values_list("slug", flat=True)
        faults = tuple(Fault(COUNTY, Reason.SLUG_TAKEN, "model_regions", "slug", slug) for slug in taken)
        if faults:
            raise Refused(faults)

    def _members(self, regions: Difference[ModelRegion]) -> Difference[ModelRegionMember]:
        slugs = [row.slug for row in self.territory.regions]
        rows = ModelRegionMember.objects.filter(region__slug__in=slugs).select_related("region", "place")
        old = {(one.region.slug, one.place.key): one for one in rows}
        by_slug = self.regions | {one.slug: one for one in regions.added}
        wanted = {
            (row.slug, member.place): _member(by_slug[row.slug], self.places, member)
            for row in self.territory.regions
            for member in row.members
        }
        found = compare(ModelRegionMember, SPAN, old, wanted)
        found.changed += [one for key, one in old.items() if key not in wanted and self._end(one)]
        return found


def _place(row: PlaceRow, taken: set[str]) -> Place:
    slug = f"{row.slug}-{row.key}" if row.slug in taken else row.slug
    at = row.position
    place = Place(
        key=row.key,
        slug=slug,
        kind=row.kind.value,
        name=row.name,
        designation=row.designation,
        ags=row.ags,
        ars=row.ars,
        order=row.order,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        latitude=at.latitude if at else None,
        longitude=at.longitude if at else None,
        position_source=at.source if at else "",
        status=row.status.value,
        source=row.source,
    )
    _set_area(place, "area", row.area)
    _set_area(place, "boundary_area", row.boundary_area)
    return place


def _set_area(place: Place, name: str, area: Area | None) -> None:
    if area:
        setattr(place, f"{name}_km2", area.km2)
        setattr(place, f"{name}_source", area.source)
        setattr(place, f"{name}_as_of", area.as_of)


def _boundary(place: Place, row: BoundaryRow) -> Boundary:
    left, top, right, bottom = row.box
    return Boundary(
        place=place,
        geometry=row.geometry,
        path=row.path,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        label_x=row.label[0],
        label_y=row.label[1],
        name_x=row.name_at[0],
        name_y=row.name_at[1],
        names_beyond={key: list(at) for key, at in sorted(row.names_beyond.items())},
        attribution=row.attribution,
    )


def _member(region: ModelRegion, places: Mapping[str, Place], row: RegionMember) -> ModelRegionMember:
    return ModelRegionMember(region=region, place=places[row.place], valid_from=row.valid_from, valid_to=row.valid_to)


def plan(territory: Territory, *, today: date) -> Plan:
    """What loading the territory would do. Raises Refused where it can't be loaded beside what is there."""
    return Planner(territory, today).plan()
