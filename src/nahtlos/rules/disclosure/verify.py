"""The check of a protection, without any solver: whatever found it, this alone decides whether it is safe."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .primary import primary_flags
from .protection import Protection
from .system import Flags, Incidence, Ints, least
from .table import LARGEST, Table, as_table

LISTS = ("primary", "secondary", "witnesses")


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong: its kind, the cell where there is one, and a sentence."""

    kind: str
    cell: str | None
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def verify(table: Table | Mapping[str, Any], protection: Protection | Mapping[str, Any]) -> tuple[Violation, ...]:
    """Decides whether a protection keeps its guarantee; no violation means that it is safe.

    The secret cells are worked out anew from the table's rule, not taken from the protection. Every witness
    must be a table of whole numbers that agrees with each published cell, each equation and each known bound;
    for every secret cell one witness must have it at 0 (at 1 where zeros are public) and one at the threshold
    or more. Units: counts; no tolerance anywhere but in sums of fractional weights.

    Raises TableError on a table that contradicts itself; a malformed protection is a violation, not an error.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001) (protection levels, here shown by their witnesses).

    >>> table = {"threshold": 3, "cells": [{"id": "a", "value": 2}, {"id": "b", "value": 4}, {"id": "t",
    ...          "value": 6}], "equations": [{"total": "t", "parts": ["a", "b"]}]}
    >>> claim = {"primary": ["a"], "secondary": ["b"], "weight": 5, "optimal": True, "bound": 5,
    ...          "witnesses": [[0, 6, 6], [3, 3, 6]]}
    >>> verify(table, claim)
    ()
    >>> print(verify(table, claim | {"witnesses": [[0, 6, 6]]})[0])
    no witness has the cell 'a' at 3 or more
    """
    table = as_table(table)
    if isinstance(protection, Protection):
        protection = protection.to_dict()
    problems = tuple(malformed(protection))
    return problems or tuple(judged(table, protection))


def malformed(claim: object) -> Iterator[Violation]:
    """Whatever keeps a protection from being read at all."""
    if not isinstance(claim, Mapping):
        yield Violation("form", None, "a protection must be an object")
        return
    for field in LISTS:
        if not isinstance(claim.get(field), (list, tuple)):
            yield Violation("form", None, f"the protection's '{field}' is no list")
        elif field != "witnesses" and not all(isinstance(name, str) for name in claim[field]):
            yield Violation("form", None, f"the protection's '{field}' names something that is no cell id")
    for field in ("weight", "bound"):
        given = claim.get(field)
        if isinstance(given, bool) or not isinstance(given, (int, float)) or not math.isfinite(given):
            yield Violation("form", None, f"the protection's '{field}' is no number")
    if not isinstance(claim.get("optimal"), bool):
        yield Violation("form", None, "the protection's 'optimal' is neither true nor false")


def judged(table: Table, claim: Mapping[str, Any]) -> Iterator[Violation]:
    """Everything that is wrong with a protection that can be read."""
    yield from check_primary(table, claim["primary"])
    yield from check_secondary(table, claim["secondary"])
    yield from check_weight(table, claim)
    hidden = hidden_flags(table, claim)
    tables = []
    for number, witness in enumerate(claim["witnesses"], start=1):
        values = whole_table(witness, len(table.cells))
        if values is None:
            yield Violation("witness-form", None, f"witness {number} is no table of whole numbers from 0 on")
        else:
            tables.append(values)
    stack = np.array(tables, dtype=np.int64).reshape(len(tables), len(table.cells))
    problems = list(check_agreement(table, hidden, stack))
    yield from problems
    if not problems:
        yield from check_guarantee(table, stack)


def check_primary(table: Table, claimed: Sequence[str]) -> Iterator[Violation]:
    """The claimed secret cells against the rule."""
    due = [cell.id for cell, flag in zip(table.cells, primary_flags(table), strict=True) if flag]
    for name in sorted(set(due) - set(claimed), key=due.index):
        yield Violation("primary-missing", name, f"the cell '{name}' is secret by the rule but not hidden as such")
    expected = set(due)
    for name in dict.fromkeys(claimed):
        if name not in table.index:
            yield Violation("unknown-cell", name, f"the table has no cell '{name}'")
        elif name not in expected:
            yield Violation("primary-extra", name, f"the cell '{name}' is called primary but not secret by the rule")
    yield from doubled(claimed)
    for name in table.published_before:
        if name in expected:
            yield Violation("published-before", name, f"the secret cell '{name}' was published before")


def check_secondary(table: Table, claimed: Sequence[str]) -> Iterator[Violation]:
    """The further hidden cells: they exist, are not secret themselves, and could be hidden at all."""
    published = set(table.published_before)
    primary = {cell.id for cell, flag in zip(table.cells, primary_flags(table), strict=True) if flag}
    for name in dict.fromkeys(claimed):
        if name not in table.index:
            yield Violation("unknown-cell", name, f"the table has no cell '{name}'")
        elif name in primary:
            yield Violation("secondary-primary", name, f"the cell '{name}' is secret itself, so it is no secondary")
        elif name in published:
            yield Violation("published-before", name, f"the cell '{name}' was published before and can't be hidden")
        elif table.zeros_public and table.cell(name).value == 0:
            yield Violation("zero-hidden", name, f"the cell '{name}' is a zero, and zeros are public")
    yield from doubled(claimed)


def doubled(names: Sequence[str]) -> Iterator[Violation]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Violation("doubled", name, f"the cell '{name}' is named twice")
        seen.add(name)


def check_weight(table: Table, claim: Mapping[str, Any]) -> Iterator[Violation]:
    """The weight is the sum it claims to be, and the bound fits it."""
    weight = math.fsum(table.cell(name).cost for name in claim["secondary"] if name in table.index)
    if not math.isclose(weight, claim["weight"], rel_tol=1e-9, abs_tol=1e-9):
        yield Violation("weight", None, f"the secondary cells weigh {weight:g}, not {claim['weight']:g}")
    if claim["bound"] > claim["weight"] + 1e-6:
        yield Violation("bound", None, f"the bound {claim['bound']:g} exceeds the weight {claim['weight']:g}")
    elif claim["optimal"] and claim["bound"] < claim["weight"] - 1e-6:
        yield Violation("bound", None, "the pattern is called optimal but its bound lies below its weight")


def hidden_flags(table: Table, claim: Mapping[str, Any]) -> Flags:
    """The cells that the pattern may hide; a known cell stays known whatever the pattern says."""
    names = (set(claim["primary"]) | set(claim["secondary"])) - set(table.published_before)
    return np.array([cell.id in names for cell in table.cells], dtype=bool)


def whole_table(witness: object, size: int) -> Ints | None:
    """A witness as an array, or None unless it is one whole number from 0 to 10**12 for each cell."""
    if not isinstance(witness, (list, tuple)) or len(witness) != size:
        return None
    if not all(type(value) is int and 0 <= value <= LARGEST for value in witness):
        return None
    return np.array(witness, dtype=np.int64)


def check_agreement(table: Table, hidden: Flags, tables: Ints) -> Iterator[Violation]:
    """Every witness agrees with all that is published, all equations and all known bounds."""
    values = np.array([cell.value for cell in table.cells], dtype=np.int64)
    upper = np.array([LARGEST if cell.upper is None else cell.upper for cell in table.cells], dtype=np.int64)
    lower = least(values, table.zeros_public)
    for kind, wrong, what in (
        ("witness-published", (tables != values) & ~hidden, "contradicts the published cell"),
        ("witness-upper", tables > upper, "exceeds the known bound of the cell"),
        ("witness-zero", tables < lower, "has a hidden zero, though zeros are public, at the cell"),
    ):
        for number, place in first_each(wrong):
            name = table.cells[place].id
            yield Violation(kind, name, f"witness {number} {what} '{name}'")
    sums = Incidence.of(table.equations, table.index)
    for number, place in first_each(left_over(sums, tables) != 0):
        name = table.equations[place].total
        yield Violation("witness-equation", name, f"witness {number} breaks equation {place + 1} (total '{name}')")


def first_each(wrong: Flags) -> Iterator[tuple[int, int]]:
    """For each witness with something wrong: its number from 1 on, and the first place."""
    for row in np.flatnonzero(wrong.any(axis=1)).tolist():
        yield row + 1, int(wrong[row].argmax())


def left_over(sums: Incidence, tables: Ints) -> Ints:
    """For each witness and equation, the parts less the total, in whole numbers."""
    if not sums.rows or not len(tables):
        return np.zeros((len(tables), 0), dtype=np.int64)
    starts = np.searchsorted(sums.row, np.arange(sums.rows))
    return np.add.reduceat(tables[:, sums.column] * sums.sign, starts, axis=1)


def check_guarantee(table: Table, tables: Ints) -> Iterator[Violation]:
    """Every secret cell has a witness low enough and one high enough."""
    low = 1 if table.zeros_public else 0
    for place in np.flatnonzero(primary_flags(table)).tolist():
        name, shown = table.cells[place].id, tables[:, place]
        if not (shown <= low).any():
            wanted = "1 or less" if low else "0"
            yield Violation("no-low-witness", name, f"no witness has the cell '{name}' at {wanted}")
        if not (shown >= table.threshold).any():
            sentence = f"no witness has the cell '{name}' at {table.threshold} or more"
            yield Violation("no-high-witness", name, sentence)
