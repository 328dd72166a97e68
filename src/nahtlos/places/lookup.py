"""From what people type in a box for a place to the places it means."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q

from nahtlos.places.facts import PlaceRef
from nahtlos.places.models import Place
from nahtlos.places.reads import WITHOUT_PAGE, by_name, ref, valid
from nahtlos.rules.territory.model import Kind
from nahtlos.rules.territory.names import slug

LONGEST = 100


def places_called(typed: str, today: date) -> tuple[PlaceRef, ...]:
    """The places with this name, postcode or address, larger ones before their parts; at most one statement.

    "34311 Naumburg" is Naumburg. Several have a name or a postcode in common: then all of them are meant.
    """
    text = " ".join(typed[:LONGEST].split())
    code, name = re.fullmatch(r"([0-9]{5})? ?(.*)", text).groups("") if text else ("", "")  # type: ignore[union-attr]
    address = slug(name)
    if address:
        asked = Q(slug=address) | Q(slug__endswith=f"-{address}")
    elif code:
        asked = Q(postal_codes__code=code)
    else:
        return ()
    rows = list(Place.objects.filter(valid(today), asked).exclude(kind__in=WITHOUT_PAGE).distinct())
    if address:
        rows = [row for row in rows if address in {row.slug, slug(row.name)}]
    towns = [row for row in rows if row.kind != Kind.LOCALITY]
    return by_name(ref(row) for row in towns or rows)
