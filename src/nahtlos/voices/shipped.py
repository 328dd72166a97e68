"""What the accessibility statement says from the start: honest about the product as it is, the tenant's to change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from nahtlos.journal.writes import record
from nahtlos.people.models import Tenant
from nahtlos.rules.access import Actor
from nahtlos.rules.barriers import Ground
from nahtlos.voices.models import StatementEntry, StatementFacts

FACTS: dict[str, Any] = {
    "method": StatementFacts.Method.SELF,
    "method_note": (
        "Jede Art von Seite wird vor jeder neuen Fassung der Software automatisch geprüft: mit axe-core, schmal und "
        "breit, hell und dunkel. Eine Prüfung durch Menschen mit Behinderungen oder durch eine Prüfstelle gab es noch "
        "nicht."
    ),
    "enforcement_name": (
        "Durchsetzungs- und Überwachungsstelle Barrierefreie Informationstechnik beim Regierungspräsidium Gießen"
    ),
    "enforcement_address": "Landgraf-Philipp-Platz 1-7, 35390 Gießen",
    "enforcement_phone": "0641 303-2901",
    "enforcement_email": "Durchsetzungsstelle-LBIT@rpgi.hessen.de",
    "enforcement_url": (
        "https://lbit.hessen.de/Durchsetzungs-und-Ueberwachungsstelle/Durchsetzungsverfahren-beantragen"
    ),
}

ENTRIES: tuple[dict[str, str], ...] = (
    {
        "title": "Es gibt noch kein Video in Deutscher Gebärdensprache.",
        "pages": "/gebaerdensprache/",
        "reason": "Das Video ist noch nicht gedreht. Die Seite kündigt es nur an.",
        "alternative": "Bitten Sie uns über „Barriere melden“ um eine Auskunft in Deutscher Gebärdensprache.",
        "measure": "Ein Video über Inhalt und Bedienung dieser Website wird gedreht.",
    },
    {
        "title": "Es gibt noch keinen Text in Leichter Sprache.",
        "pages": "/leichte-sprache/",
        "reason": "Der Text ist noch nicht geschrieben und geprüft. Die Seite kündigt ihn nur an.",
        "alternative": "Bitten Sie uns über „Barriere melden“ um eine Auskunft in Leichter Sprache.",
        "measure": "Ein geprüfter Text über Inhalt und Bedienung dieser Website wird geschrieben.",
    },
    {
        "title": "Die Landkarte zeigt Grenzen und Orte nur als Bild.",
        "pages": "/orte/",
        "reason": "Die Lage der Orte zueinander lässt sich mit einem Vorleseprogramm nicht erfassen.",
        "alternative": "Alle Orte stehen darunter auch als Liste. Die Seite jedes Ortes nennt seine Nachbarn.",
        "measure": "Wir prüfen mit blinden Menschen, was in der Liste fehlt.",
    },
)


def load(*, now: datetime) -> None:
    """Give every county a statement that has none yet."""
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.COUNTY, statement_facts=None):
        with transaction.atomic():
            begin(Actor("command", "", "Einrichtung"), tenant, now)


def begin(actor: Actor, tenant: Tenant, now: datetime) -> StatementFacts:
    """Write the first statement of a tenant, in the caller's transaction."""
    today = timezone.localdate(now)
    facts = default_facts(tenant, today)
    facts.save()
    StatementEntry.objects.bulk_create(default_entries(tenant, today))
    record(actor=actor, verb="begin", kind="statement", id=facts.pk, label=tenant.name, tenant=tenant.key, now=now)
    return facts


def default_facts(tenant: Tenant, today: date) -> StatementFacts:
    """Nobody of the tenant has looked at it yet, so it has no day of review."""
    return StatementFacts(tenant=tenant, drafted_on=today, contact_name=tenant.name, **FACTS)


def default_entries(tenant: Tenant, today: date) -> list[StatementEntry]:
    return [StatementEntry(tenant=tenant, since=today, ground=Ground.INCOMPATIBLE, **row) for row in ENTRIES]
