"""What pages ask of the directory."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from nahtlos.directory.models import HelpContact
from nahtlos.people.models import Tenant


def help_contacts(tenant: Tenant) -> list[HelpContact]:
    """The contacts that a county shows, in order; one statement."""
    return list(HelpContact.objects.filter(tenant=tenant, removed_at=None))


def count_unchecked_help(key: str) -> int:
    """How many of a county's contacts nobody has checked yet; one statement."""
    return HelpContact.objects.filter(tenant__key=key, removed_at=None, checked_at=None).count()


def unchecked_help_by_tenant(tenants: Iterable[Tenant]) -> dict[int, int]:
    """How many contacts nobody has checked yet, by the tenant's primary key; one statement."""
    rows = HelpContact.objects.filter(tenant__in=list(tenants), removed_at=None, checked_at=None).order_by()
    return dict(rows.values_list("tenant_id").annotate(Count("pk")))
