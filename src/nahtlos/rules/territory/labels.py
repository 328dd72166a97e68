"""Where names stand on a map: inside their area if they fit, and never one over the other.

All lengths are map units (rules.territory.projection). A name is a box around its middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PlanePoint = tuple[int, int]
PlaneRing = Sequence[PlanePoint]
# Fira Sans at weight 500: mean width of a letter and height of a line, as shares of the type size.
LETTER, LINE = 0.56, 1.1
# Steps in which a name may move from the middle of its area, as shares of the type size.
REACH, STEP, ROUNDS = 3.0, 0.5, 4


@dataclass(frozen=True)
class Label:
    """A name to be placed: its area's rings and the middle of the area.

    A name beyond the map has no area; `avoid` are then the rings of all areas, which it must not cover.
    """

    name: str
    rings: tuple[PlaneRing, ...]
    at: PlanePoint
    avoid: tuple[PlaneRing, ...] = ()


def centre(ring: PlaneRing, holes: Sequence[PlaneRing] = ()) -> PlanePoint:
    """The point inside a ring that is farthest from its border, to about a hundredth of the ring's size.

    >>> centre([(0, 0), (100, 0), (100, 40), (0, 40), (0, 0)])[1]
    20
    """
    rings = (ring, *holes)
    corners = np.asarray(ring, dtype=float)
    low, high = corners.min(axis=0), corners.max(axis=0)
    best, step = (low + high) / 2, float((high - low).max()) / 2
    for _ in range(4):
        grid = np.arange(-8, 9) * step / 8
        points = best + np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
        depth = np.where(_inside(points, rings), _distance(points, rings), -1.0)
        best, step = points[int(depth.argmax())], step / 5
    return int(best[0]), int(best[1])


def _segments(rings: Sequence[PlaneRing]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    starts = np.concatenate([np.asarray(ring[:-1], dtype=float) for ring in rings])
    ends = np.concatenate([np.asarray(ring[1:], dtype=float) for ring in rings])
    return starts, ends


def _inside(points: NDArray[np.float64], rings: Sequence[PlaneRing]) -> NDArray[np.bool_]:
    """Even-odd rule for many points at once."""
    starts, ends = _segments(rings)
    y = points[:, 1:2]
    crosses = (starts[:, 1] > y) != (ends[:, 1] > y)
    slope = np.divide(
        ends[:, 0] - starts[:, 0],
        ends[:, 1] - starts[:, 1],
        out=np.zeros(len(starts)),
        where=ends[:, 1] != starts[:, 1],
    )
    left = points[:, 0:1] < (y - starts[:, 1]) * slope + starts[:, 0]
    return np.asarray((crosses & left).sum(axis=1) % 2 == 1)


def _distance(points: NDArray[np.float64], rings: Sequence[PlaneRing]) -> NDArray[np.float64]:
    """From each point to the nearest side."""
    starts, ends = _segments(rings)
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    offset = points[:, None, :] - starts
    share = np.clip((offset * along).sum(axis=2) / length, 0, 1)
    return np.asarray(np.sqrt(((offset - share[:, :, None] * along) ** 2).sum(axis=2)).min(axis=1))


def place(labels: Mapping[str, Label], size: float) -> dict[str, PlanePoint]:
    """Positions for all names set in type of `size`: every name is moved a little until none covers another.

    Prefers, in this order: no overlap, inside its own area, near the area's middle. Same input, same result.
    """
    chosen = {key: np.asarray(label.at, dtype=float) for key, label in labels.items()}
    options = {key: _options(label, size) for key, label in labels.items()}
    for _ in range(ROUNDS):
        for key in sorted(options, key=lambda key: (-len(labels[key].name), key)):
            spots, cost = options[key]
            others = [(chosen[other], labels[other].name) for other in labels if other != key]
            total = cost + 40 * _overlap(spots, labels[key].name, others, size)
            chosen[key] = spots[int(total.argmin())]
    return {key: (int(spot[0]), int(spot[1])) for key, spot in chosen.items()}


def _options(label: Label, size: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where a name may stand and what each spot costs by itself."""
    steps = np.arange(-REACH, REACH + STEP, STEP) * size
    spots = np.asarray(label.at) + np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    half = len(label.name) * LETTER * size / 2
    outside = np.zeros(len(spots))
    for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
        for line in (-0.4, 0.4):
            outside += _is_astray(spots + np.array([share * half, line * size]), label)
    away = np.sqrt(((spots - np.asarray(label.at)) ** 2).sum(axis=1)) / size
    return spots, outside + away / 4


def _is_astray(points: NDArray[np.float64], label: Label) -> NDArray[np.bool_]:
    if label.rings:
        return ~_inside(points, label.rings)
    # Areas don't overlap, so a point in any of them crosses all their rings together an odd number of times.
    return _inside(points, label.avoid) if label.avoid else np.zeros(len(points), dtype=bool)


def _overlap(
    spots: NDArray[np.float64], name: str, others: Sequence[tuple[NDArray[np.float64], str]], size: float
) -> NDArray[np.float64]:
    """How much of other names' boxes a name would cover at each spot, in squared type sizes."""
    total = np.zeros(len(spots))
    for spot, other in others:
        width = (len(name) + len(other)) * LETTER * size / 2 - np.abs(spots[:, 0] - spot[0])
        height = LINE * size - np.abs(spots[:, 1] - spot[1])
        total += np.clip(width, 0, None) * np.clip(height, 0, None) / size**2
    return total
