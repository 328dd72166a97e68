"""Who may do what: the acting person, the roles, and one readable table of rights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is for a county, a town or the state office."""

    STATE_OFFICE = "state_office"
    COUNTY_COORDINATOR = "county_coordinator"
    MUNICIPAL_COORDINATOR = "municipal_coordinator"
    OPERATOR = "operator"


class Relation(StrEnum):
    """How the object's tenant stands to the tenant in which somebody holds a role."""

    OWN = "own"
    BELOW = "below"
    OTHER = "other"


@dataclass(frozen=True)
class Grant:
    """One role in one tenant; `tenant` is the tenant's key, `county` the key of the county above it."""

    role: Role
    tenant: str
    county: str = ""


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person, a command, a periodic run or the bearer of a mailed link."""

    kind: str
    id: str
    label: str
    grants: tuple[Grant, ...] = ()


ANONYMOUS = Actor("anonymous", "", "")

# action, object kind: (role, relation) that may do it. What does not stand here is forbidden.
RIGHTS: dict[tuple[str, str], frozenset[tuple[Role, Relation]]] = {
    ("edit", "help_contact"): frozenset({(Role.COUNTY_COORDINATOR, Relation.OWN)}),
    ("edit", "tenant_appearance"): frozenset(
        {
            (Role.COUNTY_COORDINATOR, Relation.OWN),
            (Role.MUNICIPAL_COORDINATOR, Relation.OWN),
            (Role.STATE_OFFICE, Relation.OWN),
        }
    ),
    ("read", "outbox"): frozenset({(Role.OPERATOR, Relation.OWN), (Role.OPERATOR, Relation.BELOW)}),
}


def relation(grant: Grant, tenant: str, county: str = "") -> Relation:
    """Decide how a tenant's object stands to a grant.

    >>> relation(Grant(Role.COUNTY_COORDINATOR, "06633"), "06633018", "06633")
    <Relation.BELOW: 'below'>
    """
    if grant.tenant == tenant:
        return Relation.OWN
    return Relation.BELOW if county and grant.tenant == county else Relation.OTHER


def may(actor: Actor, action: str, kind: str, *, tenant: str, county: str = "") -> bool:
    """Decide whether an actor may do `action` to an object of `kind` that belongs to `tenant` below `county`.

    >>> coordinator = Actor("person", "1", "Koordination", (Grant(Role.COUNTY_COORDINATOR, "06633"),))
    >>> may(coordinator, "edit", "help_contact", tenant="06633")
    True
    >>> may(coordinator, "edit", "help_contact", tenant="06634")
    False
    """
    allowed = RIGHTS.get((action, kind), frozenset())
    return any((grant.role, relation(grant, tenant, county)) in allowed for grant in actor.grants)


def tenants_where(actor: Actor, action: str, kind: str) -> tuple[str, ...]:
    """The tenants that are the actor's own and in which the action on such an object is allowed, sorted."""
    allowed = RIGHTS.get((action, kind), frozenset())
    return tuple(sorted({grant.tenant for grant in actor.grants if (grant.role, Relation.OWN) in allowed}))
