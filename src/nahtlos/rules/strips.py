"""Which points lie near which: points sorted into horizontal strips, so that memory stays linear.

A strip is a quarter of the radius high and sorted from west to east. The candidates of a target then are one
run per strip, found by binary search; a grid of cells would need the same work and memory for the empty ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

STRIPS_PER_RADIUS = 4
# Keys join strip and x in one float; more strips than this would cost it the digits of x.
MOST_STRIPS = 2**20
TARGETS_AT_A_TIME = 16_384
SAMPLE = 500


@dataclass(frozen=True)
class Block:
    """Some targets, and for each of them one run [start, stop[ of candidates per strip."""

    which: Whole
    x: Floats
    y: Floats
    starts: Whole
    stops: Whole

    def candidates(self) -> int:
        return int((self.stops - self.starts).sum())


@dataclass(frozen=True)
class Strips:
    """Points in the order of their strips; `order` leads back to the order in which they came."""

    order: Whole
    x: Floats
    y: Floats
    keys: Floats
    west: float
    south: float
    across: float
    height: float
    gap: float
    slack: float
    reach: float

    @classmethod
    def of(cls, points: Floats, radius: float) -> Strips:
        """Decides the strips of points (n, 2), n > 0, in metres, for searches within `radius`.

        >>> Strips.of(np.array([[5.0, 0.0], [1.0, 0.0]]), 4.0).order
        array([1, 0])
        """
        west, south = points.min(axis=0)
        across, along = np.ptp(points, axis=0)
        # Rounding must never hide a neighbour: the search is wider by what the keys can be off.
        gap = max(across, radius) / 1000
        rows = min(STRIPS_PER_RADIUS * along / radius, MOST_STRIPS) + 2
        slack = 16 * np.finfo(float).eps * float(rows * (across + 3 * gap) + np.abs(points).max())
        reach = radius + slack
        height = max(reach / STRIPS_PER_RADIUS, along / MOST_STRIPS)
        keys = np.floor((points[:, 1] - south) / height) * (across + 3 * gap) + (points[:, 0] - west)
        order = np.argsort(keys, kind="stable")
        x, y = np.ascontiguousarray(points[order].T)
        return cls(order, x, y, keys[order], west, south, across, height, gap, slack, reach)

    def blocks(self, targets: Floats) -> Iterator[Block]:
        """Decides the candidates of all targets (k, 2), a bounded number of targets at a time.

        Every point within the radius is among them; most of the others are not.

        >>> strips = Strips.of(np.array([[5.0, 0.0], [1.0, 0.0], [90.0, 0.0]]), 4.0)
        >>> [block.candidates() for block in strips.blocks(np.array([[3.0, 0.0]]))]
        [2]
        """
        ordered = self.in_order(targets)
        for first in range(0, len(targets), TARGETS_AT_A_TIME):
            which = ordered[first : first + TARGETS_AT_A_TIME]
            x, y = np.ascontiguousarray(targets[which].T)
            yield Block(which, x, y, *self._runs(x, y))

    def in_order(self, targets: Floats) -> Whole:
        """The order of the targets in which neighbours follow each other and so look at the same memory."""
        return np.lexsort((targets[:, 0], np.floor((targets[:, 1] - self.south) / self.height)))

    def expected_candidates(self, targets: Floats) -> float:
        """About how many candidates all targets have together, from a sample of them."""
        sample = targets[:: max(1, len(targets) // SAMPLE)]
        starts, stops = self._runs(*np.ascontiguousarray(sample.T))
        return float((stops - starts).sum()) * len(targets) / max(1, len(sample))

    @property
    def width(self) -> float:
        """How far the keys of two strips are apart."""
        return self.across + 3 * self.gap

    @property
    def steps(self) -> int:
        """How many strips to look at on each side of a target's own."""
        return int(np.ceil(self.reach / self.height))

    def _runs(self, x: Floats, y: Floats) -> tuple[Whole, Whole]:
        row = np.floor((y - self.south) / self.height)
        strip = row[:, None] + np.arange(-self.steps, self.steps + 1)
        floor = self.south + strip * self.height
        off = np.maximum(np.maximum(floor - y[:, None], y[:, None] - floor - self.height) - self.slack, 0)
        half = np.sqrt(np.maximum(self.reach**2 - off**2, 0)) + self.slack
        east, base = x[:, None] - self.west, strip * self.width
        # Beyond the outermost points a run would reach into the next strip.
        low, high = (np.clip(end, -self.gap, self.across + self.gap) for end in (east - half, east + half))
        starts = np.searchsorted(self.keys, base + low, side="left")
        return starts, np.maximum(starts, np.searchsorted(self.keys, base + high, side="right"))
