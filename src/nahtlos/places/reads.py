"""What others ask about places. Every question takes the day and costs a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from nahtlos.places.facts import (
    AreaFact,
    Change,
    Figure,
    LocalityLine,
    MunicipalityLine,
    PlacePage,
    PlaceRef,
    Postcode,
    RegionPage,
    RegionRef,
    Spot,
    latest,
)
from nahtlos.places.models import (
    Adjacency,
    ModelRegion,
    ModelRegionMember,
    Place,
    Population,
    PostalCode,
    Succession,
)
from nahtlos.rules.territory.model import Kind
from nahtlos.rules.territory.names import sort_key

WITHOUT_PAGE = (Kind.LAND.value, Kind.UNINCORPORATED.value)
LEVELS_ABOVE = "parent__parent__parent__parent"


def valid(today: date, prefix: str = "") -> Q:
    """Rows that are valid on the day."""
    return Q(Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": today})) & Q(
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": today})
    )


def ref(place: Place) -> PlaceRef:
    return PlaceRef(place.key, place.slug, Kind(place.kind), place.name, place.designation)


def by_name(places: Iterable[PlaceRef]) -> tuple[PlaceRef, ...]:
    return tuple(sorted(places, key=lambda place: (sort_key(place.name), place.key)))


def land(today: date) -> PlaceRef | None:
    """The Land of the first county; one statement."""
    place = Place.objects.filter(valid(today), kind=Kind.LAND.value).order_by("key").first()
    return ref(place) if place else None


def county(today: date, key: str = "") -> PlaceRef | None:
    """The county of this key, else the first one; one statement."""
    places = Place.objects.filter(valid(today), kind=Kind.COUNTY.value).order_by("key")
    place = (places.filter(key=key) if key else places).first()
    return ref(place) if place else None


def parts(today: date, county_key: str) -> tuple[PlaceRef, ...]:
    """The parts of a county in its own order; one statement."""
    rows = Place.objects.filter(valid(today), kind=Kind.COUNTY_PART.value, parent__key=county_key)
    return tuple(ref(one) for one in sorted(rows, key=lambda one: (one.order, sort_key(one.name))))


def municipalities(today: date, county_key: str = "") -> tuple[MunicipalityLine, ...]:
    """The municipalities of a county, or of all, by part and name; unincorporated areas are none. Three statements."""
    rows = Place.objects.filter(valid(today), kind=Kind.MUNICIPALITY.value, ags__startswith=county_key)
    figures, regions = _populations_below(county_key), _regions_below(county_key, today)
    lines = [
        (row, MunicipalityLine(ref(row), _part(row), latest(figures[row.pk]), tuple(regions[row.pk])))
        for row in rows.select_related("parent")
    ]
    lines.sort(key=lambda pair: (_part_order(pair[0]), sort_key(pair[0].name)))
    return tuple(line for _, line in lines)


def _part(row: Place) -> PlaceRef | None:
    return ref(row.parent) if row.parent and row.parent.kind == Kind.COUNTY_PART else None


def _part_order(row: Place) -> tuple[str, int, str]:
    """Municipalities without a part come last."""
    part = row.parent if row.parent and row.parent.kind == Kind.COUNTY_PART else None
    return (row.ags[:5], part.order, sort_key(part.name)) if part else (row.ags[:5], 10_000, "")


def _populations_below(county_key: str) -> defaultdict[int, tuple[Figure, ...]]:
    """The figures of all inhabitants by municipality."""
    found: defaultdict[int, tuple[Figure, ...]] = defaultdict(tuple)
    rows = Population.objects.filter(
        age_from=None, age_to=None, place__kind=Kind.MUNICIPALITY.value, place__ags__startswith=county_key
    )
    for row in rows:
        found[row.place_id] += (_figure(row),)
    return found


def _figure(row: Population) -> Figure:
    return Figure(row.value, row.reference_date, row.source, row.age_from, row.age_to, row.is_sample)


def _regions_below(county_key: str, today: date) -> defaultdict[int, list[RegionRef]]:
    found: defaultdict[int, list[RegionRef]] = defaultdict(list)
    rows = ModelRegionMember.objects.filter(
        valid(today), valid(today, "region__"), place__ags__startswith=county_key
    ).select_related("region")
    for row in sorted(rows, key=lambda row: row.region.name):
        found[row.place_id].append(RegionRef(row.region.slug, row.region.name))
    return found


def regions(today: date, county_key: str) -> tuple[RegionRef, ...]:
    """The model regions with places in the county; one statement."""
    rows = ModelRegion.objects.filter(
        valid(today), valid(today, "members__"), members__place__ags__startswith=county_key
    ).distinct()
    return tuple(RegionRef(one.slug, one.name) for one in sorted(rows, key=lambda one: sort_key(one.name)))


def has_page(slug: str) -> bool:
    """Whether there is a place at this address; one statement."""
    return Place.objects.filter(slug=slug).exclude(kind__in=WITHOUT_PAGE).exists()


def place_page(slug: str, today: date) -> PlacePage | None:
    """Everything about the place at this address, gone ones included; seven statements. None = no such place.

    The Land has no page, and neither has an area where nobody lives.
    """
    row = Place.objects.filter(slug=slug).exclude(kind__in=WITHOUT_PAGE).select_related(LEVELS_ABOVE).first()
    if row is None:
        return None
    below = _below(row, today)
    neighbours = _neighbours(row, today)
    changes = Succession.objects.filter(Q(predecessor=row) | Q(successor=row)).order_by("date", "predecessor__key")
    changes = changes.select_related("predecessor", "successor")
    return PlacePage(
        place=ref(row),
        above=_above(row),
        ags=row.ags,
        ars=row.ars,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_gone=row.valid_to is not None and row.valid_to < today,
        is_unverified=row.status == Place.Status.UNVERIFIED,
        source=row.source,
        spot=_spot(row),
        area=_area(row, "area"),
        boundary_area=_area(row, "boundary_area"),
        populations=tuple(_figure(one) for one in row.populations.order_by("-reference_date", "age_from", "pk")),
        postcodes=_postcodes(row, today),
        municipalities=by_name(ref(one) for one in below if one.kind == Kind.MUNICIPALITY),
        localities=_localities(below),
        neighbours=by_name(one for one in neighbours if one.kind != Kind.UNINCORPORATED),
        empty_neighbours=by_name(one for one in neighbours if one.kind == Kind.UNINCORPORATED),
        predecessors=tuple(Change(ref(one.predecessor), one.date) for one in changes if one.successor_id == row.pk),
        successors=tuple(Change(ref(one.successor), one.date) for one in changes if one.predecessor_id == row.pk),
        regions=_regions_of(row, today),
    )


def _below(row: Place, today: date) -> list[Place]:
    """What the page lists: a county's or part's municipalities, a municipality's localities, a locality's siblings."""
    if row.kind in {Kind.COUNTY, Kind.COUNTY_PART}:
        inside = Q(kind=Kind.MUNICIPALITY.value) & (Q(parent=row) | Q(parent__parent=row))
    elif row.kind == Kind.LOCALITY:
        inside = Q(kind=Kind.LOCALITY.value, parent=row.parent_id)
    else:
        inside = Q(parent=row)
    return list(Place.objects.filter(valid(today), inside))


def _above(row: Place) -> tuple[PlaceRef, ...]:
    found: list[PlaceRef] = []
    upper = row.parent
    while upper is not None and upper.kind != Kind.LAND:
        found.insert(0, ref(upper))
        upper = upper.parent
    return tuple(found)


def _spot(row: Place) -> Spot | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Spot(row.latitude, row.longitude, row.position_source)


def _area(row: Place, name: str) -> AreaFact | None:
    km2 = getattr(row, f"{name}_km2")
    return None if km2 is None else AreaFact(km2, getattr(row, f"{name}_source"), getattr(row, f"{name}_as_of"))


def _localities(below: list[Place]) -> tuple[LocalityLine, ...]:
    lines = [
        LocalityLine(ref(one), _spot(one), one.status == Place.Status.UNVERIFIED)
        for one in below
        if one.kind == Kind.LOCALITY
    ]
    return tuple(sorted(lines, key=lambda line: (sort_key(line.place.name), line.place.key)))


def _postcodes(row: Place, today: date) -> tuple[Postcode, ...]:
    """A locality has those of its municipality; which of several is its own nobody has said."""
    owner = row.parent_id if row.kind == Kind.LOCALITY else row.pk
    codes = PostalCode.objects.filter(place=owner).values("code")
    rows = PostalCode.objects.filter(Q(code__in=codes)).filter(Q(place=owner) | valid(today, "place__"))
    shared: defaultdict[str, list[PlaceRef]] = defaultdict(list)
    own: dict[str, PostalCode] = {}
    for one in rows.select_related("place").order_by("code"):
        if one.place_id == owner:
            own[one.code] = one
        else:
            shared[one.code].append(ref(one.place))
    return tuple(
        Postcode(code, one.status == Place.Status.UNVERIFIED, by_name(shared[code])) for code, one in own.items()
    )


def _neighbours(row: Place, today: date) -> list[PlaceRef]:
    """Places with a common border."""
    rows = Adjacency.objects.filter(valid(today, "neighbour__"), place=row)
    return [ref(one.neighbour) for one in rows.select_related("neighbour")]


def _regions_of(row: Place, today: date) -> tuple[RegionRef, ...]:
    """The model regions that the place, or the municipality around it, belongs to."""
    rows = ModelRegion.objects.filter(
        valid(today), valid(today, "members__"), members__place__in=[row.pk, row.parent_id or 0]
    ).distinct()
    return tuple(RegionRef(one.slug, one.name) for one in sorted(rows, key=lambda one: sort_key(one.name)))


def region_page(slug: str, today: date) -> RegionPage | None:
    """The model region at this address; two statements."""
    row = ModelRegion.objects.filter(slug=slug).first()
    if row is None:
        return None
    is_gone = row.valid_to is not None and row.valid_to < today
    # A region that has ended shows who belonged to it on its last day.
    day = row.valid_to if is_gone and row.valid_to else today
    members = row.members.filter(valid(day)).select_related("place")
    return RegionPage(
        region=RegionRef(row.slug, row.name),
        owner=row.owner,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_gone=is_gone,
        source=row.source,
        members=by_name(ref(one.place) for one in members),
    )
