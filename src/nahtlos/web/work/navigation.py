"""The rooms of the workspace, in the order in which they are shown; one line each."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.rules.access import Actor, tenants_where


@dataclass(frozen=True)
class Room:
    """`right` is the action and the kind of object that somebody must be allowed to see this room."""

    label: str | Promise
    view: str
    right: tuple[str, str] | None = None


@dataclass(frozen=True)
class Item:
    label: str | Promise
    url: str
    is_current: bool


ROOMS = (
    Room(_("My tasks"), "work_tasks"),
    Room(_("Communes"), "work_communes", ("read", "communes")),
    Room(_("People"), "people", ("manage", "person")),
    Room(_("Help now"), "help_contacts", ("edit", "help_contact")),
    Room(_("Barriers"), "barrier_queue", ("handle", "barrier_report")),
    Room(_("Name and colour"), "appearance", ("edit", "tenant_appearance")),
    Room(_("Outbox"), "outbox", ("read", "outbox")),
    Room(_("My profile"), "profile"),
)


def items_for(actor: Actor, path: str) -> list[Item]:
    """The rooms that this person may enter; the current one is the one whose address `path` begins with."""
    rooms = [room for room in ROOMS if room.right is None or tenants_where(actor, *room.right)]
    if settings.ENVIRONMENT.mailer.host:
        rooms = [room for room in rooms if room.view != "outbox"]
    urls = [reverse(room.view) for room in rooms]
    current = max((url for url in urls if path.startswith(url)), key=len, default="")
    return [Item(room.label, url, url == current) for room, url in zip(rooms, urls, strict=True)]
