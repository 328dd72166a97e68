"""The verbs that change what somebody is: roles in a tenant, a pause, and leaving."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from nahtlos.journal.writes import record
from nahtlos.people.access import person_for, require, require_roles, roles_given
from nahtlos.people.faults import NotPossible
from nahtlos.people.models import Membership, Person, Tenant
from nahtlos.people.owned import everything, hand_over_everything
from nahtlos.people.reads import is_last_lead, lead_role
from nahtlos.rules.access import Actor, Role


def change_roles(*, actor: Actor, person: Person, tenant: Tenant, roles: Iterable[Role], now: datetime) -> None:
    """Give somebody exactly these roles there; roles that the actor may not take stay as they are.

    Raises NotPossible for oneself, for the tenant's last coordination, for somebody who would be left without any role,
    and for one who would leave this tenant and still looks after something there.
    """
    wanted = set(roles)
    require(actor, "manage", "person", tenant)
    _require_member(person, tenant)
    _refuse_oneself(actor, person)
    with transaction.atomic():
        _lock([tenant])
        held = _roles(person, tenant)
        given, taken = wanted - held, (held - wanted) & set(roles_given(actor, tenant))
        require_roles(actor, tenant, given)
        if not given and not taken:
            return
        if lead_role(tenant) in taken and is_last_lead(person, tenant):
            raise NotPossible(_("This is the only coordination here. Let somebody else take it over first."))
        after = (held | given) - taken
        if not after:
            _refuse_leaving(person, tenant)
        Membership.objects.filter(person=person, tenant=tenant, role__in=taken).delete()
        Membership.objects.bulk_create(Membership(person=person, tenant=tenant, role=role) for role in sorted(given))
        _record(actor, "change_roles", person, tenant, now, roles=[sorted(held), sorted(after)])


def suspend(*, actor: Actor, person: Person, now: datetime) -> None:
    """Close an account until somebody opens it again, and end its sessions; all roles are kept.

    Raises NotPossible for oneself and for somebody who still looks after something: that is handed over first.
    """
    _refuse_oneself(actor, person)
    tenants = _require_all(actor, person)
    with transaction.atomic():
        _lock(tenants)
        if any(everything(person, tenant) for tenant in tenants):
            raise NotPossible(_("This person still looks after something. Hand it over first."))
        _close(actor, person, tenants[0], now)


def resume(*, actor: Actor, person: Person, now: datetime) -> None:
    """Open a suspended account again with the roles it had. Old sessions stay ended."""
    tenants = _require_all(actor, person)
    with transaction.atomic():
        closed = Person.objects.filter(pk=person.pk).exclude(suspended_at=None)
        if closed.update(suspended_at=None, is_active=True):
            _record(actor, "resume", person, tenants[0], now)


def hand_over(*, actor: Actor, person: Person, tenant: Tenant, successor: Person, now: datetime) -> None:
    """Let somebody leave a tenant: all they look after there goes to a colleague, then the account is suspended.

    Whoever has roles elsewhere keeps the account and loses the roles here. Raises NotPossible for oneself, and for a
    successor who does not work in this tenant.
    """
    require_roles(actor, tenant, _roles(person, tenant))
    _require_member(person, tenant)
    _refuse_oneself(actor, person)
    with transaction.atomic():
        _lock([tenant])
        if successor.pk == person.pk or not _works_in(successor, tenant):
            raise NotPossible(_("Choose somebody who works here."))
        count = len(everything(person, tenant))
        hand_over_everything(actor=actor, person=person, tenant=tenant, successor=successor, now=now)
        if everything(person, tenant):
            raise RuntimeError("a room kept what it was to hand over")
        _record(actor, "hand_over", person, tenant, now, to=[successor.pk, successor.label], things=count)
        if person.memberships.exclude(tenant=tenant).exists():
            person.memberships.filter(tenant=tenant).delete()
        else:
            _close(actor, person, tenant, now, is_noted=True)


def _close(actor: Actor, person: Person, tenant: Tenant, now: datetime, *, is_noted: bool = False) -> None:
    opened = Person.objects.filter(pk=person.pk, suspended_at=None)
    closed = opened.update(suspended_at=now, is_active=False, session_round=F("session_round") + 1)
    if closed and not is_noted:
        _record(actor, "suspend", person, tenant, now)


def _require_all(actor: Actor, person: Person) -> list[Tenant]:
    """An account belongs to all tenants in which it has roles; who closes or opens it must have a say in each."""
    person_for(actor, person.pk)
    held: dict[Tenant, set[Role]] = {}
    for membership in person.memberships.select_related("tenant__county"):
        held.setdefault(membership.tenant, set()).add(Role(membership.role))
    for tenant, roles in held.items():
        try:
            require_roles(actor, tenant, roles)
        except Http404 as error:
            text = _("This person works for another commune too. You can end the roles here; the account stays.")
            raise NotPossible(text) from error
    return sorted(held, key=lambda tenant: tenant.pk)


def _require_member(person: Person, tenant: Tenant) -> None:
    if not person.memberships.filter(tenant=tenant).exists():
        raise Http404


def _refuse_oneself(actor: Actor, person: Person) -> None:
    if (actor.kind, actor.id) == ("person", str(person.pk)):
        raise NotPossible(_("Nobody changes the own roles. Ask somebody else who may manage people."))


def _refuse_leaving(person: Person, tenant: Tenant) -> None:
    if not person.memberships.exclude(tenant=tenant).exists():
        raise NotPossible(_("At least one role must stay. Does this person leave? Then hand over below."))
    if everything(person, tenant):
        raise NotPossible(_("This person still looks after something. Hand it over first."))


def _lock(tenants: list[Tenant]) -> None:
    """Two who remove each other at once must wait for one another."""
    list(Tenant.objects.select_for_update().filter(pk__in=[tenant.pk for tenant in tenants]).order_by("pk"))


def _roles(person: Person, tenant: Tenant) -> set[Role]:
    return {Role(role) for role in person.memberships.filter(tenant=tenant).values_list("role", flat=True)}


def _works_in(person: Person, tenant: Tenant) -> bool:
    return Membership.objects.filter(person=person, tenant=tenant, person__suspended_at=None).exists()


def _record(actor: Actor, verb: str, person: Person, tenant: Tenant, now: datetime, **detail: object) -> None:
    record(
        actor=actor, verb=verb, kind="person", id=person.pk, label=person.label, tenant=tenant.key, detail=detail,
        now=now,
    )  # fmt: skip
