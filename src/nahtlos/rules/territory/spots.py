"""Numbered discs on a map: each at its place, moved a little where two would cover each other."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

Point = tuple[int, int]
ROUNDS = 60


def apart(points: Mapping[str, Point], distance: float) -> dict[str, Point]:
    """The points pushed apart until any two are `distance` from each other; those with room stay where they are.

    >>> apart({"a": (0, 0), "b": (4, 0), "c": (90, 0)}, 10)
    {'a': (-3, 0), 'b': (7, 0), 'c': (90, 0)}
    """
    at = {key: (float(x), float(y)) for key, (x, y) in sorted(points.items())}
    keys = list(at)
    for _ in range(ROUNDS):
        moved = [_push(at, first, second, distance) for i, first in enumerate(keys) for second in keys[i + 1 :]]
        if not any(moved):
            break
    return {key: (round(x), round(y)) for key, (x, y) in at.items()}


def _push(at: dict[str, tuple[float, float]], first: str, second: str, distance: float) -> bool:
    (x, y), (to_x, to_y) = at[first], at[second]
    length = hypot(to_x - x, to_y - y)
    if length >= distance:
        return False
    # Two at the same place part sideways.
    across, down = ((to_x - x) / length, (to_y - y) / length) if length else (1.0, 0.0)
    step = (distance - length) / 2
    at[first] = (x - across * step, y - down * step)
    at[second] = (to_x + across * step, to_y + down * step)
    return True
