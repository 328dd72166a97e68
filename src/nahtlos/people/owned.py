"""What somebody looks after, gathered from all rooms, so that nothing is left behind when they leave.

A room that has things with an owner puts a module `ownership` beside its models, found by name:

- `owned(person, tenant)` lists what that person looks after in that tenant, as `Owned`;
- `hand_over(actor, person, tenant, successor, now)` gives all of it to the successor, inside the caller's transaction.

`hand_over` must leave `owned` empty; whoever leaves is held back otherwise.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from nahtlos.people.models import Person, Tenant
from nahtlos.rules.access import Actor


@dataclass(frozen=True)
class Owned:
    """One thing: what it is in words, and its own name where it has one."""

    what: str | Promise
    label: str = ""


def everything(person: Person, tenant: Tenant) -> list[Owned]:
    """All that the person looks after there; a fixed number of statements per room."""
    return [one for room in _rooms() for one in room.owned(person, tenant)]


def hand_over_everything(*, actor: Actor, person: Person, tenant: Tenant, successor: Person, now: datetime) -> None:
    for room in _rooms():
        room.hand_over(actor=actor, person=person, tenant=tenant, successor=successor, now=now)


def _rooms() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.name.startswith("nahtlos.") and module_has_submodule(config.module, "ownership"):
            yield importlib.import_module(f"{config.name}.ownership")
