"""The verbs behind the rights of a person: what is stored, correcting it, erasing it (DSGVO Art. 15, 16, 17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from nahtlos.gateways.databases import rewrite_file
from nahtlos.journal.writes import record
from nahtlos.people import register
from nahtlos.people.models import Person
from nahtlos.people.privacy_reads import left_alone, stored_about, subject_of, traces
from nahtlos.rules.access import Actor
from nahtlos.rules.privacy import Subject, as_written, erased


@dataclass(frozen=True)
class Erased:
    """What an erasure did, or would do: deeds by their German words, what it leaves behind.

    `left_alone`: offices without coordination afterwards; `traces`: free texts in which the person still stands and
    that somebody has to change by hand; `is_scrubbed`: the database file holds no remains.
    """

    function: str
    deeds: dict[str, int]
    left_alone: tuple[str, ...]
    traces: tuple[str, ...] = ()
    is_scrubbed: bool = False


def export_person(*, actor: Actor, subject: Subject, now: datetime) -> dict[str, object]:
    """Everything stored about a person, for that person alone; that it was handed out is journaled first."""
    _require_own(actor, subject.id)
    with transaction.atomic():
        record(actor=actor, verb="export", kind="person", id=subject.id, label=subject.function, now=now)
    return stored_about(subject, now)


def correct_person(*, actor: Actor, person: Person, label: str = "", email: str = "", now: datetime) -> Person:
    """Put a right label or address in the place of a wrong one, in the account and wherever it was copied to.

    Raises ValidationError for what is no address and ValueError for one that another account has.
    """
    _require_own(actor, str(person.pk))
    subject = subject_of(person)
    right_label, right_email = label.strip() or person.label, email.strip().lower() or person.email
    if right_email != person.email:
        validate_email(right_email)
    if Person.objects.exclude(pk=person.pk).filter(email__iexact=right_email).exists():
        raise ValueError("another account has this address")
    changed = [name for name, is_new in (
        ("label", right_label != person.label), ("email", right_email != person.email),
    ) if is_new]  # fmt: skip
    if not changed:
        return person
    replaced = dict.fromkeys(as_written(subject.names), right_label) if "label" in changed else {}
    replaced |= {person.email: right_email} if "email" in changed else {}
    with transaction.atomic():
        for room in register.rooms():
            room.correct(subject, right_label, replaced)
        record(
            actor=_renamed(actor, person, right_label), verb="correct", kind="person", id=person.pk, label=right_label,
            detail={name: ["…", "…"] for name in changed}, now=now,
        )  # fmt: skip
    return Person.objects.get(pk=person.pk)


def _renamed(actor: Actor, person: Person, label: str) -> Actor:
    """Whoever corrects the own name acts under the right one."""
    is_own = (actor.kind, actor.id) == ("person", str(person.pk))
    return replace(actor, label=label) if is_own else actor


def preview_erasure(*, actor: Actor, subject: Subject, now: datetime) -> Erased:
    """What an erasure would do: it is done and taken back."""
    with transaction.atomic():
        found = _with_traces(_erase(actor, subject, now), subject)
        transaction.set_rollback(True)
    return found


def erase_person(*, actor: Actor, subject: Subject, now: datetime) -> Erased:
    """Erase a person from all rooms; the file of the database is then written anew, for which writers wait.

    The journal says that an account was erased and in which function, not whose.
    """
    with transaction.atomic():
        found = _erase(actor, subject, now)
    # Reading every text of every table takes its time; nobody has to wait for it.
    found = _with_traces(found, subject)
    is_scrubbed = False if transaction.get_connection().in_atomic_block else rewrite_file()
    return replace(found, is_scrubbed=is_scrubbed)


def _with_traces(found: Erased, subject: Subject) -> Erased:
    return replace(found, traces=tuple(traces(subject)))


def _erase(actor: Actor, subject: Subject, now: datetime) -> Erased:
    if actor.kind != "command":
        raise PermissionDenied(_("Your role does not include this. Ask whoever invited you."))
    alone = tuple(left_alone(subject))
    deeds: dict[str, int] = {}
    for room in register.rooms():
        deeds |= {words: count for words, count in room.erase(subject).items() if count}
    record(actor=actor, verb="erase", kind="person", label=erased(subject.function), detail=dict(deeds), now=now)
    return Erased(subject.function, deeds, alone)


def _require_own(actor: Actor, person_id: str) -> None:
    """Only the person itself, or the operator at the machine."""
    if actor.kind != "command" and (actor.kind, actor.id) != ("person", person_id):
        raise PermissionDenied(_("Your role does not include this. Ask whoever invited you."))
