"""The state office's view: how every county and town is staffed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nahtlos.directory.reads import unchecked_help_by_tenant
from nahtlos.journal.reads import last_activity
from nahtlos.people.access import own_tenant
from nahtlos.people.models import Tenant
from nahtlos.people.reads import Strength, communes_by_county, strengths
from nahtlos.web.work.door import WorkRequest, context, signed_in


@dataclass(frozen=True)
class Row:
    tenant: Tenant
    strength: Strength
    unchecked: int
    last: datetime | None

    @property
    def is_town(self) -> bool:
        return self.tenant.kind == Tenant.Kind.TOWN


@signed_in
def communes(request: WorkRequest) -> HttpResponse:
    own_tenant(request.actor, "read", "communes")
    tenants = communes_by_county()
    staff, unchecked = strengths(tenants, now=timezone.now()), unchecked_help_by_tenant(tenants)
    last = last_activity([tenant.key for tenant in tenants])
    rows = [
        Row(tenant, staff.get(tenant.pk, Strength()), unchecked.get(tenant.pk, 0), last.get(tenant.key))
        for tenant in tenants
    ]
    led = sum(bool(row.strength.leads) for row in rows)
    return render(request, "people/communes.html", context(request, rows=rows, led=led, all=len(rows)))
