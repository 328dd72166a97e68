"""Fetching by right: the few functions through which a tenant's objects are reached.

A foreign object answers exactly like a missing one (Http404); the right owner with the wrong role gets
PermissionDenied with a sentence.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from nahtlos.people.models import Invitation, Person, Tenant
from nahtlos.rules.access import Actor, Relation, Role, gives, may, relation, tenants_where


def own_tenant(actor: Actor, action: str, kind: str) -> Tenant:
    """The tenant of the actor's own in which `action` on such objects is allowed; one statement.

    Raises PermissionDenied when there is none.
    """
    keys = tenants_where(actor, action, kind)
    if not keys:
        raise _wrong_role()
    return Tenant.objects.select_related("county", "place").get(key=keys[0])


def require(actor: Actor, action: str, kind: str, tenant: Tenant) -> None:
    """Let pass who may do `action` to an object of `tenant`.

    Raises Http404 for a foreign tenant's object and PermissionDenied for one's own with the wrong role.
    """
    county = _county(tenant)
    if may(actor, action, kind, tenant=tenant.key, county=county):
        return
    if all(relation(grant, tenant.key, county) is Relation.OTHER for grant in actor.grants):
        raise Http404
    raise _wrong_role()


def person_for(actor: Actor, pk: int, action: str = "manage") -> Person:
    """Fetch one person, the suspended included, if the actor may do `action` in a tenant of theirs; two statements.

    Raises Http404 when missing or of foreign tenants only, PermissionDenied when the role is the wrong one.
    """
    person = Person.objects.prefetch_related("memberships__tenant__county").filter(pk=pk).first()
    if person is None:
        raise Http404
    tenants = {membership.tenant_id: membership.tenant for membership in person.memberships.all()}.values()
    if any(may(actor, action, "person", tenant=one.key, county=_county(one)) for one in tenants):
        return person
    for tenant in sorted(tenants, key=lambda one: _is_foreign(actor, one)):
        require(actor, action, "person", tenant)
    raise Http404


def invitation_for(actor: Actor, pk: int, action: str = "manage") -> Invitation:
    """Fetch one invitation, whatever its state, if the actor may do `action` to people of its tenant; one statement.

    Raises Http404 when missing or foreign, PermissionDenied when the role is the wrong one.
    """
    invitation = Invitation.objects.select_related("tenant__county").filter(pk=pk).first()
    if invitation is None:
        raise Http404
    require(actor, action, "person", invitation.tenant)
    return invitation


def tenants_for(actor: Actor, action: str, kind: str) -> list[Tenant]:
    """All tenants, own and below, in which the actor may do `action` to such objects; own ones first, then by name.

    One statement. Raises PermissionDenied when there is none.
    """
    found = [
        one
        for one in Tenant.objects.select_related("county").order_by("name", "pk")
        if may(actor, action, kind, tenant=one.key, county=_county(one))
    ]
    if not found:
        raise _wrong_role()
    own = {grant.tenant for grant in actor.grants}
    return sorted(found, key=lambda one: one.key not in own)


def roles_given(actor: Actor, tenant: Tenant) -> tuple[Role, ...]:
    """The roles that the actor may give and take in this tenant."""
    return gives(actor, kind=tenant.kind, tenant=tenant.key, county=_county(tenant))


def require_roles(actor: Actor, tenant: Tenant, roles: set[Role]) -> None:
    """Let pass who may give and take all these roles there. Raises Http404 or PermissionDenied."""
    require(actor, "manage", "person", tenant)
    if not roles <= set(roles_given(actor, tenant)):
        raise PermissionDenied(_("Your own role does not let you give or take this role."))


def _county(tenant: Tenant) -> str:
    return tenant.county.key if tenant.county else ""


def _is_foreign(actor: Actor, tenant: Tenant) -> bool:
    return all(relation(grant, tenant.key, _county(tenant)) is Relation.OTHER for grant in actor.grants)


def _wrong_role() -> PermissionDenied:
    return PermissionDenied(_("Your role does not include this. Ask whoever invited you."))
