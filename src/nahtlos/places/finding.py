"""Finding a place by what people call it: a village, a town, a postcode, or both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db.models import Q

from nahtlos.places.facts import PlaceRef
from nahtlos.places.models import Adjacency, Place, PostalCode
from nahtlos.places.reads import WITHOUT_PAGE, ref, valid
from nahtlos.rules.territory.model import Kind
from nahtlos.rules.territory.names import slug, sort_key

LONGEST = 80


@dataclass(frozen=True)
class Candidate:
    """A place that may be meant, and the municipality around a locality."""

    place: PlaceRef
    municipality: PlaceRef | None


@dataclass(frozen=True)
class Candidates:
    """`is_sure` means that the text names these places; else they only look alike."""

    places: tuple[Candidate, ...]
    is_sure: bool

    @property
    def only(self) -> PlaceRef | None:
        return self.places[0].place if self.is_sure and len(self.places) == 1 else None


# A list of links needs names and addresses, not the two dozen other columns of both rows.
OWN = ("key", "slug", "kind", "name", "designation")
SHOWN = (*OWN, *(f"parent__{name}" for name in OWN))


def localities(today: date, county_key: str) -> tuple[Candidate, ...]:
    """All localities of a county by municipality and name; one statement."""
    rows = Place.objects.filter(valid(today), kind=Kind.LOCALITY.value, key__startswith=county_key)
    found = [_candidate(row) for row in rows.select_related("parent").only(*SHOWN)]
    return tuple(sorted(found, key=lambda one: (_name(one.municipality), sort_key(one.place.name), one.place.key)))


def _name(place: PlaceRef | None) -> tuple[str, str]:
    return (sort_key(place.name), place.key) if place else ("", "")


def _candidate(row: Place) -> Candidate:
    is_below = row.kind == Kind.LOCALITY and row.parent is not None
    return Candidate(ref(row), ref(row.parent) if is_below and row.parent else None)


def find(text: str, today: date, county_key: str) -> Candidates:
    """What a text like "Elbenberg", "34311", "Elbenberg (Naumburg)" stands for; two statements at most.

    A name decides; a postcode beside it only chooses among places of the same name.
    """
    code = next(iter(re.findall(r"(?<!\d)\d{3,5}(?!\d)", text)), "")
    name = slug(re.sub(r"\d+", " ", text[:LONGEST]))
    by_code = _by_code(code, today, county_key) if code else []
    if not name:
        return _candidates(by_code, is_sure=True)
    rows = _named(today, county_key)
    for fits in (_is_called, _begins_with):
        found = [row for row in rows if fits(row, name)]
        if found:
            owners = {row.pk for row in by_code}
            return _candidates([row for row in found if {row.pk, row.parent_id} & owners] or found, is_sure=True)
    close = set(get_close_matches(name, {slug(row.name) for row in rows}, n=4, cutoff=0.72))
    return _candidates([row for row in rows if slug(row.name) in close], is_sure=False)


def _named(today: date, county_key: str) -> list[Place]:
    """Everything with a page: the county's own, former municipalities included, and the cities that touch it."""
    touching = Adjacency.objects.filter(neighbour__ags__startswith=county_key).values("place")
    own = Q(key__startswith=county_key) & (valid(today) | Q(kind=Kind.MUNICIPALITY.value))
    beyond = Q(kind=Kind.INDEPENDENT_CITY.value, pk__in=touching) & valid(today)
    return list(Place.objects.filter(own | beyond).exclude(kind__in=WITHOUT_PAGE).select_related("parent"))


def _by_code(code: str, today: date, county_key: str) -> list[Place]:
    """The places of a postcode, or of all that begin with these digits."""
    touching = Adjacency.objects.filter(neighbour__ags__startswith=county_key).values("place")
    near = Q(place__key__startswith=county_key) | Q(place__in=touching)
    rows = PostalCode.objects.filter(near, valid(today, "place__"), code__startswith=code).select_related("place")
    return list({row.place_id: row.place for row in rows}.values())


def _is_called(row: Place, name: str) -> bool:
    plain = sort_key(name)
    spoken = {slug(row.name), slug(sort_key(row.name)), row.slug}
    if row.designation and row.kind != Kind.LOCALITY:
        spoken.add(f"{slug(row.designation)}-{slug(row.name)}")
    if row.kind == Kind.LOCALITY and row.parent:
        spoken |= {f"{slug(row.name)}-{slug(row.parent.name)}", f"{slug(row.parent.name)}-{slug(row.name)}"}
    # "Dennhausen" alone means Dennhausen/Dittershausen.
    return plain in spoken | {slug(part) for part in row.name.split("/")}


def _begins_with(row: Place, name: str) -> bool:
    """The name, or a further word of it: "Karlshafen" means Bad Karlshafen."""
    return len(name) > 2 and any(
        one.startswith(name) or f"-{name}" in one for one in (slug(row.name), slug(sort_key(row.name)))
    )


def _candidates(rows: Iterable[Place], *, is_sure: bool) -> Candidates:
    """A town's centre of the same name gives way to its town."""
    have = {row.pk: slug(row.name) for row in rows}
    kept = [row for row in rows if row.parent_id is None or have.get(row.parent_id) != slug(row.name)]
    found = sorted((_candidate(row) for row in kept), key=lambda one: (sort_key(one.place.name), one.place.key))
    return Candidates(tuple(found), is_sure)
