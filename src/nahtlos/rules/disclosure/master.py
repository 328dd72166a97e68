"""The search's own programme: the cheapest pattern that obeys every cut found so far."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .budget import Meter
from .cuts import Cut
from .solver import INFINITE, Programme
from .system import Flags, Floats, System


class Master:
    """Which cells to hide, first as shares between 0 and 1, then outright, at the least cost."""

    def __init__(self, system: System) -> None:
        self.system = system
        cost = np.where(system.primary, 0.0, system.cost)
        lowest = system.primary.astype(np.float64)
        highest = np.where(system.fixed & ~system.primary, 0.0, 1.0)
        self.programme = Programme(cost, lowest, highest)
        self.known: set[tuple[bytes, bytes]] = set()
        self.stepped = bool(np.all(cost == np.rint(cost)))
        self.bound = 0.0

    def add(self, cuts: Iterable[Cut]) -> int:
        """Adds the cuts it does not have yet, and says how many those were."""
        fresh = []
        for cut in cuts:
            key = (cut.columns.tobytes(), np.round(cut.factors, 9).tobytes())
            if key not in self.known:
                self.known.add(key)
                fresh.append(cut)
        if fresh:
            starts = np.cumsum([0, *(len(cut.columns) for cut in fresh)])[:-1]
            columns = np.concatenate([cut.columns for cut in fresh])
            factors = np.concatenate([cut.factors for cut in fresh])
            count = len(fresh)
            self.programme.add_rows(np.ones(count), np.full(count, INFINITE), starts, columns, factors)
        return len(fresh)

    def relaxed(self) -> Floats | None:
        """The cheapest shares, or None where no pattern obeys the cuts."""
        if not self.programme.solve():
            return None
        self.raise_bound(self.programme.objective)
        share = np.clip(self.programme.values(), 0.0, 1.0)
        return np.where(share < 1e-9, 0.0, share)

    def decide(self) -> None:
        """From here on cells are hidden outright or not at all."""
        self.programme.restrict(self.system.free)
        self.programme.set("presolve", "choose")
        self.programme.set("mip_rel_gap", 0.0)

    def outright(self, meter: Meter) -> tuple[Flags | None, bool]:
        """The cheapest pattern found within the budget, if any, and whether it is proven to be that."""
        if meter.searching is not None:
            self.programme.set("time_limit", max(meter.searching, 0.0))
        self.programme.set("mip_max_nodes", max(meter.nodes, 0))
        proven = self.programme.solve()
        meter.nodes -= self.programme.nodes
        self.raise_bound(self.programme.bound)
        return (self.programme.values() > 0.5 if self.programme.found else None), proven

    def raise_bound(self, found: float) -> None:
        """Keeps the best proven bound; with whole costs only a whole one can be reached."""
        if np.isfinite(found):
            reached = float(np.ceil(found - 1e-6)) if self.stepped else found
            self.bound = max(self.bound, reached)
