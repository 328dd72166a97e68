"""What people look after in this room: open invitations, and the coordination where nobody else has it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nahtlos.people.access import require_roles
from nahtlos.people.models import Invitation, Membership, Person, Tenant
from nahtlos.people.owned import Owned
from nahtlos.people.reads import is_last_lead, lead_role
from nahtlos.rules.access import Actor


def owned(person: Person, tenant: Tenant) -> list[Owned]:
    found = [Owned(_("Open invitation"), one.label) for one in _invitations(person, tenant).order_by("pk")]
    if is_last_lead(person, tenant):
        found.insert(0, Owned(_("The only coordination"), tenant.name))
    return found


def hand_over(*, actor: Actor, person: Person, tenant: Tenant, successor: Person, now: datetime) -> None:
    _invitations(person, tenant).update(invited_by_id=str(successor.pk), invited_by_label=successor.label)
    if is_last_lead(person, tenant):
        role = lead_role(tenant)
        require_roles(actor, tenant, {role})
        Membership.objects.get_or_create(person=successor, tenant=tenant, role=role)


def _invitations(person: Person, tenant: Tenant) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        tenant=tenant, invited_by_kind="person", invited_by_id=str(person.pk), used_at=None, withdrawn_at=None
    )
