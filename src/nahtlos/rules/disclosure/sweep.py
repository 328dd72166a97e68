"""One pass of the attacker over all secret cells: who can move far enough, and which cuts show who cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .attacker import Attacker, Move, Pending, enough, need_of
from .cuts import Cut, cut_of
from .system import Floats, System

FAMILY = 8.0
"""Needs within this factor of each other share an attacker."""
WORTHWHILE = 5
"""Cells are moved together as long as each question settles at least so many."""


@dataclass
class Sweep:
    """What a pass found: violated cuts, cells that can't move far enough, deviations that show who can."""

    system: System
    share: Floats
    pending: Pending
    rng: np.random.Generator
    cuts: list[Cut] = field(default_factory=list)
    unsafe: list[tuple[int, int]] = field(default_factory=list)
    deviations: list[Floats] = field(default_factory=list)

    def note(self, deviation: Floats) -> int:
        """Strikes off the open cells that a deviation shows, and keeps it if there were any."""
        settled = self.pending.settle(self.system, deviation)
        if settled:
            self.deviations.append(deviation)
        return settled

    def move_together(self, attacker: Attacker, least: float, most: float) -> None:
        """Asks for deviations that move many open cells of one family of needs at once."""
        settled = WORTHWHILE
        while settled >= WORTHWHILE:
            group = self.pending.within(self.system, least, most)
            if not group.count:
                break
            settled = self.note(attacker.together(group, self.rng))

    def move_singly(self, attacker: Attacker, questions: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Asks for each open cell by itself; those that fail without a violated cut are returned."""
        unclear = []
        for cell, direction in questions:
            if not self.pending.holds(cell, direction):
                continue
            need = need_of(self.system, cell, direction)
            move = attacker.furthest(cell, direction, need)
            self.note(move.deviation)
            if move.amount < enough(need) and not self.cut(move, need):
                unclear.append((cell, direction))
        return unclear

    def cut(self, move: Move, need: float) -> bool:
        """Whether the failure proves a violated cut, which is then kept."""
        cut = cut_of(self.system, move, need, self.share)
        if cut is not None:
            self.cuts.append(cut)
            self.unsafe.append((move.cell, move.direction))
        return cut is not None


def sweep(system: System, share: Floats) -> Sweep:
    """Decides whether every secret cell can move far enough when each cell is hidden by its share (0 to 1).

    Deviations are first capped at the largest need in question. That is as good for whoever can move anyway,
    and for fractional shares it makes the cuts sharp, since no cell can help more than is needed. Whoever
    fails under the cap without proving a cut is asked again without it.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001), on separating capacity inequalities. That one solution of the
    attacker may serve many cells follows from his polyhedron being the same for all of them.
    """
    state = Sweep(system, share, Pending.of(system), np.random.default_rng(system.size))
    unclear = []
    for least, most in families(system):
        attacker = Attacker(system, share, most)
        state.move_together(attacker, least, most)
        unclear += state.move_singly(attacker, state.pending.within(system, least, most).questions())
    if unclear:
        state.unsafe += state.move_singly(Attacker(system, share), unclear)
    return state


def families(system: System) -> list[tuple[float, float]]:
    """The needs, grouped: least and most of each group."""
    needs = np.unique(np.concatenate([system.down, system.up]))
    groups: list[tuple[float, float]] = []
    for need in needs[needs > 0].tolist():
        if groups and need <= FAMILY * groups[-1][0]:
            groups[-1] = (groups[-1][0], need)
        else:
            groups.append((need, need))
    return groups
