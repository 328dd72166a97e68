"""What no pattern can protect, and how far beyond a pattern a failure reaches."""

from __future__ import annotations

import numpy as np

from .cuts import Cut, widening_cut
from .errors import Undecided, Unprotectable
from .sweep import sweep
from .system import Flags, Ints, System
from .witness import gather, whole_move

ATTEMPTS = 60
"""Whole-number attacks spent on sharpening one cut."""


def refuse_hopeless(system: System) -> None:
    """Raises Unprotectable where a secret cell is known already or bounded below what it needs."""
    hopeless = system.published | (system.above < system.up) | (system.below < system.down)
    if (hopeless & system.primary).any():
        refuse_widest(system)


def refuse_widest(system: System) -> None:
    """Raises Unprotectable with all secret cells that can't move even when everything is hidden that may be.

    Hiding more never helps a reader, so whoever fails here fails under every pattern.
    """
    widest = ~system.fixed
    checked = sweep(system, widest.astype(np.float64))
    evidence = gather(system, widest, checked.deviations)
    hopeless = checked.unsafe + evidence.impossible
    if hopeless:
        raise Unprotectable(system.named(cell for cell, _ in hopeless))
    if evidence.undecided:
        raise Undecided(system.named(cell for cell, _ in evidence.undecided))


def sharpened(system: System, hidden: Flags, cell: int, direction: int) -> Cut:
    """The cut of a whole-number attack that failed: one of few cells must be hidden in addition.

    Cells whose hiding does not help are left out of it, which is tried on halves of what remains. Raises
    Unprotectable where nothing helps.
    """
    wide, needed = hidden.copy(), []
    open_halves: list[Ints] = [np.flatnonzero(system.free & ~hidden)]
    attempts = 0
    while open_halves:
        chunk = open_halves.pop()
        trial = wide.copy()
        trial[chunk] = True
        attempts += 1
        if attempts > ATTEMPTS:
            needed.append(chunk)
        elif impossible(system, trial, cell, direction):
            wide = trial
        elif len(chunk) == 1:
            needed.append(chunk)
        else:
            open_halves += np.array_split(chunk, 2)
    if not needed:
        refuse_widest(system)
        raise Unprotectable(system.named([cell]))
    return widening_cut(np.sort(np.concatenate(needed)))


def impossible(system: System, hidden: Flags, cell: int, direction: int) -> bool:
    """Whether it is proven that no whole table under this pattern moves the cell far enough."""
    deviation, proven = whole_move(system, hidden, cell, direction, np.zeros(system.size))
    return deviation is None and proven
