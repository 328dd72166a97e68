"""Inequalities that every safe pattern obeys, proven by multipliers of the equations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .attacker import SLACK, Move
from .system import Flags, Floats, Ints, System

SCALES = (27720.0, 27720.0 * 2**17)
"""Multipliers become whole numbers over these denominators (27720 is divided by 1 to 12)."""


@dataclass(frozen=True)
class Cut:
    """The factors times the hidden free cells must reach 1."""

    columns: Ints
    factors: Floats

    def reached(self, share: Floats) -> float:
        return float(self.factors @ share[self.columns])


def capacity_cut(system: System, cell: int, direction: int, multipliers: Floats, need: float) -> Cut | None:
    """Decides which cells must be hidden so that `cell` can move by `need`: a capacity inequality.

    Any multipliers prove a valid one, so they are rounded to whole numbers first and the sums below are
    exact; the cut never rests on the solver's tolerances. None where the secret cells alone suffice.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001) (capacity constraints).
    """
    combined = system.incidence.by_column(multipliers)
    own = combined[cell]
    if own <= 0:
        return None
    # own * move = - sum over the other cells of combined * deviation, in the direction asked
    factor = -combined * direction
    reach = np.where(factor > 0, times(factor, system.above), times(-factor, system.below))
    reach[cell] = 0.0
    missing = need * own - float(np.minimum(reach[system.primary], need * own).sum())
    if missing <= 0:
        return None
    columns = np.flatnonzero((reach > 0) & system.free)
    return Cut(columns, np.minimum(reach[columns], missing) / missing)


def times(factor: Floats, reach: Floats) -> Floats:
    """The product where the factor is positive, else 0 (an unbounded reach times 0 would be no number)."""
    positive = np.maximum(factor, 0.0)
    product = np.zeros(len(factor))
    np.multiply(positive, reach, out=product, where=positive > 0)
    return product


def cut_of(system: System, move: Move, need: float, share: Floats) -> Cut | None:
    """The violated capacity cut that a failed attack proves, or None where rounding lost it."""
    for scale in SCALES:
        multipliers = np.rint(move.multipliers * scale) * -move.direction
        cut = capacity_cut(system, move.cell, move.direction, multipliers, need)
        if cut is not None and cut.reached(share) < 1 - SLACK:
            return cut
    return None


def widened(system: System, hidden: Flags, cuts: Iterable[Cut]) -> Flags:
    """The pattern with the cells hidden that the cuts ask for, those first that give most for their cost."""
    wide = hidden.copy()
    for cut in cuts:
        reached = cut.reached(wide.astype(np.float64))
        worth = np.minimum(cut.factors, 1 - reached) / (system.cost[cut.columns] + SLACK)
        for place in np.argsort(-worth, kind="stable").tolist():
            if reached >= 1 - SLACK:
                break
            if not wide[cut.columns[place]]:
                wide[cut.columns[place]] = True
                reached += float(cut.factors[place])
    return wide


def widening_cut(columns: Ints) -> Cut:
    """One of these cells must be hidden: without any of them a secret cell can't move, as was tried."""
    return Cut(columns, np.ones(len(columns)))
