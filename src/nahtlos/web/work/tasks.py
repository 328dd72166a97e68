"""What waits for somebody: each area says it itself in its `tasks.py`, the workspace's first page collects it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

import nahtlos.web
from nahtlos.rules.access import Actor


@dataclass(frozen=True)
class Task:
    """One thing that waits: what, why, where, and the word on its button. `sign` is a symbol, `is_late` a missed day.

    Lower `order` stands further up.
    """

    title: str | Promise
    reason: str | Promise
    url: str
    button: str | Promise
    sign: str
    is_late: bool = False
    order: int = 50


def tasks_for(actor: Actor, today: date) -> list[Task]:
    """Ask every area's `waiting(actor, today)`; what is late stands first."""
    found = [task for waiting in _areas() for task in waiting(actor, today)]
    return sorted(found, key=lambda task: (not task.is_late, task.order))


@cache
def _areas() -> tuple[Callable[[Actor, date], Iterator[Task]], ...]:
    """The areas below `web` that have a module `tasks` with a function `waiting`, by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(nahtlos.web.__path__) if info.ispkg)
    areas = [importlib.import_module(f"nahtlos.web.{name}") for name in names if name != "work"]
    modules = [
        importlib.import_module(f"{area.__name__}.tasks") for area in areas if module_has_submodule(area, "tasks")
    ]
    return tuple(module.waiting for module in modules)
