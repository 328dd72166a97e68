"""The attacker: how far can a reader move the hidden cells, given everything that is published?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from .solver import Programme
from .system import Flags, Floats, System

Amount = TypeVar("Amount", float, Floats)
DOWN, UP = -1, 1
SLACK = 1e-6


@dataclass(frozen=True)
class Move:
    """The furthest deviation found: of the cell itself, of all cells, and the equations' multipliers."""

    cell: int
    direction: int
    amount: float
    deviation: Floats
    multipliers: Floats


@dataclass
class Pending:
    """The secret cells not yet shown to be movable far enough, each way."""

    down: Flags
    up: Flags

    @classmethod
    def of(cls, system: System) -> Pending:
        return cls(system.down > 0, system.up > 0)

    @property
    def count(self) -> int:
        return int(self.down.sum() + self.up.sum())

    def within(self, system: System, least: float, most: float) -> Pending:
        """The open cells whose need lies in this range."""
        down = self.down & (system.down >= least) & (system.down <= most)
        return Pending(down, self.up & (system.up >= least) & (system.up <= most))

    def settle(self, system: System, deviation: Floats) -> int:
        """Strikes off all that this deviation shows, and says how many that were."""
        before = self.count
        self.down &= -deviation < enough(system.down)
        self.up &= deviation < enough(system.up)
        return before - self.count

    def questions(self) -> list[tuple[int, int]]:
        """Cell and direction of everything open."""
        down = [(int(cell), DOWN) for cell in np.flatnonzero(self.down)]
        return down + [(int(cell), UP) for cell in np.flatnonzero(self.up)]

    def holds(self, cell: int, direction: int) -> bool:
        return bool(self.up[cell] if direction == UP else self.down[cell])


def enough(need: Amount) -> Amount:
    """The amount that counts as the need, within the solver's tolerance."""
    return need - SLACK - 1e-9 * need


def need_of(system: System, cell: int, direction: int) -> float:
    return float(system.up[cell] if direction == UP else system.down[cell])


class Attacker:
    """A linear programme over deviations from the true table, small since it holds only the hidden cells.

    A deviation z leaves every equation true (it sums to zero there) and stays within -below*share and
    above*share, where the share is 1 at a hidden cell, 0 at a published one, and lies between in the
    relaxation of the search. Up and down are columns of their own: then "no deviation" is a corner of the
    polyhedron, every question starts there, and the answers are short paths that prove sharp cuts.
    """

    def __init__(self, system: System, share: Floats, most: float = np.inf) -> None:
        self.system = system
        # a cell without a bound times a share of nothing would be no number
        above = np.where(share > 0, np.minimum(system.above, most), 0.0) * np.where(share > 0, share, 0.0)
        below = np.minimum(system.below, most) * share
        self.support = np.flatnonzero((above > 0) | (below > 0))
        self.place = np.full(system.size, -1)
        self.place[self.support] = np.arange(len(self.support))
        self.reach = np.concatenate([above[self.support], below[self.support]])
        self.programme = Programme(np.zeros(len(self.reach)), np.zeros(len(self.reach)), self.reach)
        part, self.rows = system.incidence.part(self.place)
        self.programme.balance(part, signs=(1, -1))
        self.programme.mark()
        self.solved = 0

    def together(self, pending: Pending, rng: np.random.Generator) -> Floats:
        """One deviation that moves as many open cells as it can, each in a direction drawn by lot."""
        system, support = self.system, self.support
        up, down = pending.up[support], pending.down[support]
        upward = up & ((rng.random(len(support)) < 0.5) | ~down)
        downward = down & ~upward
        gain = upward / np.maximum(system.up[support], 1) - downward / np.maximum(system.down[support], 1)
        # nobody gains from moving further than needed, which leaves room for the others
        secret = system.primary[support]
        needs = np.concatenate([system.up[support], system.down[support]])
        ceiling = np.where(np.tile(secret, 2), np.minimum(self.reach, needs), self.reach)
        self.programme.limit(np.zeros(len(ceiling)), ceiling)
        self.programme.charge(np.concatenate([-gain, gain]))
        deviation, _ = self._answer()
        self.programme.limit(np.zeros(len(ceiling)), self.reach)
        self.programme.charge(np.zeros(len(ceiling)))
        return deviation

    def furthest(self, cell: int, direction: int, need: float) -> Move:
        """The largest deviation of one cell in one direction, up to the need."""
        forth, back = self._columns(cell, direction)
        if forth < 0:
            return Move(cell, direction, 0.0, np.zeros(self.system.size), np.zeros(self.system.incidence.rows))
        reach = self.reach[[forth, back]]
        self.programme.limit_one(forth, 0.0, min(need, reach[0]))
        self.programme.limit_one(back, 0.0, 0.0)
        self.programme.charge_one(forth, -1.0)
        deviation, multipliers = self._answer()
        self.programme.charge_one(forth, 0.0)
        self.programme.limit_one(forth, 0.0, float(reach[0]))
        self.programme.limit_one(back, 0.0, float(reach[1]))
        return Move(cell, direction, direction * float(deviation[cell]), deviation, multipliers)

    def _columns(self, cell: int, direction: int) -> tuple[int, int]:
        place, size = int(self.place[cell]), len(self.support)
        if place < 0:
            return -1, -1
        return (place, place + size) if direction == UP else (place + size, place)

    def _answer(self) -> tuple[Floats, Floats]:
        """The deviation of all cells and the multipliers of all equations."""
        self.programme.restart()
        self.programme.solve()
        self.solved += 1
        columns, rows = self.programme.solution()
        deviation = np.zeros(self.system.size)
        deviation[self.support] = columns[: len(self.support)] - columns[len(self.support) :]
        multipliers = np.zeros(self.system.incidence.rows)
        multipliers[self.rows] = rows
        return deviation, multipliers
