"""What the reports of barriers hold about people, and how a person leaves them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet
from django.db.models.functions import Lower

from nahtlos.rules.barriers import CONTACT_KEPT_FOR
from nahtlos.rules.privacy import PUBLIC_TASK, About, Erasure, Holding, Subject
from nahtlos.voices.models import BarrierReport

REPORTS = "Ihre Meldungen von Barrieren"

HOLDINGS = (
    Holding(
        "voices.BarrierReport",
        ("contact",),
        About.WRITERS,
        what="Mailadresse, wenn Sie bei einer Meldung von Barrieren eine angeben",
        purpose="Ihnen antworten",
        basis=PUBLIC_TASK,
        kept="bis 183 Tage nach der Antwort",
        kept_for=CONTACT_KEPT_FOR,
        erasure=Erasure.EMPTY,
        export=REPORTS,
    ),
    Holding(
        "voices.BarrierReport",
        ("text", "answer", "page", "wished_format", "received_at", "state", "answered_at"),
        About.WRITERS,
        what="was Sie über eine Barriere schreiben, und unsere Antwort",
        purpose="die Barriere abbauen und nachweisen, dass wir geantwortet haben",
        basis=PUBLIC_TASK,
        kept="solange es diese Seiten gibt, ohne Ihre Adresse",
        erasure=Erasure.KEEP,
        erasure_reason="Ohne die Adresse sagt die Meldung nicht, von wem sie ist.",
        export=REPORTS,
    ),
)

NOT_PERSONAL = {
    "voices.BarrierReport": ("id", "tenant", "form", "contact_erased_at", "reminders", "version"),
    "voices.StatementEntry": (
        "id", "tenant", "title", "pages", "ground", "reason", "alternative", "measure", "planned_for", "since",
        "resolved_at", "version",
    ),
    "voices.StatementFacts": (
        "id", "tenant", "mostly_met", "method", "method_note", "drafted_on", "reviewed_on", "contact_name",
        "contact_email", "contact_phone", "enforcement_name", "enforcement_address", "enforcement_phone",
        "enforcement_email", "enforcement_url", "version",
    ),
}  # fmt: skip


def _reported(subject: Subject) -> QuerySet[BarrierReport]:
    return BarrierReport.objects.annotate(address=Lower("contact")).filter(
        address__in=[one.lower() for one in subject.addresses]
    )


def export(subject: Subject) -> dict[str, list[dict[str, object]]]:
    rows: list[dict[str, object]] = [
        {"Seite": one.page, "Meldung": one.text, "am": one.received_at, "Antwort": one.answer, "Adresse": one.contact}
        for one in _reported(subject).order_by("pk")
    ]
    return {REPORTS: rows}


def correct(subject: Subject, label: str, replaced: Mapping[str, str]) -> None:
    for report in _reported(subject):
        report.contact = replaced.get(report.contact, report.contact)
        report.save(update_fields=["contact"])


def erase(subject: Subject) -> dict[str, int]:
    return {"Meldungen ohne Adresse": _reported(subject).update(contact="")}
