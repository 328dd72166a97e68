"""What pages ask of the directory."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from nahtlos.directory.models import HelpContact
from nahtlos.people.models import Tenant


def help_contacts(tenant: Tenant) -> list[HelpContact]:
    """The contacts that a county shows, in order; a town shows those of its county. One statement."""
    return list(HelpContact.objects.filter(tenant_id=tenant.county_id or tenant.pk, removed_at=None))


def removed_help_contacts(tenant: Tenant) -> list[HelpContact]:
    """What was taken off the page and can come back, the latest first; one statement."""
    return list(HelpContact.objects.filter(tenant=tenant).exclude(removed_at=None).order_by("-removed_at"))


def count_unchecked_help(key: str) -> int:
    """How many of a county's contacts nobody has checked yet; one statement."""
    return HelpContact.objects.filter(tenant__key=key, removed_at=None, checked_at=None).count()


def unchecked_help_by_tenant(tenants: Iterable[Tenant]) -> dict[int, int]:
    """How many contacts nobody has checked yet, by the tenant's primary key; one statement."""
    rows = HelpContact.objects.filter(tenant__in=list(tenants), removed_at=None, checked_at=None).order_by()
    return dict(rows.values_list("tenant_id").annotate(Count("pk")))
