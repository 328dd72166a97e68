"""The verbs that write tenants and people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nahtlos.journal.writes import record
from nahtlos.people.models import Membership, Person, Tenant
from nahtlos.places.models import Place
from nahtlos.rules.access import Actor, Role


def add_tenant(
    *,
    actor: Actor,
    key: str,
    kind: str,
    name: str,
    tagline: str = "",
    place: Place | None = None,
    county: Tenant | None = None,
    now: datetime,
) -> Tenant:
    """Make a county, town or state office known; a key that is known already returns what is there, unchanged."""
    with transaction.atomic():
        tenant, is_new = Tenant.objects.get_or_create(
            key=key,
            defaults={"kind": kind, "name": name, "tagline": tagline, "place": place, "county": county},
        )
        if is_new:
            record(actor=actor, verb="add", kind="tenant", id=tenant.pk, label=name, tenant=key, now=now)
    return tenant


def add_person(
    *, actor: Actor, email: str, label: str, password: str, grants: list[tuple[Role, Tenant]], now: datetime
) -> Person:
    """Make an account with a password and roles. The address is unique whatever its letters' case."""
    with transaction.atomic():
        person = Person(email=email.strip().lower(), label=label)
        person.set_password(password)
        person.save()
        for role, tenant in grants:
            Membership.objects.create(person=person, tenant=tenant, role=role)
        record(actor=actor, verb="add", kind="person", id=person.pk, label=label, tenant=grants[0][1].key, now=now)
    return person
