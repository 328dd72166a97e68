"""The one verb that writes the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import F

from nahtlos.journal.models import Entry, PageVersion
from nahtlos.rules.access import Actor


def record(
    *,
    actor: Actor,
    verb: str,
    kind: str,
    id: object = "",
    label: str = "",
    tenant: str = "",
    detail: Mapping[str, object] | None = None,
    now: datetime,
) -> None:
    """Write one entry and make every cached public page stale, in the caller's transaction.

    Call it last: on PostgreSQL the version row stays locked until the transaction ends.
    Raises RuntimeError outside a transaction, where the entry could survive without the act.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record needs the transaction of the write that it records")
    Entry.objects.create(
        at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label,
        actor_roles=_roles(actor, tenant),
        verb=verb,
        object_kind=kind,
        object_id=str(id),
        object_label=label[:300],
        tenant=tenant,
        detail=dict(detail or {}),
    )
    bump_pages()


def _roles(actor: Actor, tenant: str) -> str:
    """The functions in which somebody acts for a tenant; all of them where none is held in that very tenant."""
    own = {grant.role.value for grant in actor.grants if grant.tenant == tenant}
    return " ".join(sorted(own or {grant.role.value for grant in actor.grants}))


def bump_pages() -> None:
    """Make every cached public page stale once the transaction is committed."""
    if not PageVersion.objects.filter(pk=1).update(number=F("number") + 1):
        PageVersion.objects.create(pk=1, number=2)
