"""What others ask about people and tenants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from nahtlos.people.models import Invitation, Membership, Person, Tenant
from nahtlos.rules.access import FITS, Actor, Grant, Role


def actor_for(person: Person) -> Actor:
    """The acting person with all grants; one statement. A suspended account has none, whatever let it in."""
    if person.suspended_at:
        return Actor("person", str(person.pk), person.label)
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


def lead_role(tenant: Tenant) -> Role:
    """The role that no tenant may lose once it has it: its coordination."""
    return FITS[tenant.kind][0]


def is_last_lead(person: Person, tenant: Tenant) -> bool:
    """Whether this person coordinates the tenant and nobody else who can sign in does; one statement."""
    leads = Membership.objects.filter(tenant=tenant, role=lead_role(tenant), person__suspended_at=None)
    return list(leads.values_list("person_id", flat=True)) == [person.pk]


@dataclass
class Colleague:
    """One person as those see them who manage people of one tenant."""

    person: Person
    roles: list[Role] = field(default_factory=list)


def people_of(tenant: Tenant) -> list[Colleague]:
    """All who have roles in a tenant, the suspended included, by name; one statement."""
    found: dict[int, Colleague] = {}
    for membership in Membership.objects.filter(tenant=tenant).select_related("person").order_by("person__label", "pk"):
        one = found.setdefault(membership.person_id, Colleague(membership.person))
        one.roles.append(Role(membership.role))
    return list(found.values())


def open_invitations(tenant: Tenant) -> list[Invitation]:
    """Invitations that nobody has accepted, those that ran out included, newest first; one statement."""
    return list(Invitation.objects.filter(tenant=tenant, used_at=None, withdrawn_at=None).order_by("-created_at", "pk"))


@dataclass
class Strength:
    """Who works for a tenant: the functions of its coordinators, how many people, how many open invitations."""

    leads: list[str] = field(default_factory=list)
    people: int = 0
    invitations: int = 0


def strengths(tenants: Iterable[Tenant], *, now: datetime) -> dict[int, Strength]:
    """How well each of these tenants is staffed, by its primary key; three statements for any number of them."""
    found: dict[int, Strength] = defaultdict(Strength)
    kinds = {tenant.pk: lead_role(tenant) for tenant in tenants}
    working = Membership.objects.filter(tenant__in=kinds, person__suspended_at=None)
    for pk, role, label in working.order_by("person__label").values_list("tenant_id", "role", "person__label"):
        if role == kinds[pk]:
            found[pk].leads.append(label)
    for pk, number in working.values_list("tenant_id").annotate(Count("person", distinct=True)):
        found[pk].people = number
    waiting = Invitation.objects.filter(tenant__in=kinds, used_at=None, withdrawn_at=None, expires_at__gt=now)
    for pk, number in waiting.values_list("tenant_id").annotate(Count("pk")):
        found[pk].invitations = number
    return found


def communes_by_county() -> list[Tenant]:
    """All counties by name, each followed by its towns; one statement."""
    found = Tenant.objects.exclude(kind=Tenant.Kind.STATE_OFFICE).select_related("county")
    return sorted(
        found, key=lambda one: ((one.county or one).name, (one.county or one).pk, one.county is not None, one.name)
    )


def has_account(email: str) -> bool:
    """Whether an address belongs to an account, suspended ones included; one statement."""
    return Person.objects.filter(email=email).exists()


def person_of(actor: Actor) -> Person:
    """The acting person's account; one statement."""
    return Person.objects.get(pk=int(actor.id))


def own_roles(actor: Actor) -> list[tuple[Tenant, Role]]:
    """The tenants in which somebody works, by name, with each role there; one statement."""
    rows = Membership.objects.filter(person_id=int(actor.id)).select_related("tenant").order_by("tenant__name", "pk")
    return [(row.tenant, Role(row.role)) for row in rows]
