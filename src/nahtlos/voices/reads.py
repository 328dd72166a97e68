"""What pages ask about reports and the statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from nahtlos.people.models import Tenant
from nahtlos.rules.barriers import OPEN, Clock, Compliance, Ground, State, Year, clock, compliance, missing_duties
from nahtlos.rules.barriers import review_is_due as rule_review_is_due
from nahtlos.rules.barriers import statistics as rule_statistics
from nahtlos.voices.models import BarrierReport, StatementEntry, StatementFacts
from nahtlos.voices.shipped import default_entries, default_facts

RESOLVED_SHOWN_FOR = timedelta(days=365)
FACT_FIELDS = tuple(
    field.name for field in StatementFacts._meta.concrete_fields if field.name not in {"id", "tenant", "version"}
)


@dataclass(frozen=True)
class Queued:
    """An open report with its clock."""

    report: BarrierReport
    clock: Clock


@dataclass(frozen=True)
class Statement:
    """The statement of a tenant as pages show it; `resolved` are the barriers that were removed within a year."""

    facts: StatementFacts
    open: list[StatementEntry]
    resolved: list[StatementEntry]
    compliance: Compliance

    def by_ground(self, ground: Ground) -> list[StatementEntry]:
        return [entry for entry in self.open if entry.ground == ground]

    @property
    def missing(self) -> list[str]:
        return missing_duties({name: getattr(self.facts, name) for name in FACT_FIELDS})


def clock_of(report: BarrierReport, today: date) -> Clock:
    return clock(timezone.localdate(report.received_at), today)


def open_reports(key: str, today: date) -> list[Queued]:
    """The open reports of a tenant, oldest first: that is the one with the least time left; one statement."""
    rows = BarrierReport.objects.filter(tenant__key=key, state__in=sorted(OPEN))
    return [Queued(row, clock_of(row, today)) for row in rows]


def answered_reports(tenant: Tenant, limit: int = 20) -> list[BarrierReport]:
    """The reports that were answered last; one statement."""
    rows = BarrierReport.objects.filter(tenant=tenant, state=State.ANSWERED)
    return list(rows.order_by("-answered_at", "-pk")[:limit])


def statistics(tenant: Tenant, today: date) -> list[Year]:
    """The tenant's reports by year; one statement. A report that is open again counts as unanswered."""
    rows = BarrierReport.objects.filter(tenant=tenant).values_list("received_at", "answered_at")
    days = [(timezone.localdate(got), timezone.localdate(gave) if gave else None) for got, gave in rows]
    return rule_statistics(days, today)


def statement_owner(tenant: Tenant) -> StatementFacts | None:
    """Whose statement a tenant's pages show: its own, else that of the county above it; one statement."""
    found = list(StatementFacts.objects.filter(Q(tenant=tenant) | Q(tenant__towns=tenant)).select_related("tenant"))
    return next((one for one in found if one.tenant_id == tenant.pk), found[0] if found else None)


def statement(tenant: Tenant, today: date) -> Statement:
    """The statement that the pages of `tenant` show; where nobody has begun one, what ships with the product."""
    facts = statement_owner(tenant)
    if facts is None:
        return _statement(default_facts(tenant, today), default_entries(tenant, today), today)
    return _statement(facts, list(StatementEntry.objects.filter(tenant=facts.tenant_id)), today)


def _statement(facts: StatementFacts, entries: list[StatementEntry], today: date) -> Statement:
    still = [entry for entry in entries if entry.resolved_at is None]
    recently = [
        entry
        for entry in entries
        if entry.resolved_at and today - timezone.localdate(entry.resolved_at) <= RESOLVED_SHOWN_FOR
    ]
    status = compliance([Ground(entry.ground) for entry in still], mostly_met=facts.mostly_met)
    return Statement(facts, still, recently, status)


def review_is_due(key: str, today: date) -> bool:
    """Whether the statement of that tenant's own waits for its yearly look; one statement, no without a statement."""
    found = list(StatementFacts.objects.filter(tenant__key=key).values_list("reviewed_on", flat=True))
    return bool(found) and rule_review_is_due(found[0], today)
