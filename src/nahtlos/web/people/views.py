"""The people of a commune: the list, one person, roles, a pause, and handing over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nahtlos.people import roles as verbs
from nahtlos.people.access import person_for, require, roles_given, tenants_for
from nahtlos.people.faults import NotPossible
from nahtlos.people.models import Person, Tenant
from nahtlos.people.owned import everything
from nahtlos.people.reads import Colleague, open_invitations, people_of
from nahtlos.people.words import in_words
from nahtlos.rules.access import Role
from nahtlos.web.people.done import back, done
from nahtlos.web.people.forms import RolesForm
from nahtlos.web.people.words import role_in_words
from nahtlos.web.work.door import WorkRequest, context, signed_in

# From so many people on, a list needs a search box and an order to choose.
MANY = 20


@signed_in
def people(request: WorkRequest) -> HttpResponse:
    """Open invitations first, for they wait; then who works here, then who is suspended."""
    tenants = tenants_for(request.actor, "manage", "person")
    tenant = chosen_tenant(request, tenants)
    everybody, now = people_of(tenant), timezone.now()
    text, order = request.GET.get("q", "").strip(), request.GET.get("sort", "")
    found = _ordered([one for one in everybody if _matches(one, text)], order)
    invitations = [(one, one.state(now), in_words(one.roles)) for one in open_invitations(tenant)]
    page = {
        "tenants": tenants, "own": tenant, "may_invite": bool(roles_given(request.actor, tenant)),
        "invitations": invitations, "has_search": len(everybody) > MANY, "q": text, "order": order,
        "working": [_row(one, tenant) for one in found if not one.person.suspended_at],
        "suspended": [_row(one, tenant) for one in found if one.person.suspended_at],
        "others": any(str(one.person.pk) != request.actor.id for one in everybody), "done": done(request),
    }  # fmt: skip
    return render(request, "people/people.html", context(request, **page))


@signed_in
def person(request: WorkRequest, pk: int) -> HttpResponse:
    return _person_page(request, person_for(request.actor, pk))


@require_POST
@signed_in
def roles(request: WorkRequest, pk: int) -> HttpResponse:
    found = person_for(request.actor, pk)
    tenant = _posted_tenant(request, found)
    form = RolesForm(request.POST, given=Role)
    if not form.is_valid():
        raise Http404
    return _try(
        request, found, tenant,
        lambda: verbs.change_roles(
            actor=request.actor, person=found, tenant=tenant, roles=form.chosen(), now=timezone.now()
        ),
    )  # fmt: skip


@require_POST
@signed_in
def suspend(request: WorkRequest, pk: int) -> HttpResponse:
    found = person_for(request.actor, pk)
    tenant = _posted_tenant(request, found)
    return _try(request, found, tenant, lambda: verbs.suspend(actor=request.actor, person=found, now=timezone.now()))


@require_POST
@signed_in
def resume(request: WorkRequest, pk: int) -> HttpResponse:
    found = person_for(request.actor, pk)
    tenant = _posted_tenant(request, found)
    return _try(request, found, tenant, lambda: verbs.resume(actor=request.actor, person=found, now=timezone.now()))


@signed_in
def hand_over(request: WorkRequest, pk: int) -> HttpResponse:
    """What this person looks after, who takes it, and what happens then: one page, one button."""
    found = person_for(request.actor, pk)
    tenant = _posted_tenant(request, found)
    colleagues = [one for one in people_of(tenant) if one.person.pk != pk and not one.person.suspended_at]
    problem, status = "", 200
    if request.method == "POST":
        successor = next((one.person for one in colleagues if str(one.person.pk) == request.POST.get("to")), found)
        try:
            verbs.hand_over(actor=request.actor, person=found, tenant=tenant, successor=successor, now=timezone.now())
        except NotPossible as error:
            problem, status = str(error), 409
        else:
            return back(tenant, "person", pk)
    page = {
        "person": found, "own": tenant, "things": everything(found, tenant), "problem": problem,
        "colleagues": [(one.person, in_words(one.roles)) for one in colleagues],
        "is_self": str(pk) == request.actor.id,
        "stays": found.memberships.exclude(tenant=tenant).exists(),
    }  # fmt: skip
    return render(request, "people/hand_over.html", context(request, **page), status=status)


def chosen_tenant(request: WorkRequest, tenants: list[Tenant]) -> Tenant:
    """The tenant that the address names, else the first. Raises Http404 or PermissionDenied for another."""
    key = request.GET.get("kommune") or request.POST.get("kommune")
    if not key:
        return tenants[0]
    found = next((one for one in tenants if one.key == key), None)
    if found is None:
        other = Tenant.objects.select_related("county").filter(key=key).first()
        if other is None:
            raise Http404
        require(request.actor, "manage", "person", other)
        raise Http404
    return found


def _posted_tenant(request: WorkRequest, found: Person) -> Tenant:
    """The tenant of this person in which the actor acts; named in the form where there are several."""
    ours = [tenant for tenant, _roles in _held(request, found)]
    key = request.POST.get("kommune") or request.GET.get("kommune")
    tenant = next((one for one in ours if one.key == key or not key), None)
    if tenant is None:
        raise Http404
    return tenant


def _held(request: WorkRequest, found: Person) -> list[tuple[Tenant, set[Role]]]:
    """The tenants of this person in which the actor may manage people, with the roles there."""
    held: dict[Tenant, set[Role]] = {}
    for membership in found.memberships.all():
        held.setdefault(membership.tenant, set()).add(Role(membership.role))
    kept = []
    for tenant, its_roles in held.items():
        try:
            require(request.actor, "manage", "person", tenant)
        except (Http404, PermissionDenied):
            continue
        kept.append((tenant, its_roles))
    return kept


def _try(request: WorkRequest, found: Person, tenant: Tenant, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        return _person_page(request, person_for(request.actor, found.pk), problem=str(error), status=409)
    return back(tenant, "person", found.pk)


def _person_page(request: WorkRequest, found: Person, *, problem: str = "", status: int = 200) -> HttpResponse:
    parts = [_part(request, tenant, held) for tenant, held in _held(request, found)]
    count = len({membership.tenant_id for membership in found.memberships.all()})
    is_self = str(found.pk) == request.actor.id
    page = {
        "person": found, "parts": parts, "is_self": is_self, "problem": problem,
        "is_elsewhere": count > len(parts), "own": parts[0]["tenant"],
        "may_close": not is_self and count == len(parts) and all(part["is_whole"] for part in parts),
    }  # fmt: skip
    return render(request, "people/person.html", context(request, **page), status=status)


def _part(request: WorkRequest, tenant: Tenant, held: set[Role]) -> dict[str, Any]:
    given = roles_given(request.actor, tenant)
    return {
        "tenant": tenant,
        "options": [role_in_words(role, is_held=role in held) for role in given],
        "fixed": [role_in_words(role) for role in sorted(held - set(given))],
        "is_whole": held <= set(given),
    }


def _row(one: Colleague, tenant: Tenant) -> dict[str, Any]:
    return {"person": one.person, "roles": in_words(one.roles), "tenant": tenant}


def _matches(one: Colleague, text: str) -> bool:
    words = f"{one.person.label} {one.person.email} {in_words(one.roles)}".casefold()
    return all(word in words for word in text.casefold().split())


def _ordered(found: list[Colleague], order: str) -> list[Colleague]:
    """By name; `anmeldung`: who was here last comes first, who never was comes last."""
    by_name = sorted(found, key=lambda one: (one.person.label.casefold(), one.person.pk))
    if order == "rolle":
        return sorted(by_name, key=lambda one: list(Role).index(min(one.roles, key=list(Role).index)))
    if order == "anmeldung":
        never = [one for one in by_name if one.person.last_login is None]
        been = [one for one in by_name if one.person.last_login]
        return sorted(been, key=lambda one: one.person.last_login or timezone.now(), reverse=True) + never
    return by_name
