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


# "Elbenberg is a locality of the town of Naumburg": German needs the article, so each pair is a sentence of its own.
BELONGS: dict[str, str | Promise] = {
    "Stadt": _("%(name)s is a %(kind)s of the town of %(upper)s."),
    "Gemeinde": _("%(name)s is a %(kind)s of the municipality of %(upper)s."),
    "Landgemeinde": _("%(name)s is a %(kind)s of the rural municipality of %(upper)s."),
    "Markt": _("%(name)s is a %(kind)s of the market town of %(upper)s."),
    "Flecken": _("%(name)s is a %(kind)s of the borough of %(upper)s."),
}
CENTRE = "Kernort"


def belongs(place: PlaceRef, upper: PlaceRef) -> str:
    """The sentence that says where a locality belongs."""
    sentence = BELONGS.get(upper.designation, _("%(name)s is a %(kind)s of %(upper)s."))
    if place.designation == CENTRE:
        sentence = _("%(name)s is the centre of %(upper)s.")
    return str(sentence) % {"name": place.name, "kind": kind(place), "upper": upper.name}


def full_name(place: PlaceRef, upper: PlaceRef | None) -> str:
    """The name as the trail and the window say it: a town's centre is told apart from its town."""
    is_centre = place.designation == CENTRE and upper is not None and upper.name == place.name
    return f"{place.name} ({place.designation})" if is_centre else place.name


def doubt(source: str) -> str:
    """Why a locality is not confirmed; the editor's note begins with what it found and stays in the data."""
    note = source.casefold()
    if note.startswith("nur "):
        return str(_("We found this locality in an older list only."))
    if "widersprechen" in note:
        return str(_("Our sources do not agree whether this is a locality of its own."))
    return str(_("Nobody has confirmed this locality yet."))


def is_second_hand(source: str) -> bool:
    """Whether a source only repeats another one."""
    return "zitiert nach" in source.casefold()


def region_name(name: str) -> str:
    """A model region's name beside the word "Modellregion", which is not said twice."""
    return name.removeprefix("Modellregion ")
