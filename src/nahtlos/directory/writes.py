"""The verbs that write the directory: each with its right, one short transaction, and its entry in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from nahtlos.directory.models import HelpContact
from nahtlos.journal.writes import record
from nahtlos.people.access import require
from nahtlos.people.models import Tenant
from nahtlos.rules.access import Actor

HELP_FIELDS = ("group", "title", "phone", "website", "text", "hours", "source", "source_url", "on_start_page")


class Conflict(Exception):
    """Somebody else changed the object in the meantime; `current` is how it is now."""

    def __init__(self, current: HelpContact) -> None:
        self.current = current
        super().__init__("changed meanwhile")


def help_contact_for(actor: Actor, pk: int, action: str = "edit") -> HelpContact:
    """Fetch one contact, removed ones included, if the actor may do `action` to it; one statement.

    Raises Http404 when it is missing or foreign, PermissionDenied when the role is the wrong one.
    """
    contact = HelpContact.objects.select_related("tenant__county").filter(pk=pk).first()
    if contact is None:
        raise Http404
    require(actor, action, "help_contact", contact.tenant)
    return contact


def add_help_contact(*, actor: Actor, tenant: Tenant, values: dict[str, Any], now: datetime) -> HelpContact:
    """Add a contact at the end of its group. It counts as not checked until somebody confirms it."""
    require(actor, "edit", "help_contact", tenant)
    with transaction.atomic():
        same = HelpContact.objects.filter(tenant=tenant, group=values["group"])
        last = same.aggregate(last=Max("position"))["last"] or 0
        contact = HelpContact.objects.create(tenant=tenant, position=last + 1, **_known(values))
        _record(actor, "add", contact, {}, now)
    return contact


def change_help_contact(
    *, actor: Actor, contact: HelpContact, version: int, values: dict[str, Any], now: datetime
) -> HelpContact:
    """Change a contact that is still at `version`; what changed loses its check, for nobody has checked the new text.

    Raises Conflict when somebody else was quicker: nothing is written then.
    """
    require(actor, "edit", "help_contact", contact.tenant)
    with transaction.atomic():
        current = _locked(contact, version)
        changes = {
            name: [getattr(current, name), value]
            for name, value in _known(values).items()
            if getattr(current, name) != value
        }
        if not changes:
            return current
        for name, (_old, new) in changes.items():
            setattr(current, name, new)
        if set(changes) - {"on_start_page", "group"}:
            current.checked_at, current.checked_by = None, ""
        _save(current)
        _record(actor, "change", current, changes, now)
    return current


def confirm_help_contact(*, actor: Actor, contact: HelpContact, version: int, now: datetime) -> HelpContact:
    """Note that the actor has compared it today and it is right, as it was shown at `version`.

    An event of its own, not a change. Raises Conflict when it has changed since: nobody confirms what he did not see.
    """
    require(actor, "edit", "help_contact", contact.tenant)
    with transaction.atomic():
        current = _locked(contact, version)
        current.checked_at, current.checked_by = timezone.localdate(now), actor.label
        _save(current)
        _record(actor, "verify", current, {}, now)
    return current


def withdraw_check(*, actor: Actor, contact: HelpContact, now: datetime) -> HelpContact:
    """Take a confirmation back that was given by mistake: the contact counts as not checked again."""
    require(actor, "edit", "help_contact", contact.tenant)
    with transaction.atomic():
        current = _locked(contact)
        current.checked_at, current.checked_by = None, ""
        _save(current)
        _record(actor, "withdraw", current, {}, now)
    return current


def set_help_contact_removed(*, actor: Actor, contact: HelpContact, removed: bool, now: datetime) -> HelpContact:
    """Take a contact off the page, or bring it back as it was."""
    require(actor, "edit", "help_contact", contact.tenant)
    with transaction.atomic():
        current = _locked(contact)
        current.removed_at = now if removed else None
        _save(current)
        _record(actor, "remove" if removed else "restore", current, {}, now)
    return current


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in HELP_FIELDS}


def _locked(contact: HelpContact, version: int | None = None) -> HelpContact:
    current = HelpContact.objects.select_for_update().get(pk=contact.pk)
    if version is not None and current.version != version:
        raise Conflict(current)
    return current


def _save(contact: HelpContact) -> None:
    contact.version += 1
    contact.save()


def _record(actor: Actor, verb: str, contact: HelpContact, changes: dict[str, Any], now: datetime) -> None:
    record(
        actor=actor,
        verb=verb,
        kind="help_contact",
        id=contact.pk,
        label=contact.title,
        tenant=contact.tenant.key,
        detail=changes,
        now=now,
    )
