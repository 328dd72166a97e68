"""The check of a release that came from outside: can a reader calculate a hidden cell?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .attacker import DOWN, UP, Attacker, Pending
from .release import Release
from .solver import Programme
from .system import Flags, Floats, Incidence, Ints, System
from .verify import Violation
from .witness import NODES, exact, whole_move

REACH = 4.0
"""How far cells are moved to see that they can move at all."""
IDLE = 3
"""Cells are moved together until so many attempts in a row have moved nothing new."""


def audit(release: Release | Mapping[str, Any]) -> tuple[Violation, ...]:
    """Decides whether any hidden cell of a release can be calculated exactly; no violation means: none.

    Counts as whole numbers; a hidden cell has no value. Where zeros are public, a hidden cell is at least 1.
    A cell counts as hidden only if two tables of whole numbers fit all that is published and differ in it.
    This is less than `verify` asks for: the server does not know which cells are secret of themselves.

    Raises TableError on a release that names cells it does not have.

    Source: Handbook on Statistical Disclosure Control (sdctools.github.io/HandbookSDC),
    section 4.2.2 (a suppressed cell must not be derivable from the published ones).

    >>> cells = [{"id": "a", "value": None}, {"id": "b", "value": 4}, {"id": "t", "value": 6}]
    >>> print(audit({"cells": cells, "equations": [{"total": "t", "parts": ["a", "b"]}]})[0])
    the hidden cell 'a' can be calculated from what is published
    """
    if not isinstance(release, Release):
        release = Release.from_dict(release)
    problems = tuple(contradictions(release))
    return problems or tuple(calculable(release))


def contradictions(release: Release) -> Iterator[Violation]:
    """Sums of published cells that do not add up, and hidden cells that were published before."""
    known = set(release.published_before)
    for cell in release.cells:
        if cell.value is None and cell.id in known:
            yield Violation("published-before", cell.id, f"the hidden cell '{cell.id}' was published before")
    for number, equation in enumerate(release.equations, start=1):
        values = [release.cells[release.index[name]].value for name in equation.cells]
        if None not in values and values[0] != sum(value or 0 for value in values[1:]):
            sentence = f"equation {number} (total '{equation.total}') does not add up"
            yield Violation("equation", equation.total, sentence)


def calculable(release: Release) -> Iterator[Violation]:
    """The hidden cells that take the same value in every table that fits, by solving for them."""
    hidden = np.array([cell.value is None for cell in release.cells], dtype=bool)
    if not hidden.any():
        return
    values = fitting(release, hidden)
    if values is None:
        yield Violation("no-table", None, "no table of whole numbers fits what is published")
        return
    system = around(release, hidden, values)
    for cell in stuck(system, hidden, moved_together(system, hidden)):
        name = release.cells[cell].id
        yield Violation("calculable", name, f"the hidden cell '{name}' can be calculated from what is published")


def fitting(release: Release, hidden: Flags) -> Ints | None:
    """One table of whole numbers that fits the release, or None where there is none."""
    size = len(release.cells)
    known = np.array([cell.value or 0 for cell in release.cells], dtype=np.float64)
    lower = np.where(hidden, float(release.zeros_public), known)
    upper = np.where(hidden, [np.inf if cell.upper is None else cell.upper for cell in release.cells], known)
    if np.any(lower > upper):
        return None
    programme = Programme(np.zeros(size), lower, upper, presolve=True)
    programme.balance(Incidence.of(release.equations, release.index))
    programme.restrict(hidden)
    programme.set("mip_max_nodes", NODES)
    programme.solve()
    return np.rint(programme.values()).astype(np.int64) if programme.found else None


def around(release: Release, hidden: Flags, values: Ints) -> System:
    """The system of deviations from a fitting table, in which every hidden cell asks to move by 1."""
    upper = np.array([np.inf if cell.upper is None else cell.upper for cell in release.cells])
    step = hidden.astype(np.float64)
    return System(
        names=tuple(cell.id for cell in release.cells),
        incidence=Incidence.of(release.equations, release.index),
        values=values,
        cost=np.ones(len(values)),
        below=np.where(hidden, values - int(release.zeros_public), 0).astype(np.float64),
        above=np.where(hidden, upper - values, 0.0),
        primary=hidden,
        published=~hidden,
        fixed=~hidden,
        down=step,
        up=step,
    )


def moved_together(system: System, hidden: Flags) -> Flags:
    """The hidden cells that some whole deviation moves, found by moving many at once."""
    attacker = Attacker(system, hidden.astype(np.float64), REACH)
    rng = np.random.default_rng(system.size)
    moved, idle = ~hidden, 0
    while idle < IDLE and not moved.all():
        before = int(moved.sum())
        moved |= whole_motion(system, hidden, attacker.together(Pending(~moved, ~moved), rng))
        idle = 0 if int(moved.sum()) > before else idle + 1
    return moved


def stuck(system: System, hidden: Flags, moved: Flags) -> list[int]:
    """The hidden cells that no whole deviation is found to move, asked one by one."""
    attacker = Attacker(system, hidden.astype(np.float64), REACH)
    found = []
    for cell in np.flatnonzero(~moved).tolist():
        if moved[cell]:
            continue
        for direction in (UP, DOWN):
            move = attacker.furthest(cell, direction, 1.0)
            moved |= whole_motion(system, hidden, move.deviation)
            if not moved[cell] and move.amount > 1e-6:
                deviation, _ = whole_move(system, hidden, cell, direction, np.zeros(system.size))
                if deviation is not None:
                    moved |= whole_motion(system, hidden, deviation)
            if moved[cell]:
                break
        else:
            found.append(cell)
    return found


def whole_motion(system: System, hidden: Flags, deviation: Floats) -> Flags:
    """The cells that a deviation moves, none where it is not exactly a whole one."""
    whole = np.rint(deviation).astype(np.int64)
    usable = np.abs(whole - deviation).max(initial=0.0) <= 1e-6 and exact(system, hidden, whole)
    return whole != 0 if usable else np.zeros(system.size, dtype=bool)
