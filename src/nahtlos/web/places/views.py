"""`/orte/`: the map and the list of a county's places, and the page of one place or model region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nahtlos.people.models import Tenant
from nahtlos.people.reads import tenant_for_host
from nahtlos.places import finding, maps, reads
from nahtlos.places.facts import AreaFact, CountyMap, MunicipalityLine, PlacePage, PlaceRef, RegionPage, RegionRef
from nahtlos.rules.territory.model import Kind
from nahtlos.web.places import drawing, query, words
from nahtlos.web.places.query import PlacesQuery

COUNTY_DIGITS = 5


@dataclass(frozen=True)
class Numbered:
    """A line of the list with the number that stands for it on the phone's map."""

    number: int
    line: MunicipalityLine


@dataclass(frozen=True)
class Group:
    part: PlaceRef | None
    lines: tuple[Numbered, ...]
    is_all: bool = False


@dataclass(frozen=True)
class Chip:
    """A link that changes one answer of the query and keeps the other."""

    label: str
    query: str
    is_current: bool
    is_german: bool = False


def index(request: HttpRequest) -> HttpResponse:
    """The county's municipalities on a map and, saying the same, in a list."""
    today, asked = timezone.localdate(), query.read(request.GET)
    tenant = tenant_for_host(request.get_host().partition(":")[0])
    key = _county_of(tenant) or _first_county(today)
    candidates = finding.find(asked.sought, today, key) if asked.sought else None
    if candidates and candidates.only:
        return redirect("place", candidates.only.slug)
    lines = [Numbered(number, line) for number, line in enumerate(reads.municipalities(today, key), start=1)]
    choices = _choices(lines)
    shown = [one for one in lines if _is_in(one.line, asked.region)]
    if asked.region and not shown:
        asked, shown, is_unknown = asked.with_region(""), lines, True
    else:
        is_unknown = False
    found = maps.county_map(key, today)
    page = {
        "tenant": tenant,
        "query": asked,
        "is_unknown": is_unknown,
        "candidates": candidates,
        "villages": _villages(finding.localities(today, key)),
        "total": len(lines),
        "shown": len(shown),
        "chosen": next((one for one in choices if one.slug == asked.region), None),
        "choices": _region_chips(choices, asked),
        "orders": _order_chips(asked),
        "groups": _groups(shown, asked),
        "map": _draw_index(found, lines, shown) if found else None,
    }
    return render(request, "places/index.html", page)


@dataclass(frozen=True)
class Villages:
    """A municipality with its localities, for the folded list."""

    municipality: PlaceRef | None
    places: tuple[PlaceRef, ...]


def _villages(found: tuple[finding.Candidate, ...]) -> tuple[Villages, ...]:
    groups = groupby(found, key=lambda one: one.municipality)
    return tuple(Villages(municipality, tuple(one.place for one in group)) for municipality, group in groups)


def _county_of(tenant: Tenant | None) -> str:
    return tenant.place.key[:COUNTY_DIGITS] if tenant and tenant.place else ""


def _first_county(today: date) -> str:
    found = reads.county(today)
    return found.key if found else ""


def _choices(lines: list[Numbered]) -> tuple[PlaceRef | RegionRef, ...]:
    """What the list can be limited to: parts in the county's order, then model regions by name."""
    parts = dict.fromkeys(one.line.part for one in lines if one.line.part)
    regions = dict.fromkeys(region for one in lines for region in one.line.regions)
    return (*parts, *sorted(regions, key=lambda region: region.name))


def _region_chips(choices: tuple[PlaceRef | RegionRef, ...], asked: PlacesQuery) -> list[Chip]:
    everything = Chip(_("All"), asked.with_region("").address, not asked.region)
    found = [Chip(one.name, asked.with_region(one.slug).address, one.slug == asked.region, True) for one in choices]
    return [everything, *found]


def _order_chips(asked: PlacesQuery) -> list[Chip]:
    labels = ((query.BY_NAME, _("By name")), (query.BY_POPULATION, _("By inhabitants")))
    return [Chip(label, asked.with_sort(order).address, order == asked.sort) for order, label in labels]


def _is_in(line: MunicipalityLine, region: str) -> bool:
    part = line.part.slug if line.part else ""
    return not region or region == part or any(region == one.slug for one in line.regions)


def _groups(lines: list[Numbered], asked: PlacesQuery) -> tuple[Group, ...]:
    """By name below the parts of the county, by inhabitants one order over all."""
    if asked.sort == query.BY_POPULATION:
        return (Group(None, tuple(sorted(lines, key=_by_population)), is_all=True),)
    return tuple(Group(part, tuple(found)) for part, found in groupby(lines, key=lambda one: one.line.part))


def _by_population(one: Numbered) -> tuple[bool, int, int]:
    """The most people first; whose number is missing comes last."""
    figure = one.line.population
    return (figure is None, -figure.value if figure else 0, one.number)


def _draw_index(found: CountyMap, lines: list[Numbered], shown: list[Numbered]) -> drawing.Map:
    numbers = {one.line.place.key: one.number for one in lines}
    chosen = {one.line.place.key for one in shown} if len(shown) < len(lines) else set()
    return drawing.draw(found, chosen=chosen, numbers=numbers)


def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place, or one model region."""
    today = timezone.localdate()
    found = reads.place_page(slug, today)
    if found:
        return render(request, "places/place.html", _place_context(found, today))
    region = reads.region_page(slug, today)
    if region:
        return render(request, "places/region.html", _region_context(region, today))
    raise Http404


def place_below(request: HttpRequest, upper: str, slug: str) -> HttpResponse:
    """A village below its municipality, as people write it: leads to the address with a hyphen."""
    address = f"{upper}-{slug}"
    if not reads.has_page(address):
        raise Http404
    return redirect("place", address, permanent=True)


def _place_context(page: PlacePage, today: date) -> dict[str, object]:
    county_map = maps.county_map(_county_key(page), today)
    is_locality = page.place.kind == Kind.LOCALITY
    municipality = page.above[-1] if is_locality and page.above else page.place
    return {
        "page": page,
        "kind": words.kind(page.place),
        "county": next((one for one in page.above if one.kind == Kind.COUNTY), None),
        "municipality": municipality,
        "is_locality": is_locality,
        "full_name": words.full_name(page.place, municipality if is_locality else None),
        "belongs": words.belongs(page.place, municipality) if is_locality else "",
        "doubt": words.doubt(page.source) if is_locality and page.is_unverified else "",
        "unconfirmed": len(page.localities) - page.confirmed,
        "neighbours": [one for one in page.neighbours if one.kind != Kind.INDEPENDENT_CITY],
        "cities": [one for one in page.neighbours if one.kind == Kind.INDEPENDENT_CITY],
        "facts": _facts(page),
        "map": drawing.draw(county_map, chosen=_chosen(page, municipality)) if county_map else None,
        "dot": drawing.dot(page.spot) if is_locality and page.spot else None,
        "spots": drawing.draw_spots(county_map, municipality.key, page.localities, page.place.key)
        if county_map
        else None,
    }


def _county_key(page: PlacePage) -> str:
    """Whose map shows the place: its own county's, for a city beyond that of its neighbours."""
    if page.place.kind == Kind.INDEPENDENT_CITY:
        return page.neighbours[0].key[:COUNTY_DIGITS] if page.neighbours else page.place.key
    return page.place.key[:COUNTY_DIGITS]


def _chosen(page: PlacePage, municipality: PlaceRef) -> frozenset[str]:
    """What is picked out on the map: for a part its municipalities, for a former one its successor."""
    if page.is_gone:
        return frozenset(one.place.key for one in page.successors)
    inside = frozenset(one.key for one in page.municipalities) if page.place.kind == Kind.COUNTY_PART else frozenset()
    return inside | {municipality.key}


@dataclass(frozen=True)
class ShownFact:
    """A figure with what is known about it."""

    km2: Decimal
    as_of: str
    source: str
    is_second_hand: bool


@dataclass(frozen=True)
class Facts:
    """What the page says of the area: one figure for everybody, the rest for experts."""

    area: ShownFact | None
    is_computed: bool
    others: tuple[ShownFact, ...]
    unsourced: ShownFact | None
    is_population_second_hand: bool


def _facts(page: PlacePage) -> Facts:
    official, computed = _shown(page.area), _shown(page.boundary_area)
    unsourced = official if official and not official.source else None
    chosen = computed if official is None or unsourced else official
    return Facts(
        area=chosen,
        is_computed=chosen is not None and chosen is computed,
        others=(computed,) if computed and chosen is not computed else (),
        unsourced=unsourced,
        is_population_second_hand=bool(page.population and words.is_second_hand(page.population.source)),
    )


def _shown(fact: AreaFact | None) -> ShownFact | None:
    if fact is None:
        return None
    return ShownFact(fact.km2, words.as_of(fact.as_of), fact.source, words.is_second_hand(fact.source))


def _region_context(page: RegionPage, today: date) -> dict[str, object]:
    """The region's towns on the map of the county that most of them belong to."""
    keys = sorted(one.key[:COUNTY_DIGITS] for one in page.members)
    county_map = maps.county_map(max(keys, key=keys.count), today) if keys else None
    chosen = frozenset(one.key[:8] for one in page.members)
    return {
        "page": page,
        "name": words.region_name(page.region.name),
        "map": drawing.draw(county_map, chosen=chosen) if county_map else None,
    }
