"""The loops of `reach` for numba, which is optional; only `reach` calls them, and only where it is
installed."""

from __future__ import annotations

import importlib
import importlib.util
import math
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nahtlos.rules.strips import Strips

# By name, so that type checking does not depend on whether it is installed.
numba: Any = importlib.import_module("numba") if importlib.util.find_spec("numba") else None
Floats = NDArray[np.float64]
Frame = tuple[float, float, float, float, float, float, float, float, int, float, bool]


def within_reach(targets: Floats, strips: Strips, values: Floats, radius: float, gaussian: bool) -> Floats:
    """For each target the weighted sum of the sources' values within the radius, as in `reach`."""
    order = strips.in_order(targets)
    points = np.column_stack((strips.x, strips.y))
    place = (strips.west, strips.south, strips.across, strips.height, strips.width, strips.gap)
    search = (strips.slack, strips.reach, strips.steps, radius, gaussian)
    sums = np.empty(len(targets))
    sums[order] = _loops()(targets[order], points, strips.keys, values, (*place, *search))
    return sums


def _add_up(targets: Floats, points: Floats, keys: Floats, values: Floats, frame: Frame) -> Floats:
    west, south, across, height, width, gap, slack, reach, steps, radius, gaussian = frame
    sums = np.zeros(len(targets))
    squared_radius, edge = radius * radius, math.exp(-0.5)
    for target in numba.prange(len(targets)):
        x, y = targets[target, 0], targets[target, 1]
        row = math.floor((y - south) / height)
        total = 0.0
        for strip in range(row - steps, row + steps + 1):
            floor = south + strip * height
            off = max(floor - y, y - floor - height, slack) - slack
            half = math.sqrt(max(reach * reach - off * off, 0.0)) + slack
            start = strip * width + min(max(x - west - half, -gap), across + gap)
            stop = strip * width + min(max(x - west + half, -gap), across + gap)
            i, above = 0, len(keys)
            while i < above:  # the first key from `start` on; numba's own search takes longer to compile
                middle = (i + above) // 2
                if keys[middle] < start:
                    i = middle + 1
                else:
                    above = middle
            while i < len(keys) and keys[i] <= stop:
                squared = (points[i, 0] - x) ** 2 + (points[i, 1] - y) ** 2
                if squared <= squared_radius:
                    weight = 1.0
                    if gaussian:
                        weight = max((math.exp(squared / squared_radius * -0.5) - edge) / (1 - edge), 0.0)
                    total += weight * values[i]
                i += 1
        sums[target] = total
    return sums


@cache
def _loops() -> Callable[[Floats, Floats, Floats, Floats, Frame], Floats]:
    if numba is None:
        raise ModuleNotFoundError("numba is not installed; reach calculates with numpy then")
    try:
        compiled = numba.njit(parallel=True, cache=True)(_add_up)
    except RuntimeError:  # no folder where numba may keep the result: compile in each process
        compiled = numba.njit(parallel=True)(_add_up)
    return cast("Callable[[Floats, Floats, Floats, Floats, Frame], Floats]", compiled)
