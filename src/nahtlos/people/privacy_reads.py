"""Who a person is to all rooms, what is stored about one, and where a trace of one is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.db.models import Q

from nahtlos.journal.personal import labels_of
from nahtlos.people import register
from nahtlos.people.models import Membership, Person, Tenant
from nahtlos.rules.access import Role
from nahtlos.rules.privacy import SOMEBODY, Holding, Subject, function, names_nobody_else, without

RIGHTS = (
    "Sie können Auskunft verlangen (Art. 15 DSGVO).",
    "Sie können falsche Angaben berichtigen lassen (Art. 16 DSGVO).",
    "Sie können Angaben löschen lassen (Art. 17 DSGVO) oder ihre Nutzung einschränken lassen (Art. 18 DSGVO).",
    "Sie können der Nutzung widersprechen (Art. 21 DSGVO).",
    "Sie können sich beschweren: beim Hessischen Beauftragten für Datenschutz und Informationsfreiheit, "
    "https://datenschutz.hessen.de (Art. 77 DSGVO).",
)
RECIPIENTS = "Ihre Kommune, die Stelle, die die Plattform betreibt, und ihr Mailserver. Niemand sonst."
COORDINATION = (Role.COUNTY_COORDINATOR, Role.MUNICIPAL_COORDINATOR, Role.STATE_OFFICE, Role.OPERATOR)


def subject_of(person: Person) -> Subject:
    """All that the rooms need to find a person: id, every address, every name that means nobody else."""
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    labels = {person.label, *labels_of(str(person.pk))}
    others = [
        *Person.objects.exclude(pk=person.pk).values_list("label", flat=True),
        *Tenant.objects.values_list("name", flat=True),
    ]
    names = frozenset(label for label in labels if names_nobody_else(label, others))
    roles = person.memberships.values_list("role", flat=True)
    return Subject(str(person.pk), frozenset(addresses), names, function(roles))


def subject_of_address(address: str) -> Subject:
    """Whoever stands behind an address: an account with all that hangs on it, else the address alone."""
    wanted = address.strip().lower()
    person = Person.objects.filter(Q(email__iexact=wanted) | Q(emailaddress__email__iexact=wanted)).first()
    return subject_of(person) if person else Subject("", frozenset({wanted}), frozenset(), SOMEBODY)


def stored_about(subject: Subject, now: datetime) -> dict[str, object]:
    """Everything stored about one person, with what DSGVO Art. 15 (1) wants said about it."""
    data: dict[str, list[dict[str, object]]] = {}
    for room in reversed(register.rooms()):
        data |= room.export(subject)
    return {
        "Auskunft": "nach Art. 15 DSGVO",
        "Stand": now,
        "Daten": data,
        "Verarbeitung": [_explained(one) for one in register.holdings()],
        "Empfänger": RECIPIENTS,
        "Ihre Rechte": list(RIGHTS),
    }


def _explained(holding: Holding) -> dict[str, str]:
    return {
        "was": holding.what,
        "wozu": holding.purpose,
        "Rechtsgrundlage": holding.basis,
        "wie lange": holding.kept,
        "in dieser Auskunft unter": holding.export or holding.not_exported,
    }


def left_alone(subject: Subject) -> list[str]:
    """The offices in which nobody else has the person's role of coordination: somebody should take over first."""
    if not subject.id:
        return []
    found = []
    held = Membership.objects.filter(person_id=int(subject.id), role__in=COORDINATION)
    for own in held.select_related("tenant").order_by("pk"):
        others = Membership.objects.filter(tenant=own.tenant, role=own.role, person__is_active=True)
        if not others.exclude(person_id=own.person_id).exists():
            found.append(f"{own.tenant.name}: {function([own.role])}")
    return found


def traces(subject: Subject) -> list[str]:
    """Where an address or a name still stands, as `model.field (rows)`: free texts that somebody wrote.

    It reads every text of every table.
    """
    return sorted(trace for model in apps.get_models(include_auto_created=True) for trace in _traces(model, subject))


def _traces(model: type[models.Model], subject: Subject) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField | models.JSONField):
            continue
        values = model._base_manager.order_by().values_list(field.name, flat=True)
        count = sum(without(value, subject.replaced) != value for value in values.iterator())
        if count:
            yield f"{model._meta.label}.{field.name} ({count})"
