from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.directory.reads import help_contacts
from nahtlos.people.reads import tenant_for_host
from nahtlos.places.facts import PlaceRef
from nahtlos.places.reads import by_name, municipalities
from nahtlos.web.directory.help import shown

# What the reader sees, and the German word to search for.
OFTEN: tuple[tuple[str | Promise, str], ...] = (
    (_("Midwife"), "Hebamme"),
    (_("Toddler group"), "Krabbelgruppe"),
    (_("Day-care place"), "Kita-Platz"),
    (_("Child won’t sleep"), "Kind schläft nicht"),
    (_("Money for families"), "Geld für Familien"),
)


@dataclass(frozen=True)
class Phase:
    """One link of the chain, or one transition between two."""

    slug: str
    label: str | Promise
    span: str | Promise = ""
    sign: str = ""


PHASES = (
    Phase("schwangerschaft", _("Pregnancy"), _("until birth"), "p-schwanger"),
    Phase("erstes-jahr", _("First year"), _("under 1 year"), "p-baby"),
    Phase("kleinkind", _("Toddler"), _("1 or 2 years"), "p-klein"),
    Phase("kita-zeit", _("Day-care years"), _("from 3, until school"), "p-kita"),
    Phase("grundschule", _("Primary school"), _("from school to age 10"), "p-schule"),
)
TRANSITIONS = (
    Phase("geburt", _("Birth")),
    Phase("start-in-die-kita", _("Starting day-care")),
    Phase("schulanfang", _("Starting school")),
)


def start(request: HttpRequest) -> HttpResponse:
    """The family door: search, the chain, the county's places, help."""
    tenant = tenant_for_host(request.get_host().partition(":")[0])
    contacts = [one for one in help_contacts(tenant) if one.on_start_page] if tenant else []
    page = {
        "tenant": tenant,
        "often": OFTEN,
        "phases": PHASES,
        "transitions": TRANSITIONS,
        "municipalities": _municipalities(tenant.key if tenant else ""),
        "help": [shown(contact) for contact in contacts],
    }
    return render(request, "start/start.html", page)


def _municipalities(key: str) -> tuple[PlaceRef, ...]:
    """The towns and municipalities of the tenant's county from A to Z; a town's key begins with its county's."""
    return by_name(line.place for line in municipalities(timezone.localdate(), key[:5]))
