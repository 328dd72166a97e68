"""The verbs that write tenants and people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nahtlos.journal.writes import record
from nahtlos.people.access import require
from nahtlos.people.models import Membership, Person, Tenant
from nahtlos.places.models import Place
from nahtlos.rules.access import Actor, Role
from nahtlos.rules.appearance import palette


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


def change_label(*, actor: Actor, label: str, now: datetime) -> None:
    """Change the name or function under which others see the acting person. Raises PermissionDenied for all else."""
    if actor.kind != "person":
        raise PermissionDenied
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=int(actor.id))
        if person.label == label:
            return
        detail = {"label": [person.label, label]}
        person.label = label
        person.save(update_fields=["label"])
        record(actor=actor, verb="change_label", kind="person", id=person.pk, label=label, detail=detail, now=now)


APPEARANCE_FIELDS = ("name", "tagline", "colour", "logo")


def change_appearance(*, actor: Actor, tenant: Tenant, values: dict[str, Any], now: datetime) -> Tenant:
    """Change how a tenant shows itself: name, line below it, colour (`#rrggbb` or empty), logo (cleaned SVG or empty).

    Raises ValueError for a colour in which text could not be read.
    """
    require(actor, "edit", "tenant_appearance", tenant)
    if values.get("colour"):
        palette(values["colour"])
    with transaction.atomic():
        current = Tenant.objects.select_for_update().get(pk=tenant.pk)
        changed = [name for name in APPEARANCE_FIELDS if name in values and getattr(current, name) != values[name]]
        if not changed:
            return current
        # A logo is long and says nothing in a journal; that it changed is enough.
        detail = {name: [getattr(current, name), values[name]] for name in changed if name != "logo"}
        for name in changed:
            setattr(current, name, values[name])
        current.save(update_fields=changed)
        detail |= {"logo": ["…", "…"]} if "logo" in changed else {}
        record(
            actor=actor, verb="change", kind="tenant_appearance", id=current.pk, label=current.name,
            tenant=current.key, detail=detail, now=now,
        )  # fmt: skip
    return current
