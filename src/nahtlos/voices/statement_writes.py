"""The verbs that write the accessibility statement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from nahtlos.journal.writes import record
from nahtlos.people.access import require
from nahtlos.people.models import Tenant
from nahtlos.rules.access import Actor
from nahtlos.voices import shipped
from nahtlos.voices.models import StatementEntry, StatementFacts
from nahtlos.voices.writes import Conflict

ENTRY_FIELDS = ("title", "pages", "ground", "reason", "alternative", "measure", "planned_for", "since")
FACT_FIELDS = (
    "mostly_met",
    "method",
    "method_note",
    "contact_name",
    "contact_email",
    "contact_phone",
    "enforcement_name",
    "enforcement_address",
    "enforcement_phone",
    "enforcement_email",
    "enforcement_url",
)


def entry_for(actor: Actor, pk: int, action: str = "edit") -> StatementEntry:
    """Fetch one entry if the actor may do `action` to it; Http404 when missing or foreign; one statement."""
    entry = StatementEntry.objects.select_related("tenant__county").filter(pk=pk).first()
    if entry is None:
        raise Http404
    require(actor, action, "statement", entry.tenant)
    return entry


def begin_statement(*, actor: Actor, tenant: Tenant, now: datetime) -> StatementFacts:
    """Give a tenant a statement of its own, with what ships as its first content; an own one stays as it is."""
    require(actor, "edit", "statement", tenant)
    with transaction.atomic():
        Tenant.objects.select_for_update().get(pk=tenant.pk)
        known = StatementFacts.objects.filter(tenant=tenant).first()
        return known or shipped.begin(actor, tenant, now)


def add_entry(*, actor: Actor, tenant: Tenant, values: dict[str, Any], now: datetime) -> StatementEntry:
    """Name a barrier in the statement. A tenant without a statement of its own gets one with it."""
    require(actor, "edit", "statement", tenant)
    with transaction.atomic():
        begin_statement(actor=actor, tenant=tenant, now=now)
        entry = StatementEntry.objects.create(tenant=tenant, **_known(values, ENTRY_FIELDS))
        _record(actor, "add", entry, {}, now)
    return entry


def change_entry(
    *, actor: Actor, entry: StatementEntry, version: int, values: dict[str, Any], now: datetime
) -> StatementEntry:
    """Change an entry that is still at `version`. Raises Conflict when somebody else was quicker."""
    require(actor, "edit", "statement", entry.tenant)
    with transaction.atomic():
        current = StatementEntry.objects.select_for_update().get(pk=entry.pk)
        if current.version != version:
            raise Conflict(current)
        current.tenant = entry.tenant
        changes = _apply(current, _known(values, ENTRY_FIELDS))
        if changes:
            _save(current)
            _record(actor, "change", current, changes, now)
    return current


def set_entry_resolved(*, actor: Actor, entry: StatementEntry, resolved: bool, now: datetime) -> StatementEntry:
    """Say that a barrier is gone, or that it is there again after all."""
    require(actor, "edit", "statement", entry.tenant)
    with transaction.atomic():
        current = StatementEntry.objects.select_for_update().get(pk=entry.pk)
        current.tenant = entry.tenant
        current.resolved_at = now if resolved else None
        _save(current)
        _record(actor, "resolve" if resolved else "unresolve", current, {}, now)
    return current


def facts_of(tenant: Tenant) -> StatementFacts:
    """A tenant's own facts; Http404 where it has no statement of its own; one statement."""
    facts = StatementFacts.objects.filter(tenant=tenant).first()
    if facts is None:
        raise Http404
    facts.tenant = tenant
    return facts


def change_facts(
    *, actor: Actor, facts: StatementFacts, version: int, values: dict[str, Any], now: datetime
) -> StatementFacts:
    """Change the facts of a statement that is still at `version`. Raises Conflict when somebody else was quicker."""
    require(actor, "edit", "statement", facts.tenant)
    with transaction.atomic():
        current = StatementFacts.objects.select_for_update().get(pk=facts.pk)
        if current.version != version:
            raise Conflict(current)
        current.tenant = facts.tenant
        changes = _apply(current, _known(values, FACT_FIELDS))
        if changes:
            _save(current)
            _record_facts(actor, "change", current, changes, now)
    return current


def confirm_statement(*, actor: Actor, facts: StatementFacts, now: datetime) -> StatementFacts:
    """Note that the actor has compared the statement with the pages today and it is right."""
    require(actor, "edit", "statement", facts.tenant)
    with transaction.atomic():
        current = StatementFacts.objects.select_for_update().get(pk=facts.pk)
        current.tenant = facts.tenant
        current.reviewed_on = timezone.localdate(now)
        _save(current)
        _record_facts(actor, "verify", current, {}, now)
    return current


def _known(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in names}


def _apply(row: StatementEntry | StatementFacts, values: dict[str, Any]) -> dict[str, list[str]]:
    """Set what differs and return it as words, old and new, for the journal."""
    changes = {name: [getattr(row, name), new] for name, new in values.items() if getattr(row, name) != new}
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    return {name: ["" if value is None else str(value) for value in pair] for name, pair in changes.items()}


def _save(row: StatementEntry | StatementFacts) -> None:
    row.version += 1
    row.save()


def _record(actor: Actor, verb: str, entry: StatementEntry, detail: dict[str, Any], now: datetime) -> None:
    record(
        actor=actor, verb=verb, kind="statement_entry", id=entry.pk, label=entry.title, tenant=entry.tenant.key,
        detail=detail, now=now,
    )  # fmt: skip


def _record_facts(actor: Actor, verb: str, facts: StatementFacts, detail: dict[str, Any], now: datetime) -> None:
    record(
        actor=actor, verb=verb, kind="statement", id=facts.pk, label=facts.tenant.name, tenant=facts.tenant.key,
        detail=detail, now=now,
    )  # fmt: skip
