"""Fetching by right: the few functions through which a tenant's objects are reached.

A foreign object answers exactly like a missing one (Http404); the right owner with the wrong role gets
PermissionDenied with a sentence.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from nahtlos.people.models import Tenant
from nahtlos.rules.access import Actor, Relation, may, relation, tenants_where


def own_tenant(actor: Actor, action: str, kind: str) -> Tenant:
    """The tenant of the actor's own in which `action` on such objects is allowed; one statement.

    Raises PermissionDenied when there is none.
    """
    keys = tenants_where(actor, action, kind)
    if not keys:
        raise PermissionDenied(_("Your role does not include this. Ask whoever invited you."))
    return Tenant.objects.select_related("county", "place").get(key=keys[0])


def require(actor: Actor, action: str, kind: str, tenant: Tenant) -> None:
    """Let pass who may do `action` to an object of `tenant`.

    Raises Http404 for a foreign tenant's object and PermissionDenied for one's own with the wrong role.
    """
    county = tenant.county.key if tenant.county else ""
    if may(actor, action, kind, tenant=tenant.key, county=county):
        return
    if all(relation(grant, tenant.key, county) is Relation.OTHER for grant in actor.grants):
        raise Http404
    raise PermissionDenied(_("Your role does not include this. Ask whoever invited you."))
