"""A release as readers see it: published cells with their values, hidden ones without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .protection import Protection
from .table import (
    TABLE_FIELDS,
    Equation,
    Table,
    TableError,
    check_cell,
    check_equation,
    check_known,
    document,
    entries,
    positions,
    read_cell,
    read_equations,
    read_names,
)


@dataclass(frozen=True)
class ReleasedCell:
    """One cell as published; without a value it is hidden."""

    id: str
    value: int | None
    upper: int | None = None


@dataclass(frozen=True)
class Release:
    """What readers know: the cells, the equations, the known bounds, and whether zeros are always shown."""

    cells: tuple[ReleasedCell, ...]
    equations: tuple[Equation, ...] = ()
    published_before: tuple[str, ...] = ()
    zeros_public: bool = False

    def __post_init__(self) -> None:
        position = positions(cell.id for cell in self.cells)
        for number, equation in enumerate(self.equations, start=1):
            check_equation(equation, number, position)
        check_known(self.published_before, position)

    @cached_property
    def index(self) -> dict[str, int]:
        return {cell.id: place for place, cell in enumerate(self.cells)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Release:
        """The release of its JSON form: that of a table, where a hidden cell's value is null.

        Raises TableError, naming the cell or equation, on entries that are missing, unknown or contradicting.
        """
        document(data, TABLE_FIELDS, needed=("cells",), what="release")
        zeros = data.get("zeros_public", False)
        if not isinstance(zeros, bool):
            raise TableError("zeros_public must be true or false")
        return cls(
            cells=tuple(released_cell(entry) for entry in entries(data, "cells")),
            equations=read_equations(data),
            published_before=read_names(data.get("published_before", ()), "published_before"),
            zeros_public=zeros,
        )


def released_cell(entry: Any) -> ReleasedCell:
    """A cell of the release, checked like a table's; a hidden one may carry nothing that tells its value."""
    cell = read_cell(entry)
    hidden = cell.value is None
    checked = replace(cell, value=0) if hidden else cell
    check_cell(checked)
    if hidden and (cell.weight is not None or cell.sensitive is not None):
        raise TableError(f"cell '{cell.id}' is hidden, so its weight and its mark must not be told either")
    return ReleasedCell(cell.id, cell.value, cell.upper)


def released(table: Table, protection: Protection) -> dict[str, Any]:
    """The JSON form in which a protected table may leave the planner's machine.

    Hidden cells have no value, and neither weights, marks nor witnesses go along: a weight is by default the
    value + 1, and a mark tells primary from secondary.

    >>> from .table import Cell
    >>> table = Table(3, (Cell("a", 2, sensitive=True), Cell("b", 7)))
    >>> released(table, Protection(("a",), (), 0, True, 0, ()))["cells"]
    [{'id': 'a', 'value': None}, {'id': 'b', 'value': 7}]
    """
    hidden = set(protection.hidden)
    cells = []
    for cell in table.cells:
        entry: dict[str, Any] = {"id": cell.id, "value": None if cell.id in hidden else cell.value}
        if cell.upper is not None:
            entry["upper"] = cell.upper
        cells.append(entry)
    form = table.to_dict()
    return form | {"cells": cells}
