"""The table whose small cells are to be hidden: cells, and the equations that everyone knows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

LARGEST = 10**12
"""No value may exceed this: sums of a million such values still fit a 64-bit integer."""

CELL_FIELDS = frozenset({"id", "value", "weight", "upper", "sensitive"})
TABLE_FIELDS = frozenset({"threshold", "cells", "equations", "published_before", "zeros_public"})
EQUATION_FIELDS = frozenset({"total", "parts"})
DESCRIPTIVE = frozenset({"name", "title", "label", "note", "comment", "source"})
"""These may stand beside any entry and are passed over."""


class TableError(ValueError):
    """The table contradicts itself; the sentence names the cell or the equation."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count. `upper` is a bound that everyone knows, `sensitive` overrides the rule of the table."""

    id: str
    value: int
    weight: float | None = None
    upper: int | None = None
    sensitive: bool | None = None

    @property
    def cost(self) -> float:
        """What hiding this cell costs: the given weight, else its value + 1 (so that a zero is not free)."""
        return self.value + 1 if self.weight is None else self.weight


@dataclass(frozen=True, slots=True)
class Equation:
    """`total` is the sum of `parts`, and everyone knows it."""

    total: str
    parts: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Table:
    """Decides nothing itself: it holds cells, equations and what is known, and refuses contradictions.

    Values are whole numbers from 0 to 10**12. `threshold` is the smallest count that may be shown.
    `published_before` names cells whose values are known already. With `zeros_public` every zero is shown,
    so a reader knows that a hidden cell is at least 1.

    Raises TableError, naming the cell or equation, on unknown, doubled or contradicting entries.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001) (tables as linear equations over bounded cells).

    >>> Table.from_dict({"threshold": 3, "cells": [{"id": "a", "value": 2}, {"id": "t", "value": 2}],
    ...                  "equations": [{"total": "t", "parts": ["a"]}]}).cell("a").cost
    3
    """

    threshold: int
    cells: tuple[Cell, ...]
    equations: tuple[Equation, ...] = ()
    published_before: tuple[str, ...] = ()
    zeros_public: bool = False

    def __post_init__(self) -> None:
        whole(self.threshold, "threshold", at_least=1)
        if not isinstance(self.zeros_public, bool):
            raise TableError("zeros_public must be true or false")
        for cell in self.cells:
            check_cell(cell)
        position = positions(cell.id for cell in self.cells)
        for number, equation in enumerate(self.equations, start=1):
            check_equation(equation, number, position)
        check_known(self.published_before, position)
        for number, equation in enumerate(self.equations, start=1):
            self._check_sum(equation, number)

    @cached_property
    def index(self) -> dict[str, int]:
        """The position of each cell in the table's order."""
        return {cell.id: place for place, cell in enumerate(self.cells)}

    def cell(self, name: str) -> Cell:
        return self.cells[self.index[name]]

    def _check_sum(self, equation: Equation, number: int) -> None:
        parts = sum(self.cell(part).value for part in equation.parts)
        total = self.cell(equation.total).value
        if parts != total:
            raise TableError(f"equation {number} (total '{equation.total}'): the parts sum to {parts}, not {total}")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Table:
        """The table of its JSON form."""
        document(data, TABLE_FIELDS, needed=("threshold", "cells"), what="table")
        return cls(
            threshold=data["threshold"],
            cells=tuple(read_cell(entry) for entry in entries(data, "cells")),
            equations=read_equations(data),
            published_before=read_names(data.get("published_before", ()), "published_before"),
            zeros_public=data.get("zeros_public", False),
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; optional fields stand only where they were given."""
        return {
            "threshold": self.threshold,
            "cells": [write_cell(cell) for cell in self.cells],
            "equations": [{"total": each.total, "parts": list(each.parts)} for each in self.equations],
            "published_before": list(self.published_before),
            "zeros_public": self.zeros_public,
        }


def as_table(table: Table | Mapping[str, Any]) -> Table:
    """A table as it is, or read from its JSON form."""
    return table if isinstance(table, Table) else Table.from_dict(table)


def document(data: object, known: frozenset[str], *, needed: Iterable[str], what: str) -> None:
    """Refuses what is no JSON object, lacks a needed field or has an unknown one (a misspelt
    'published_before' passed over in silence would publish a secret)."""
    if not isinstance(data, Mapping):
        raise TableError(f"a {what} must be an object, not {type(data).__name__}")
    for field in needed:
        if field not in data:
            raise TableError(f"the {what} lacks '{field}'")
    unknown = sorted(str(field) for field in data if field not in known | DESCRIPTIVE)
    if unknown:
        raise TableError(f"the {what} has unknown fields: {', '.join(unknown)}")


def entries(data: Mapping[str, Any], field: str) -> list[Any]:
    """The list in a field, an absent one being empty."""
    found = data.get(field, [])
    if not isinstance(found, (list, tuple)):
        raise TableError(f"'{field}' must be a list")
    return list(found)


def read_cell(entry: Any) -> Cell:
    label = name_of(entry)
    document(entry, CELL_FIELDS, needed=("id", "value"), what=f"cell '{label}'")
    return Cell(
        id=entry["id"],
        value=entry["value"],
        weight=entry.get("weight"),
        upper=entry.get("upper"),
        sensitive=entry.get("sensitive"),
    )


def name_of(entry: Any) -> str:
    return str(entry.get("id", "?")) if isinstance(entry, Mapping) else "?"


def write_cell(cell: Cell) -> dict[str, Any]:
    optional = {"weight": cell.weight, "upper": cell.upper, "sensitive": cell.sensitive}
    return {"id": cell.id, "value": cell.value} | {
        field: given for field, given in optional.items() if given is not None
    }


def read_equations(data: Mapping[str, Any]) -> tuple[Equation, ...]:
    found = []
    for number, entry in enumerate(entries(data, "equations"), start=1):
        document(entry, EQUATION_FIELDS, needed=("total", "parts"), what=f"equation {number}")
        parts = read_names(entry["parts"], f"parts of equation {number}")
        found.append(Equation(total=entry["total"], parts=parts))
    return tuple(found)


def read_names(found: Any, what: str) -> tuple[str, ...]:
    if not isinstance(found, (list, tuple)) or not all(isinstance(name, str) for name in found):
        raise TableError(f"{what} must be a list of cell ids")
    return tuple(found)


def whole(value: object, what: str, *, at_least: int = 0) -> None:
    """Refuses what is no whole number between `at_least` and 10**12 (true and false are none)."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TableError(f"{what} must be a whole number, not {value!r}")
    if not at_least <= value <= LARGEST:
        raise TableError(f"{what} must lie between {at_least} and {LARGEST}, not {value}")


def check_cell(cell: Cell) -> None:
    """Refuses a cell whose own entries contradict each other."""
    if not isinstance(cell.id, str) or not cell.id:
        raise TableError(f"a cell needs a text as id, not {cell.id!r}")
    whole(cell.value, f"value of cell '{cell.id}'")
    if cell.upper is not None:
        whole(cell.upper, f"upper of cell '{cell.id}'")
        if cell.upper < cell.value:
            raise TableError(f"cell '{cell.id}': its value {cell.value} exceeds its upper bound {cell.upper}")
    if cell.sensitive is not None and not isinstance(cell.sensitive, bool):
        raise TableError(f"sensitive of cell '{cell.id}' must be true or false")
    check_weight(cell)


def check_weight(cell: Cell) -> None:
    weight = cell.weight
    if weight is None:
        return
    number = isinstance(weight, (int, float)) and not isinstance(weight, bool)
    if not number or not math.isfinite(weight) or not 0 <= weight <= LARGEST:
        raise TableError(f"weight of cell '{cell.id}' must be a number from 0 to {LARGEST}, not {weight!r}")


def positions(names: Iterable[str]) -> dict[str, int]:
    """The place of each name; refuses a doubled one."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in found:
            raise TableError(f"cell '{name}' stands twice in the table")
        found[name] = place
    return found


def check_equation(equation: Equation, number: int, position: Mapping[str, int]) -> None:
    label = f"equation {number} (total '{equation.total}')"
    if not equation.parts:
        raise TableError(f"{label} has no parts")
    for name in equation.cells:
        if not isinstance(name, str) or name not in position:
            raise TableError(f"{label} names the unknown cell '{name}'")
    if len(set(equation.cells)) < len(equation.cells):
        twice = next(name for name in equation.cells if equation.cells.count(name) > 1)
        raise TableError(f"{label} names the cell '{twice}' twice")


def check_known(names: Iterable[str], position: Mapping[str, int]) -> None:
    for name in names:
        if name not in position:
            raise TableError(f"published_before names the unknown cell '{name}'")
