"""From a table to its protection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .budget import Budget, Meter
from .errors import Undecided
from .protection import Protection
from .secondary import Found, search
from .system import System
from .table import Table, as_table
from .verify import verify


def protect(table: Table | Mapping[str, Any], *, budget: Budget | None = None) -> Protection:
    """Decides which cells of a table must be hidden so that no small count can be narrowed down.

    Counts of persons or cases as whole numbers. The pattern has the least weight of all safe ones
    (`optimal`), or the budget ended first and `bound` says what no safe pattern can undercut. For every
    secret cell there are two witnesses: tables of whole numbers that agree with everything published and
    known, one with the cell at 0 (at 1 where zeros are public), one with it at the threshold or more.

    Raises TableError on a table that contradicts itself, Unprotectable naming the cells that nothing hides,
    Undecided naming those for which the limits left the question open.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001).

    >>> counts = {"a": 2, "b": 4, "c": 9, "t": 15}
    >>> result = protect({"threshold": 3, "equations": [{"total": "t", "parts": ["a", "b", "c"]}],
    ...                   "cells": [{"id": name, "value": value} for name, value in counts.items()]})
    >>> result.primary, result.secondary, result.weight, result.optimal
    (('a',), ('b',), 5, True)
    """
    table = as_table(table)
    found = search(System.of(table), Meter(budget or Budget()))
    protection = written(table, found)
    violations = verify(table, protection)
    if violations:
        # the checks share no code with the search: what they refuse is never handed out
        raise Undecided(dict.fromkeys(each.cell for each in violations if each.cell))
    return protection


def written(table: Table, found: Found) -> Protection:
    """The pattern by name, its weight, and its witnesses as whole tables."""
    primary = [cell.id for cell, flag in zip(table.cells, found.primary, strict=True) if flag]
    chosen = [cell for cell, flag in zip(table.cells, found.secondary, strict=True) if flag]
    values = np.array([cell.value for cell in table.cells], dtype=np.int64)
    witnesses = {tuple((values + deviation).tolist()): None for deviation in found.deviations}
    weight = sum(cell.cost for cell in chosen)
    bound = weight if found.optimal else int(found.bound) if found.bound.is_integer() else found.bound
    return Protection(
        primary=tuple(primary),
        secondary=tuple(cell.id for cell in chosen),
        weight=weight,
        optimal=found.optimal,
        bound=bound,
        witnesses=tuple(witnesses),
        method=found.method,
    )
