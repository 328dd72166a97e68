"""The fallback when the budget ends: complete a pattern by cheapest deviations, then trim what is idle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .attacker import UP, Attacker, Pending, need_of
from .budget import Meter
from .errors import Undecided
from .limits import refuse_widest
from .solver import Programme
from .sweep import sweep
from .system import Flags, Floats, System
from .witness import NODES, Evidence, gather


class Cheapest:
    """The cheapest way to move one cell: what is hidden already moves for nothing, the rest by its cost.

    Source: Kelly, Golden and Assad, Cell Suppression: Disclosure Protection for Sensitive Tabular Data,
    Networks 22 (1992) (one programme per secret cell, the cost of a deviation in place of that of a pattern).
    """

    def __init__(self, system: System, hidden: Flags, *, whole: bool = False) -> None:
        self.system, self.hidden = system, hidden.copy()
        reach = np.concatenate([system.above, system.below])
        reach[np.tile(system.fixed & ~system.primary, 2)] = 0.0
        self.reach = reach
        self.programme = Programme(self._cost(), np.zeros(len(reach)), reach, presolve=whole)
        self.programme.balance(system.incidence, signs=(1, -1))
        if whole:
            self.programme.restrict(np.ones(len(reach), dtype=bool))
            self.programme.set("mip_max_nodes", NODES)

    def _cost(self) -> Floats:
        # a small price on idle movement keeps the deviations short
        return np.tile(np.where(self.hidden, 1e-3, self.system.cost + 1e-3), 2)

    def move(self, cell: int, direction: int) -> Floats | None:
        """The cheapest deviation that moves the cell far enough, or None; what it uses is hidden."""
        size = self.system.size
        forth, back = (cell, cell + size) if direction == UP else (cell + size, cell)
        self.programme.charge(self._cost())
        self.programme.limit_one(forth, need_of(self.system, cell, direction), float(self.reach[forth]))
        self.programme.limit_one(back, 0.0, 0.0)
        self.programme.solve()
        found = self.programme.found
        columns = self.programme.values() if found else np.zeros(2 * size)
        self.programme.limit_one(forth, 0.0, float(self.reach[forth]))
        self.programme.limit_one(back, 0.0, float(self.reach[back]))
        if not found:
            return None
        deviation = columns[:size] - columns[size:]
        self.hidden |= np.abs(deviation) > 1e-7
        return deviation


def completed(system: System, hidden: Flags) -> Flags:
    """A pattern around the given one under which every secret cell can move far enough.

    Raises Unprotectable where there is none.
    """
    while unsafe := sweep(system, hidden.astype(np.float64)).unsafe:
        cheapest = Cheapest(system, hidden)
        for cell, direction in unsafe:
            if cheapest.move(cell, direction) is None:
                refuse_widest(system)
                raise Undecided(system.named([cell]))
        if np.array_equal(cheapest.hidden, hidden):
            raise Undecided(system.named(cell for cell, _ in unsafe))
        hidden = cheapest.hidden
    return hidden


def completed_whole(system: System, hidden: Flags, evidence: Evidence) -> tuple[Flags, Evidence]:
    """The same for whole numbers: what the whole-number attacker could not move is given room.

    Raises Unprotectable where no whole table moves a cell, Undecided where none was found.
    """
    deviations = [each.astype(np.float64) for each in evidence.deviations]
    cheapest = Cheapest(system, hidden, whole=True)
    for cell, direction in evidence.impossible + evidence.undecided:
        deviation = cheapest.move(cell, direction)
        if deviation is None:
            refuse_widest(system)
            raise Undecided(system.named([cell]))
        deviations.append(np.rint(deviation))
    again = gather(system, cheapest.hidden, deviations)
    if not again.complete:
        raise Undecided(system.named(cell for cell, _ in again.impossible + again.undecided))
    return cheapest.hidden, again


@dataclass
class Shown:
    """Deviations that show every secret cell to be movable under the present pattern."""

    system: System
    deviations: list[Floats]

    def without(self, cell: int) -> tuple[list[Floats], Pending]:
        """The deviations that do not touch a cell, and what they leave open."""
        kept = [each for each in self.deviations if abs(each[cell]) < 1e-9]
        pending = Pending.of(self.system)
        for each in kept:
            pending.settle(self.system, each)
        return kept, pending

    def replace(self, cell: int, hidden: Flags) -> bool:
        """Whether everything can be shown without this cell; if so, the deviations are changed to do it."""
        kept, pending = self.without(cell)
        most = max(float(self.system.down.max()), float(self.system.up.max()))
        attacker = Attacker(self.system, hidden.astype(np.float64), most) if pending.count else None
        for secret, direction in pending.questions():
            if attacker is None or not pending.holds(secret, direction):
                continue
            move = attacker.furthest(secret, direction, need_of(self.system, secret, direction))
            if not pending.settle(self.system, move.deviation) or pending.holds(secret, direction):
                return False
            kept.append(move.deviation)
        self.deviations = kept
        return True


def trimmed(system: System, hidden: Flags, meter: Meter) -> tuple[Flags, list[Floats]]:
    """A safe pattern without the cells that can be shown after all, the dearest first while time lasts."""
    shown = Shown(system, sweep(system, hidden.astype(np.float64)).deviations)
    hidden = hidden.copy()
    extra = np.flatnonzero(hidden & ~system.primary)
    for cell in extra[np.argsort(-system.cost[extra], kind="stable")].tolist():
        if meter.seconds is not None and meter.seconds <= 0:
            break
        hidden[cell] = False
        if not shown.replace(cell, hidden):
            hidden[cell] = True
    return hidden, shown.deviations
