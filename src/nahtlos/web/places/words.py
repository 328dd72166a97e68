"""Words for what the data says in keys."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.places.facts import PlaceRef
from nahtlos.rules.territory.model import Kind

KINDS: dict[Kind, str | Promise] = {
    Kind.COUNTY: _("County"),
    Kind.COUNTY_PART: _("Part of the county"),
    Kind.MUNICIPALITY: _("Municipality"),
    Kind.LOCALITY: _("Locality"),
    Kind.INDEPENDENT_CITY: _("Independent city"),
}


def kind(place: PlaceRef) -> str:
    """What a place is: as its own data says, else by its level."""
    if place.designation and place.kind != Kind.INDEPENDENT_CITY:
        return place.designation
    return str(KINDS.get(place.kind, ""))


def as_of(text: str) -> str:
    """A year, a month or a day in ISO form as people read it."""
    if len(text) == len("2024-07-31"):
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    return date_format(date.fromisoformat(f"{text}-01"), "F Y") if len(text) == len("2024-07") else text
