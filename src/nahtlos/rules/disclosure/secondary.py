"""Which further cells must be hidden: the cheapest pattern, proven, or the best one found with its bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .budget import Meter
from .cuts import Cut, widened, widening_cut
from .heuristic import completed, completed_whole, trimmed
from .limits import refuse_hopeless, refuse_widest, sharpened
from .master import Master
from .sweep import sweep
from .system import Flags, Ints, System
from .witness import Evidence, gather

EXACT, STOPPED, HEURISTIC = "exact", "best found", "heuristic"
DEAR = 400
"""From so many simplex steps for a pattern on, its wider neighbours are attacked too."""
NEIGHBOURS = 3


@dataclass(frozen=True)
class Found:
    """A pattern with its witnesses (as deviations from the true table), its proven bound and its method."""

    primary: Flags
    secondary: Flags
    deviations: list[Ints]
    bound: float
    optimal: bool
    method: str


def search(system: System, meter: Meter) -> Found:
    """Decides the cheapest pattern under which every secret cell has its two whole-number witnesses.

    First shares between 0 and 1 are settled by cuts, then cells are hidden outright, then the whole numbers
    are asked for; each failure adds a cut, so the first pattern without failure is the cheapest of all. When
    the budget ends before, the pattern at hand is completed and trimmed, and the bound says how far at most
    it is from the cheapest.

    Raises Unprotectable with the cells that no pattern protects, Undecided where a witness is missing.

    Source: Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear
    Constraints, Management Science 47 (2001) (branch and cut; here cut, then branch, then cut again).
    """
    if not system.primary.any():
        return found(system, system.primary, Evidence(), 0.0)
    refuse_hopeless(system)
    master = Master(system)
    hidden, settled = relax(system, master, meter)
    if settled:
        master.decide()
        exact, hidden = settle(system, master, meter, hidden)
        if exact is not None:
            return exact
    return fall_back(system, master, hidden, meter)


def relax(system: System, master: Master, meter: Meter) -> tuple[Flags, bool]:
    """The cells that the relaxation hides at least in part, and whether no cut was left to find."""
    hidden = system.primary
    while meter.spend():
        share = master.relaxed()
        if share is None:
            refuse_widest(system)
            break
        hidden = share > 0
        if not master.add(sweep(system, share).cuts):
            return hidden, True
    return hidden, False


def settle(system: System, master: Master, meter: Meter, start: Flags) -> tuple[Found | None, Flags]:
    """The cheapest pattern of all, or None where the budget ended before, and the last pattern tried."""
    hidden = start
    while meter.spend():
        pattern, proven = master.outright(meter)
        if pattern is None and master.programme.infeasible:
            refuse_widest(system)
        hidden = hidden if pattern is None else pattern
        if not proven:
            break
        checked = sweep(system, hidden.astype(np.float64))
        if checked.unsafe:
            narrow(system, master, hidden, checked.cuts)
            continue
        evidence = gather(system, hidden, checked.deviations)
        if evidence.complete:
            return found(system, hidden, evidence, None), hidden
        if not widen(system, master, hidden, evidence):
            break
    return None, hidden


def narrow(system: System, master: Master, hidden: Flags, cuts: list[Cut]) -> None:
    """Adds the cuts that an unsafe pattern violates, and where patterns are dear those of its neighbours too.

    A wider pattern that is still unsafe proves cuts that the narrow one violates as well. They spare later
    rounds, which pays as soon as finding a pattern takes longer than attacking it.
    """
    dear = master.programme.effort > DEAR
    # a failure whose cut was lost to rounding still proves that this pattern is too narrow
    if not master.add(cuts):
        master.add([widening_cut(np.flatnonzero(system.free & ~hidden))])
    for _ in range(NEIGHBOURS if dear else 0):
        hidden = widened(system, hidden, cuts)
        cuts = sweep(system, hidden.astype(np.float64)).cuts
        if not master.add(cuts):
            break


def widen(system: System, master: Master, hidden: Flags, evidence: Evidence) -> bool:
    """Whether the impossible whole-number attacks gave new cuts."""
    return master.add([sharpened(system, hidden, *question) for question in evidence.impossible]) > 0


def fall_back(system: System, master: Master, start: Flags, meter: Meter) -> Found:
    """A safe pattern out of an unfinished one: complete it, trim it, and make sure of the whole numbers."""
    hidden, deviations = trimmed(system, completed(system, start), meter)
    evidence = gather(system, hidden, deviations)
    if not evidence.complete:
        hidden, evidence = completed_whole(system, hidden, evidence)
    return found(system, hidden, evidence, master.bound)


def found(system: System, hidden: Flags, evidence: Evidence, bound: float | None) -> Found:
    """The pattern without idle cells; a bound of None says that it was proven to be the cheapest."""
    moved = np.zeros(system.size, dtype=bool)
    for deviation in evidence.deviations:
        moved |= deviation != 0
    # what no witness moves can be shown: all witnesses agree with it
    secondary = hidden & ~system.primary & moved
    weight = float(system.cost[secondary].sum())
    if bound is None or weight <= bound:
        return Found(system.primary, secondary, evidence.deviations, weight, True, EXACT)
    method = STOPPED if bound > 0 else HEURISTIC
    return Found(system.primary, secondary, evidence.deviations, bound, False, method)
