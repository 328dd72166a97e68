"""What others ask about people and tenants."""

from __future__ import annotations

from nahtlos.people.models import Person, Tenant
from nahtlos.rules.access import Actor, Grant, Role


def actor_for(person: Person) -> Actor:
    """The acting person with all grants; one statement."""
    rows = person.memberships.values_list("role", "tenant__key", "tenant__county__key")
    grants = tuple(sorted((Grant(Role(role), key, county or "") for role, key, county in rows), key=str))
    return Actor("person", str(person.pk), person.label, grants)


def tenant_for_host(host: str) -> Tenant | None:
    """The tenant whose own host this is, else the first county: one host may carry a whole programme.

    One statement; None on an installation without any county.
    """
    host = host.lower().rstrip(".")
    rows = Tenant.objects.filter(host=host) | Tenant.objects.filter(kind=Tenant.Kind.COUNTY)
    found = list(rows.select_related("place").order_by("pk"))
    return next((one for one in found if one.host == host), found[0] if found else None)


def house_of(actor: Actor) -> str:
    """The names of the tenants in which somebody has a role, as one line; one statement."""
    keys = [grant.tenant for grant in actor.grants]
    names = Tenant.objects.filter(key__in=keys).order_by("kind", "name").values_list("name", flat=True)
    return " · ".join(names)
