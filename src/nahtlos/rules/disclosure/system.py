"""The table as arrays: what the search, the attacker and the checks calculate with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .primary import primary_flags
from .table import Equation, Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Incidence:
    """The equations as a sparse matrix, sorted by row: +1 at the parts, -1 at the total."""

    rows: int
    columns: int
    row: Ints
    column: Ints
    sign: Ints

    @classmethod
    def of(cls, equations: Sequence[Equation], index: dict[str, int]) -> Incidence:
        entries = [
            (row, index[name], -1 if name == equation.total else 1)
            for row, equation in enumerate(equations)
            for name in equation.cells
        ]
        table = np.array(entries, dtype=np.int64).reshape(-1, 3)
        return cls(len(equations), len(index), table[:, 0], table[:, 1], table[:, 2])

    def part(self, place: Ints) -> tuple[Incidence, Ints]:
        """The equations of some cells only (`place`: their new columns, else -1), and which rows are left."""
        kept = place[self.column] >= 0
        rows, row = np.unique(self.row[kept], return_inverse=True)
        columns = int(place.max(initial=-1)) + 1
        return Incidence(len(rows), columns, row, place[self.column[kept]], self.sign[kept]), rows

    def by_row(self, values: NDArray[np.generic]) -> Floats:
        """What each equation leaves over: its parts less its total."""
        weights = np.asarray(values)[self.column] * self.sign
        return np.bincount(self.row, weights=weights, minlength=self.rows).astype(np.float64)

    def by_column(self, multipliers: Floats) -> Floats:
        """Each cell's coefficient in the sum of the equations times their multipliers."""
        weights = multipliers[self.row] * self.sign
        return np.bincount(self.column, weights=weights, minlength=self.columns).astype(np.float64)


@dataclass(frozen=True)
class System:
    """A table in the order of its cells.

    `down` and `up` say how far a reader must believe a cell could deviate (0 where it is not primary):
    down to 0 (to 1 where zeros are public) and up to the threshold. `below` and `above` say how far it can
    deviate at all, `above` being infinite without a known bound. `published` cells are known from before;
    `fixed` ones must be shown for that reason, or because they are zeros and zeros are public.
    """

    names: tuple[str, ...]
    incidence: Incidence
    values: Ints
    cost: Floats
    below: Floats
    above: Floats
    primary: Flags
    published: Flags
    fixed: Flags
    down: Floats
    up: Floats

    @property
    def size(self) -> int:
        return len(self.values)

    def named(self, cells: Iterable[int]) -> list[str]:
        """The ids of these cells, each once, in the table's order."""
        return [self.names[cell] for cell in sorted(set(cells))]

    @property
    def free(self) -> Flags:
        """The cells the search may hide or show."""
        return ~(self.primary | self.fixed)

    @classmethod
    def of(cls, table: Table) -> System:
        values = np.array([cell.value for cell in table.cells], dtype=np.int64)
        primary = np.array(primary_flags(table), dtype=bool)
        known = set(table.published_before)
        published = np.array([cell.id in known for cell in table.cells], dtype=bool)
        shown_zero = (values == 0) & ~primary if table.zeros_public else np.zeros(len(values), dtype=bool)
        upper = np.array([np.inf if cell.upper is None else cell.upper for cell in table.cells])
        low = 1 if table.zeros_public else 0
        return cls(
            names=tuple(cell.id for cell in table.cells),
            incidence=Incidence.of(table.equations, table.index),
            values=values,
            cost=np.array([cell.cost for cell in table.cells], dtype=np.float64),
            below=(values - least(values, table.zeros_public)).astype(np.float64),
            above=upper - values,
            primary=primary,
            published=published,
            fixed=published | shown_zero,
            down=np.where(primary, np.maximum(values - low, 0), 0).astype(np.float64),
            up=np.where(primary, np.maximum(table.threshold - values, 0), 0).astype(np.float64),
        )


def least(values: Ints, zeros_public: bool) -> Ints:
    """The least that a reader holds possible for a hidden cell: 1 where every zero is shown, else 0.

    A zero that is hidden all the same (marked as sensitive) can't be bounded by 1: it is 0.
    """
    return np.minimum(values, 1) if zeros_public else np.zeros_like(values)
