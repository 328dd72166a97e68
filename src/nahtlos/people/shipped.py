"""Every county among the places is a tenant from the start."""

from __future__ import annotations

from datetime import datetime

from nahtlos.people.models import Tenant
from nahtlos.people.writes import add_tenant
from nahtlos.places.models import Place
from nahtlos.rules.access import Actor


def load(*, now: datetime) -> None:
    actor = Actor("command", "", "Einrichtung")
    for place in Place.objects.filter(kind=Place.Kind.COUNTY):
        add_tenant(
            actor=actor,
            key=place.ags,
            kind=Tenant.Kind.COUNTY,
            name=place.name,
            tagline="Angebote für Familien",
            place=place,
            now=now,
        )
