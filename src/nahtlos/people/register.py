"""The register of personal data: what every room declares in its module `personal`, found by name.

A room's `personal` holds `HOLDINGS` (what it knows about people), `NOT_PERSONAL` (model: fields that tell nothing about
a person) and, where it holds anything, three functions:

- `export(subject) -> {section: [row, …]}` in German words, what is stored about this person;
- `correct(subject, label, replaced)`: the new label where the person is found by id, the replacements in texts;
- `erase(subject) -> {what was done: how often}`.

Tables of libraries are declared by the room that uses them.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import ModuleType
from typing import Protocol, cast

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from nahtlos.rules.privacy import Holding, Subject


class Personal(Protocol):
    """The module `personal` of a room that holds something about people."""

    HOLDINGS: tuple[Holding, ...]

    def export(self, subject: Subject) -> dict[str, list[dict[str, object]]]: ...
    def correct(self, subject: Subject, label: str, replaced: Mapping[str, str]) -> None: ...
    def erase(self, subject: Subject) -> dict[str, int]: ...


def _modules() -> list[ModuleType]:
    """Every room's declaration, lower rooms first."""
    return [
        importlib.import_module(f"{config.name}.personal")
        for config in apps.get_app_configs()
        if config.name.startswith("nahtlos.") and module_has_submodule(config.module, "personal")
    ]


def rooms() -> list[Personal]:
    """The rooms that hold something about people, upper rooms first: they ask the lower ones before those forget."""
    return [cast("Personal", one) for one in reversed(_modules()) if hasattr(one, "HOLDINGS")]


def holdings() -> tuple[Holding, ...]:
    """All holdings, those of the accounts' own room first."""
    found = [one for module in _modules() for one in getattr(module, "HOLDINGS", ())]
    return tuple(sorted(found, key=lambda one: not one.table.startswith("people.")))


def not_personal() -> dict[str, tuple[str, ...]]:
    """Model to the fields that tell nothing about a person."""
    return {label: names for module in _modules() for label, names in module.NOT_PERSONAL.items()}
