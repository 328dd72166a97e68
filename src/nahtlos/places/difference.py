"""What must happen to a table's rows so that they say what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
Key = TypeVar("Key", bound=Hashable)
BATCH = 500


@dataclass
class Difference(Generic[Row]):
    """Rows to add, to change and to remove; `fields` are those that a change may touch."""

    model: type[Row]
    fields: Sequence[str]
    added: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "removed": len(self.removed),
            "unchanged": self.unchanged,
        }

    def apply(self) -> None:
        """Write it, in statements for many rows each."""
        if self.removed:
            self.model._default_manager.filter(pk__in=[row.pk for row in self.removed]).delete()
        self.model._default_manager.bulk_create(self.added, batch_size=BATCH)
        if self.changed:
            self.model._default_manager.bulk_update(self.changed, self.fields, batch_size=BATCH)


def compare(
    model: type[Row],
    fields: Sequence[str],
    old: Mapping[Key, Row],
    wanted: Mapping[Key, Row],
    *,
    may_go: Callable[[Row], bool] = lambda row: False,
) -> Difference[Row]:
    """Compare rows by their natural keys; an old row that is not wanted goes only where `may_go` agrees."""
    found = Difference(model, fields)
    for key, row in wanted.items():
        have = old.get(key)
        if have is None:
            found.added.append(row)
        elif overwrite(have, row, fields):
            found.changed.append(have)
        else:
            found.unchanged += 1
    found.removed = [row for key, row in old.items() if key not in wanted and may_go(row)]
    return found


def overwrite(row: models.Model, other: models.Model, fields: Iterable[str]) -> bool:
    """Take over the other row's values; whether anything was different."""
    differing = [name for name in fields if getattr(row, name) != getattr(other, name)]
    for name in differing:
        setattr(row, name, getattr(other, name))
    return bool(differing)
