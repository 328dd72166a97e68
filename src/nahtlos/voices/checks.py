"""What `nahtlos check` looks at: reports of barriers that nobody answered in time."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from nahtlos.journal.checks import Finding
from nahtlos.people.models import Tenant
from nahtlos.rules.barriers import OPEN
from nahtlos.voices.reads import open_reports


def findings() -> Iterator[Finding]:
    for tenant in Tenant.objects.filter(barrier_reports__state__in=sorted(OPEN)).distinct().order_by("key"):
        overdue = sum(one.clock.is_overdue for one in open_reports(tenant.key, timezone.localdate()))
        if overdue:
            yield Finding(f"{tenant.name}: {overdue} gemeldete Barrieren sind seit über sechs Wochen ohne Antwort.")
