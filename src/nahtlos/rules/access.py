"""Who may do what: the acting person, the roles, and one readable table of rights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is for a county, a town, the state office or an organisation."""

    STATE_OFFICE = "state_office"
    COUNTY_COORDINATOR = "county_coordinator"
    MUNICIPAL_COORDINATOR = "municipal_coordinator"
    EDITOR = "editor"
    YOUTH_WELFARE_PLANNER = "youth_welfare_planner"
    STEERING_GROUP_MEMBER = "steering_group_member"
    PROFESSIONAL = "professional"
    PROVIDER = "provider"
    OPERATOR = "operator"


# Who sees or changes much: nothing but enrolment and sign-out is open to them without a second factor.
SECOND_FACTOR = frozenset(
    {
        Role.STATE_OFFICE,
        Role.COUNTY_COORDINATOR,
        Role.MUNICIPAL_COORDINATOR,
        Role.YOUTH_WELFARE_PLANNER,
        Role.OPERATOR,
    }
)


class Relation(StrEnum):
    """How the object's tenant stands to the tenant in which somebody holds a role."""

    OWN = "own"
    BELOW = "below"
    SAME_COUNTY = "same_county"
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

OWN, BELOW = Relation.OWN, Relation.BELOW

# action, object kind: (role, relation) that may do it. What does not stand here is forbidden.
RIGHTS: dict[tuple[str, str], frozenset[tuple[Role, Relation]]] = {
    ("edit", "help_contact"): frozenset({(Role.COUNTY_COORDINATOR, OWN)}),
    ("edit", "tenant_appearance"): frozenset(
        {(Role.COUNTY_COORDINATOR, OWN), (Role.MUNICIPAL_COORDINATOR, OWN), (Role.STATE_OFFICE, OWN)}
    ),
    ("handle", "barrier_report"): frozenset(
        {(Role.COUNTY_COORDINATOR, OWN), (Role.MUNICIPAL_COORDINATOR, OWN), (Role.STATE_OFFICE, OWN)}
    ),
    ("edit", "statement"): frozenset(
        {(Role.COUNTY_COORDINATOR, OWN), (Role.MUNICIPAL_COORDINATOR, OWN), (Role.STATE_OFFICE, OWN)}
    ),
    ("manage", "person"): frozenset(
        {
            (Role.STATE_OFFICE, OWN),
            (Role.STATE_OFFICE, BELOW),
            (Role.COUNTY_COORDINATOR, OWN),
            (Role.COUNTY_COORDINATOR, BELOW),
            (Role.MUNICIPAL_COORDINATOR, OWN),
        }
    ),
    ("read", "communes"): frozenset({(Role.STATE_OFFICE, OWN)}),
    ("read", "outbox"): frozenset({(Role.OPERATOR, OWN), (Role.OPERATOR, BELOW)}),
}

# Which roles somebody who manages people may give, by the managing role: never one that is more than the own.
GIVES: dict[Role, frozenset[Role]] = {
    Role.STATE_OFFICE: frozenset({Role.STATE_OFFICE, Role.COUNTY_COORDINATOR, Role.OPERATOR}),
    Role.COUNTY_COORDINATOR: frozenset(Role) - {Role.STATE_OFFICE, Role.OPERATOR},
    Role.MUNICIPAL_COORDINATOR: frozenset({Role.MUNICIPAL_COORDINATOR, Role.EDITOR, Role.PROFESSIONAL}),
}

# Which roles make sense in which kind of tenant. The first is the one that no tenant may lose once it has it.
FITS: dict[str, tuple[Role, ...]] = {
    "state_office": (Role.STATE_OFFICE, Role.OPERATOR),
    "county": (
        Role.COUNTY_COORDINATOR, Role.YOUTH_WELFARE_PLANNER, Role.EDITOR, Role.STEERING_GROUP_MEMBER,
        Role.PROFESSIONAL, Role.PROVIDER, Role.OPERATOR,
    ),
    "town": (
        Role.MUNICIPAL_COORDINATOR, Role.YOUTH_WELFARE_PLANNER, Role.EDITOR, Role.STEERING_GROUP_MEMBER,
        Role.PROFESSIONAL, Role.PROVIDER,
    ),
}  # fmt: skip


def relation(grant: Grant, tenant: str, county: str = "") -> Relation:
    """Decide how a tenant's object stands to a grant. The state office stands above every county and town.

    >>> relation(Grant(Role.COUNTY_COORDINATOR, "06633"), "06633018", "06633")
    <Relation.BELOW: 'below'>
    >>> relation(Grant(Role.MUNICIPAL_COORDINATOR, "06633018", "06633"), "06633006", "06633")
    <Relation.SAME_COUNTY: 'same_county'>
    """
    if grant.tenant == tenant:
        return Relation.OWN
    if grant.role is Role.STATE_OFFICE or (county and grant.tenant == county):
        return Relation.BELOW
    if grant.county and grant.county in {tenant, county}:
        return Relation.SAME_COUNTY
    return Relation.OTHER


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


def gives(actor: Actor, *, kind: str, tenant: str, county: str = "") -> tuple[Role, ...]:
    """The roles that an actor may give and take in a tenant of `kind`, in the order of `FITS`.

    >>> town = Actor("person", "1", "Koordination", (Grant(Role.MUNICIPAL_COORDINATOR, "06633018", "06633"),))
    >>> [role.value for role in gives(town, kind="town", tenant="06633018", county="06633")]
    ['municipal_coordinator', 'editor', 'professional']
    >>> gives(town, kind="county", tenant="06633")
    ()
    """
    managing = RIGHTS["manage", "person"]
    grants = [grant for grant in actor.grants if (grant.role, relation(grant, tenant, county)) in managing]
    given = {role for grant in grants for role in GIVES.get(grant.role, ())}
    return tuple(role for role in FITS[kind] if role in given)
