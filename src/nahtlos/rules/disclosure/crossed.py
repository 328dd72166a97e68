"""Tables whose dimensions (regions, groups, years) are crossed with all their margins, and linked tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TypeVar

from .table import Cell, Equation, Table, TableError

SEPARATOR = " / "
Labels = TypeVar("Labels", bound=tuple[str, ...])


@dataclass(frozen=True)
class Hierarchy:
    """One dimension: totals from the top down, each with its parts (Kreis, then Kreisteile, then Gemeinden).

    A label that is a part of two totals (a Gemeinde in a Kreisteil and in a model region) is allowed: that
    makes linked tables.

    >>> Hierarchy.flat("alle", ["w", "m"]).leaves
    ('w', 'm')
    """

    totals: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def flat(cls, total: str, parts: Iterable[str]) -> Hierarchy:
        """One total over its parts."""
        return cls(((total, tuple(parts)),))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every label once, totals before their parts."""
        return tuple(dict.fromkeys(label for total, parts in self.totals for label in (total, *parts)))

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The labels that are no total."""
        totals = {total for total, _ in self.totals}
        return tuple(label for label in self.labels if label not in totals)

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """The leaves that each label sums."""
        parts = dict(self.totals)
        if len(parts) < len(self.totals):
            raise TableError("a hierarchy names a total twice: give each way to split it a label of its own")
        return {label: tuple(leaves_below(label, parts, ())) for label in self.labels}


def leaves_below(label: str, parts: Mapping[str, tuple[str, ...]], above: tuple[str, ...]) -> Iterator[str]:
    if label in above:
        raise TableError(f"the hierarchy runs in a circle at '{label}'")
    if label not in parts:
        yield label
    for part in parts.get(label, ()):
        yield from leaves_below(part, parts, (*above, label))


def crossed(
    dimensions: Sequence[Hierarchy],
    counts: Mapping[Labels, int],
    *,
    threshold: int,
    zeros_public: bool = False,
) -> Table:
    """Decides which cells and equations a table of crossed hierarchies has: all margins, each sum once.

    `counts` gives the inner cells by one leaf label per dimension, an absent one being 0. A cell's id joins
    its labels with ' / '. Raises TableError on an unknown label.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001) (k-dimensional, hierarchical and linked tables).

    >>> table = crossed([Hierarchy.flat("Kreis", ["A", "B"]), Hierarchy.flat("alle", ["w", "m"])],
    ...                 {("A", "w"): 2, ("A", "m"): 5, ("B", "w"): 7}, threshold=3)
    >>> [table.cell(name).value for name in ("Kreis / alle", "A / alle", "Kreis / w", "B / m")]
    [14, 7, 9, 0]
    """
    sums = margins(dimensions, counts)
    cells = tuple(
        Cell(SEPARATOR.join(labels), sums.get(labels, 0))
        for labels in product(*(dimension.labels for dimension in dimensions))
    )
    return Table(threshold, cells, tuple(all_equations(dimensions)), zeros_public=zeros_public)


def margins(dimensions: Sequence[Hierarchy], counts: Mapping[Labels, int]) -> dict[tuple[str, ...], int]:
    """Every cell's value: each inner count is added to all the totals above it."""
    containing = [labels_above(dimension) for dimension in dimensions]
    sums: dict[tuple[str, ...], int] = {}
    for labels, count in counts.items():
        for above, label in zip(containing, labels, strict=True):
            if label not in above:
                raise TableError(f"the count of {labels} names '{label}', which is no inner label")
        for key in product(*(above[label] for above, label in zip(containing, labels, strict=True))):
            sums[key] = sums.get(key, 0) + count
    return sums


def labels_above(dimension: Hierarchy) -> dict[str, list[str]]:
    """For each leaf, itself and every label whose sum counts it."""
    above: dict[str, list[str]] = {leaf: [] for leaf in dimension.leaves}
    for label, leaves in dimension.members.items():
        for leaf in leaves:
            above[leaf].append(label)
    return above


def all_equations(dimensions: Sequence[Hierarchy]) -> Iterator[Equation]:
    """One equation for each total of each dimension, at every combination of the other labels."""
    for place, dimension in enumerate(dimensions):
        before = [each.labels for each in dimensions[:place]]
        after = [each.labels for each in dimensions[place + 1 :]]
        for left, right in product(product(*before), product(*after)):
            for total, parts in dimension.totals:
                names = [SEPARATOR.join((*left, label, *right)) for label in (total, *parts)]
                yield Equation(names[0], tuple(names[1:]))


def linked(tables: Sequence[Table]) -> Table:
    """Decides what several tables that share cells say together: cells with one id are one cell.

    Raises TableError where the tables disagree on a shared cell, the threshold or the zeros.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 5.2
    (disclosure by linking: it is not enough to protect each table by itself).

    >>> one = Table(3, (Cell("a", 2), Cell("t", 2)), (Equation("t", ("a",)),))
    >>> len(linked([one, Table(3, (Cell("a", 2), Cell("u", 2)), (Equation("u", ("a",)),))]).cells)
    3
    """
    first = tables[0]
    cells: dict[str, Cell] = {}
    for table in tables:
        if (table.threshold, table.zeros_public) != (first.threshold, first.zeros_public):
            raise TableError("linked tables need the same threshold and the same rule for zeros")
        for cell in table.cells:
            if cells.setdefault(cell.id, cell) != cell:
                raise TableError(f"linked tables disagree on cell '{cell.id}'")
    equations = dict.fromkeys(equation for table in tables for equation in table.equations)
    known = dict.fromkeys(name for table in tables for name in table.published_before)
    return replace(first, cells=tuple(cells.values()), equations=tuple(equations), published_before=tuple(known))
