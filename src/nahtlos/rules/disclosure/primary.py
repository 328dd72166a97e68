"""Which cells are secret of themselves: small counts, whole groups, shares, and dominated sums of money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from .table import Cell, Table, TableError, whole


def primary_flags(table: Table) -> list[bool]:
    """For each cell in the table's order, whether the table's rule makes it secret."""
    return [is_primary(cell, table.threshold) for cell in table.cells]


def is_primary(cell: Cell, threshold: int) -> bool:
    """Decides whether a count is secret: more than nothing, less than the threshold, unless marked otherwise.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 4.2.1
    (minimum frequency rule).

    >>> [is_primary(Cell("a", value), 3) for value in (0, 1, 2, 3)]
    [False, True, True, False]
    >>> is_primary(Cell("a", 40, sensitive=True), 3)
    True
    """
    return 0 < cell.value < threshold if cell.sensitive is None else cell.sensitive


def all_of_a_group(part: int, whole_group: int) -> bool:
    """Decides whether a count betrays a whole group: everybody in it has the trait.

    A reader who knows that somebody belongs to the group then knows the trait, however large the group is.
    Counts of persons; an empty group betrays nobody. Raises TableError where the part exceeds the group.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 5.2
    (group attribute disclosure).

    >>> all_of_a_group(12, 12), all_of_a_group(11, 12), all_of_a_group(0, 0)
    (True, False, False)
    """
    whole(part, "the part")
    whole(whole_group, "the group")
    if part > whole_group:
        raise TableError(f"the part {part} exceeds its group {whole_group}")
    return 0 < part == whole_group


def share_is_secret(part: int, whole_group: int, threshold: int) -> bool:
    """Decides whether a share must be hidden: wherever the count behind it or its complement would be.

    With the group known, a share gives its count away, and its complement as well. Counts of persons.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 5.1
    (tables of counts or percentages are one thing) and section 5.2 (group attribute disclosure).

    >>> [share_is_secret(part, 40, 3) for part in (0, 2, 20, 38, 40)]
    [False, True, False, True, True]
    """
    complement = whole_group - part
    return all_of_a_group(part, whole_group) or 0 < part < threshold or 0 < complement < threshold


def dominated(contributions: Iterable[float], *, n: int = 2, k: float = 85.0) -> bool:
    """Decides whether a sum of money betrays its contributors: the n largest hold more than k percent.

    Contributions in one currency, none negative; k in percent. An empty or zero sum betrays nobody. Raises
    TableError on a negative contribution or a rule outside 0 < k <= 100, n >= 1.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 4.2.1
    ((n,k)-dominance rule).

    >>> dominated([900, 60, 40], n=1), dominated([500, 300, 200], n=2)
    (True, False)
    """
    if n < 1 or not 0 < k <= 100:
        raise TableError(f"a dominance rule needs n >= 1 and 0 < k <= 100, not n={n}, k={k}")
    largest = from_the_largest(contributions)
    return sum(largest[:n]) * 100 > k * sum(largest)


def p_percent(contributions: Iterable[float], *, p: float = 10.0) -> bool:
    """Decides whether a sum of money lets the second contributor estimate the largest to within p percent.

    He knows his own contribution, so all that blurs the largest is what the others give together.
    Contributions in one currency, none negative; p in percent. Raises TableError as `dominated` does.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 4.2.1
    (p%-rule, recommended there in place of the dominance rule).

    >>> p_percent([900, 60, 40], p=10), p_percent([500, 300, 200], p=10)
    (True, False)
    """
    if not 0 < p <= 100:
        raise TableError(f"a p%-rule needs 0 < p <= 100, not p={p}")
    largest = from_the_largest(contributions)
    return bool(largest) and sum(largest[2:]) * 100 < p * largest[0]


def from_the_largest(contributions: Iterable[float]) -> list[float]:
    largest = sorted(contributions, reverse=True)
    if largest and largest[-1] < 0:
        raise TableError("a contribution to a sum of money can't be negative here")
    return largest


def marked(table: Table, names: Collection[str], *, sensitive: bool = True) -> Table:
    """The same table with these cells marked as sensitive (or not), as a rule above decided.

    Raises TableError on an unknown cell.

    >>> marked(Table(3, (Cell("a", 40),)), ["a"]).cell("a").sensitive
    True
    """
    check_names(table, names)
    chosen = set(names)
    cells = (replace(cell, sensitive=sensitive) if cell.id in chosen else cell for cell in table.cells)
    return replace(table, cells=tuple(cells))


def whole_groups(table: Table, groups: Mapping[str, str]) -> Table:
    """The table with every cell marked that equals its group; `groups` maps a part's id to its group's id.

    >>> table = Table(3, (Cell("in care", 9), Cell("children", 9)))
    >>> whole_groups(table, {"in care": "children"}).cell("in care").sensitive
    True
    """
    check_names(table, [*groups, *groups.values()])
    found = [part for part, group in groups.items() if all_of_a_group(table.cell(part).value, table.cell(group).value)]
    return marked(table, found)


def preferring(table: Table, pattern: Collection[str], *, penalty: int = 2) -> Table:
    """The table with weights that favour last year's pattern: all other cells cost `penalty` times as much.

    A stable pattern spares readers of a series gaps in ever new places, and differencing between years finds
    less. Protect and verify with the table returned, since the weights are its own.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC), section 4.3 (cost
    variables steer which cells become secondary suppressions).

    >>> [cell.cost for cell in preferring(Table(3, (Cell("a", 4), Cell("b", 4))), ["a"]).cells]
    [5, 10]
    """
    whole(penalty, "the penalty", at_least=1)
    check_names(table, pattern)
    chosen = set(pattern)
    cells = (replace(cell, weight=cell.cost if cell.id in chosen else cell.cost * penalty) for cell in table.cells)
    return replace(table, cells=tuple(cells))


def check_names(table: Table, names: Collection[str] | Sequence[str]) -> None:
    for name in names:
        if name not in table.index:
            raise TableError(f"the table has no cell '{name}'")
