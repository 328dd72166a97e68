"""Whole-number witnesses: tables that agree with everything published and move a secret cell far enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from .attacker import UP, Pending, need_of
from .solver import Programme
from .system import Flags, Floats, Ints, System

MARGIN = 4.0
"""Whole-number attacks first move no cell further than this many times the need: that is answered at once."""
NODES = 20_000
"""Branches after which a whole-number attack is given up as undecided."""


@dataclass
class Evidence:
    """Whole deviations, what they leave open, and which of that is proven to be impossible."""

    deviations: list[Ints] = field(default_factory=list)
    impossible: list[tuple[int, int]] = field(default_factory=list)
    undecided: list[tuple[int, int]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.impossible and not self.undecided


def gather(system: System, hidden: Flags, candidates: Iterable[Floats]) -> Evidence:
    """Decides by which whole-number tables each secret cell is shown to be movable, down and up.

    Corners of the attacker's polyhedron are whole in tables of two dimensions, which are networks, and often
    in others; they cost nothing. Only what they leave open is asked of a whole-number programme.

    Source: Fischetti and Salazar, Models and Algorithms for the 2-Dimensional Cell Suppression Problem in
    Statistical Disclosure Control, Mathematical Programming 84 (1999) (network structure).
    """
    pending, evidence = Pending.of(system), Evidence()
    for candidate in candidates:
        keep(system, hidden, candidate, pending, evidence)
    rng = np.random.default_rng(system.size)
    for cell, direction in pending.questions():
        if not pending.holds(cell, direction):
            continue
        deviation, proven = whole_move(system, hidden, cell, direction, gain(system, pending, rng))
        if deviation is None:
            (evidence.impossible if proven else evidence.undecided).append((cell, direction))
        elif not keep(system, hidden, deviation, pending, evidence):
            evidence.undecided.append((cell, direction))
    if needs_truth(system, evidence):
        evidence.deviations.append(np.zeros(system.size, dtype=np.int64))
    return evidence


def keep(system: System, hidden: Flags, candidate: Floats, pending: Pending, evidence: Evidence) -> bool:
    """Keeps a deviation that is exactly right and shows something new."""
    whole = np.rint(candidate).astype(np.int64)
    if np.abs(whole - candidate).max(initial=0.0) > 1e-6 or not exact(system, hidden, whole):
        return False
    shown = pending.settle(system, whole.astype(np.float64)) > 0
    if shown:
        evidence.deviations.append(whole)
    return shown


def exact(system: System, hidden: Flags, whole: Ints) -> bool:
    """Whether a deviation keeps all published cells, all equations and all bounds, without any tolerance."""
    inside = bool(np.all(-system.below <= whole) and np.all(whole <= system.above))
    return inside and not whole[~hidden].any() and not system.incidence.by_row(whole).any()


def needs_truth(system: System, evidence: Evidence) -> bool:
    """Whether a secret cell that needs no movement one way is shown so by the true table only."""
    tables = np.array(evidence.deviations, dtype=np.int64).reshape(len(evidence.deviations), system.size)
    down, up = system.down[system.primary], system.up[system.primary]
    moves = tables[:, system.primary]
    return not bool(np.all((-moves >= down).any(axis=0)) and np.all((moves >= up).any(axis=0)))


def whole_move(
    system: System,
    hidden: Flags,
    cell: int,
    direction: int,
    reward: Floats,
) -> tuple[Floats | None, bool]:
    """A whole deviation that moves a cell as far as needed, or None and whether that is proven impossible."""
    need = need_of(system, cell, direction)
    if not hidden[cell] or need > (system.above if direction == UP else system.below)[cell]:
        return None, True
    for most in (MARGIN * need, np.inf):
        programme, support = whole_programme(system, hidden, cell, direction * need, most)
        if np.isfinite(most):
            # unbounded cells can't be rewarded: they would run away
            programme.charge(-reward[support])
        programme.solve()
        if programme.found:
            deviation = np.zeros(system.size)
            deviation[support] = programme.values()
            return deviation, False
    return None, programme.infeasible


def gain(system: System, pending: Pending, rng: np.random.Generator) -> Floats:
    """A reward for moving other open cells as well, each in a direction drawn by lot."""
    upward = pending.up & ((rng.random(system.size) < 0.5) | ~pending.down)
    downward = pending.down & ~upward
    return upward / np.maximum(system.up, 1) - downward / np.maximum(system.down, 1)


def whole_programme(system: System, hidden: Flags, cell: int, target: float, most: float) -> tuple[Programme, Ints]:
    """The whole-number attacker over the hidden cells, one of them moved to the target at least."""
    support = np.flatnonzero(hidden)
    place = np.full(system.size, -1)
    place[support] = np.arange(len(support))
    lower = -np.minimum(system.below, most)[support]
    upper = np.minimum(system.above, most)[support]
    mine = place[cell]
    lower[mine], upper[mine] = (target, upper[mine]) if target > 0 else (lower[mine], target)
    programme = Programme(np.zeros(len(support)), lower, upper, presolve=True)
    part, _ = system.incidence.part(place)
    programme.balance(part)
    programme.restrict(np.ones(len(support), dtype=bool))
    programme.set("mip_max_nodes", NODES)
    programme.set("mip_rel_gap", 0.5)
    return programme, support
