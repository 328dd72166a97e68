"""From an address of a place or model region to the municipalities and localities that it stands for."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nahtlos.places.facts import Selection
from nahtlos.places.models import ModelRegion, Place, Succession
from nahtlos.places.reads import valid
from nahtlos.rules.territory.model import Kind

# From a locality up to the Land there are four steps.
UPWARDS = ("pk", "parent", "parent__parent", "parent__parent__parent", "parent__parent__parent__parent")
TOWNS = {Kind.MUNICIPALITY, Kind.INDEPENDENT_CITY}


def selection(slug: str, today: date) -> Selection | None:
    """What the address stands for on the day; at most four statements. None = no such place or region.

    A place that is gone stands for its successors, since lists of today have nothing of its own any more.
    """
    place = Place.objects.filter(slug=slug).first()
    if place is not None:
        roots = Q(pk=place.pk)
        if place.valid_to and place.valid_to < today:
            roots |= Q(origins__predecessor=place)
        return _selection(slug, place.name, Place.objects.filter(roots).values("pk"), today)
    region = ModelRegion.objects.filter(slug=slug).first()
    if region is None:
        return None
    return _selection(slug, region.name, region.members.filter(valid(today)).values("place"), today)


def _selection(slug: str, name: str, roots: object, today: date) -> Selection:
    inside = Q()
    for step in UPWARDS:
        inside |= Q(**{f"{step}__in": roots})
    kinds = [*TOWNS, Kind.LOCALITY]
    rows = list(Place.objects.filter(valid(today), inside, kind__in=kinds).values_list("key", "kind", "parent__key"))
    towns = frozenset(key for key, kind, _ in rows if kind in TOWNS)
    former = Succession.objects.filter(successor__key__in=towns, date__lte=today)
    return Selection(
        slug=slug,
        name=name,
        municipalities=towns,
        localities=frozenset(key for key, kind, _ in rows if kind == Kind.LOCALITY),
        within=frozenset(parent or "" for _, kind, parent in rows if kind == Kind.LOCALITY) - towns,
        former=frozenset(former.values_list("predecessor__key", flat=True)),
    )
