"""What others ask of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from nahtlos.journal.models import Entry, Mail, PageVersion
from nahtlos.rules.access import Actor


def page_version() -> int:
    """The number that is part of every cached page's key; one statement."""
    return PageVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def mails() -> QuerySet[Mail]:
    """All mails, newest first, without their bodies."""
    return Mail.objects.defer("text", "html")


def mail_by_id(pk: int) -> Mail | None:
    return Mail.objects.filter(pk=pk).first()


def last_act(actor: Actor, kind: str, object_id: str) -> Entry | None:
    """What this actor did last to that object; one statement."""
    if not object_id.isdecimal():
        return None
    own = Entry.objects.filter(actor_kind=actor.kind, actor_id=actor.id)
    return own.filter(object_kind=kind, object_id=object_id).order_by("-pk").first()


def objects_of(person_id: str, *, kind: str, verb: str) -> list[str]:
    """The ids of the objects of a kind to which a person once did `verb`; one statement."""
    if not person_id:
        return []
    acts = Entry.objects.filter(actor_kind="person", actor_id=person_id, object_kind=kind, verb=verb)
    return sorted(set(acts.order_by().values_list("object_id", flat=True)))


def last_verb(verb: str, kind: str, object_id: str) -> Entry | None:
    """When `verb` was done to an object for the last time, whoever did it; one statement."""
    acts = Entry.objects.filter(object_kind=kind, object_id=object_id, verb=verb)
    return acts.order_by("-pk").first()


def acts_of(actor: Actor) -> QuerySet[Entry]:
    """All that this actor did, newest first."""
    return Entry.objects.filter(actor_kind=actor.kind, actor_id=actor.id)


def last_activity(tenants: Iterable[str]) -> dict[str, datetime]:
    """When a person last did something for each of these tenants, by key; one statement."""
    rows = Entry.objects.filter(tenant__in=list(tenants), actor_kind="person").order_by()
    return dict(rows.values_list("tenant").annotate(Max("at")))
