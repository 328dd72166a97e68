"""How much of a supply a place can reach: the two-step floating catchment area with decay.

Step 1: every supply is divided by the weighted demand within its radius. Step 2: every demand cell adds up
the weighted shares of all supplies within the radius. What is reached is neither lost nor counted twice:
sum(demand × access) is the supply that anyone can reach.

Memory stays bounded: demand and supply are sorted into strips (`strips`), candidates are worked off in
pieces. Where numba is installed and the work is large, compiled loops give the same values faster.

Source: W. Luo, Y. Qi (2009), An enhanced two-step floating catchment area (E2SFCA) method, Health & Place
15:1100-1107; D. Dai (2010), Black residential segregation, disparities in spatial access to health care
facilities, Health & Place 16:1038-1052, for the Gaussian weight that falls to zero at the radius.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nahtlos.rules.number_checks import not_negative, number, positive
from nahtlos.rules.strips import Block, Strips

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

GAUSSIAN_EDGE = float(np.exp(-0.5))
# About ten arrays of this length are alive at a time.
PIECE = 400_000
# Compiling takes seconds, so it pays only above this many candidate pairs.
WORTH_COMPILING = 5_000_000


def access(
    demand_xy: ArrayLike,
    demand: ArrayLike,
    supply_xy: ArrayLike,
    supply: ArrayLike,
    *,
    radius: float,
    decay: str = "gaussian",
) -> Floats:
    """Decides how much supply per unit of demand each demand cell reaches within a radius (E2SFCA).

    `demand_xy` (n, 2) and `supply_xy` (m, 2) in metres of a plane projection, `demand` (n,) and `supply` (m,)
    not negative; the answer is (n,), supply per demand. A pair at distance d <= radius r weighs
    (exp(-(d/r)²/2) - exp(-1/2)) / (1 - exp(-1/2)), so 1 at the door and 0 at the edge; with decay "none" it
    weighs 1. Supply that nobody reaches is given to nobody. Distances are straight lines: for a limit by road
    pass `straight_line_radius`. Raises ValueError for mismatching shapes, negative or missing numbers, a
    radius that is not positive and an unknown decay.

    Source: Luo and Qi (2009), both steps; Dai (2010), Gaussian weight.

    >>> access([[0, 0], [900, 0]], [10, 30], [[0, 0]], [8], radius=1000, decay="none")
    array([0.2, 0.2])
    """
    demand_at, supply_at = _points("demand_xy", demand_xy), _points("supply_xy", supply_xy)
    demanded = _amounts("demand", demand, len(demand_at))
    supplied = _amounts("supply", supply, len(supply_at))
    radius = positive("radius", radius)
    if decay not in ("gaussian", "none"):
        raise ValueError(f"decay must be 'gaussian' or 'none', got {decay!r}")
    load = _within_reach(supply_at, demand_at, demanded, radius, decay)
    return _within_reach(demand_at, supply_at, _shares(supplied, load), radius, decay)


def access_from_costs(
    demand: ArrayLike,
    supply: ArrayLike,
    origin: ArrayLike,
    destination: ArrayLike,
    cost: ArrayLike,
    *,
    max_cost: float,
    weight: Callable[[Floats], ArrayLike],
) -> Floats:
    """Decides how much supply per unit of demand each demand cell reaches by a table of costs (E2SFCA).

    A row of the table says: from demand number `origin` to supply number `destination` costs `cost`, for
    example minutes by bus; what has no row, or costs more than `max_cost`, is out of reach, so infinity may
    stand for 'never'. `weight` maps the costs within reach, one array, to weights >= 0 (`gaussian_weight`,
    `no_decay`). The answer is (n,), supply per demand. Raises ValueError for mismatching lengths, numbers
    outside of the lists, a pair given twice, negative or missing numbers, and weights of another shape.

    Source: Luo and Qi (2009), both steps, with travel costs given instead of distances.

    >>> access_from_costs([10, 30], [8], [0, 1], [0, 0], [5, 15], max_cost=20, weight=no_decay)
    array([0.2, 0.2])
    """
    demanded, supplied = _amounts("demand", demand), _amounts("supply", supply)
    start = _positions("origin", origin, len(demanded))
    goal = _positions("destination", destination, len(supplied))
    costs = _costs(cost)
    if not len(start) == len(goal) == len(costs):
        raise ValueError(f"the lengths must agree, got origin {len(start)}, destination {len(goal)}, cost {len(costs)}")
    _refuse_pairs_given_twice(start, goal, len(supplied))
    within = costs <= not_negative("max_cost", max_cost)
    start, goal = start[within], goal[within]
    weights = _weights(weight, costs[within])
    share = _shares(supplied, _sums_by(goal, weights * demanded[start], len(supplied)))
    return _sums_by(start, weights * share[goal], len(demanded))


def straight_line_radius(route_limit: float, *, detour_factor: float) -> float:
    """Decides which straight line stands for a route limit, if routes are `detour_factor` times as long.

    Both in metres. It is exact for every decay here, for the weight depends on the share of the limit alone.
    The factor is an assumption of the caller and is labelled wherever its figures appear. Raises ValueError
    for a limit that is not positive and a factor below 1: no route is shorter than the straight line.

    Source: F. P. Boscoe, K. A. Henry, M. S. Zdeb (2012), A nationwide comparison of driving distance versus
    straight-line distance to hospitals, The Professional Geographer 64:188-196 (detour index).

    >>> straight_line_radius(13_000, detour_factor=1.3)
    10000.0
    """
    if number("detour_factor", detour_factor) < 1:
        raise ValueError(f"detour_factor must be at least 1, got {detour_factor!r}")
    return positive("route_limit", route_limit) / detour_factor


def gaussian_weight(limit: float) -> Callable[[Floats], Floats]:
    """Decides how costs up to `limit` weigh: the Gaussian of `access`, 1 at no cost and 0 at the limit.

    Raises ValueError for a limit that is not positive.

    Source: Dai (2010), Gaussian weight.

    >>> gaussian_weight(20)(np.array([0.0, 10.0, 20.0])).round(3)
    array([1.   , 0.701, 0.   ])
    """
    limit = positive("limit", limit)
    return lambda cost: _gaussian((np.asarray(cost, dtype=float) / limit) ** 2)


def no_decay(cost: Floats) -> Floats:
    """Decides that all that is within reach weighs the same.

    Source: W. Luo, F. Wang (2003), Environment and Planning B 30:865-884 (the first 2SFCA).

    >>> no_decay(np.array([5.0, 15.0]))
    array([1., 1.])
    """
    return np.ones_like(cost, dtype=float)


def _within_reach(targets: Floats, sources: Floats, values: Floats, radius: float, decay: str) -> Floats:
    """For each target the weighted sum of the sources' values within the radius."""
    sums = np.zeros(len(targets))
    if len(sources) == 0:
        return sums
    strips = Strips.of(sources, radius)
    ordered, gaussian = values[strips.order], decay == "gaussian"
    compiled = _compiled() if strips.expected_candidates(targets) >= WORTH_COMPILING else None
    if compiled:
        return compiled(targets, strips, ordered, radius, gaussian)
    for block in strips.blocks(targets):
        sums[block.which] = _add_up(block, strips, ordered, radius, gaussian)
    return sums


def _add_up(block: Block, strips: Strips, values: Floats, radius: float, gaussian: bool) -> Floats:
    """The sums of one block, in pieces of a bounded number of pairs."""
    runs = block.stops - block.starts
    pairs = runs.sum(axis=1)
    sums = np.zeros(len(pairs))
    for piece in _pieces(pairs):
        index, owned = _expand(block.starts[piece].ravel(), runs[piece].ravel()), pairs[piece]
        squared = _squared_offsets(strips.x, index, block.x[piece], owned)
        squared += _squared_offsets(strips.y, index, block.y[piece], owned)
        weighted = _weigh(squared, radius, gaussian)
        weighted *= values[index]
        sums[piece] = np.bincount(np.repeat(np.arange(len(owned)), owned), weighted, minlength=len(owned))
    return sums


def _pieces(pairs: Whole) -> Iterator[slice]:
    """Runs of targets with about PIECE pairs together; a single target may have more."""
    ends = np.cumsum(pairs)
    first = 0
    while first < len(pairs):
        done = ends[first - 1] if first else 0
        last = max(int(np.searchsorted(ends, done + PIECE, side="right")), first + 1)
        yield slice(first, last)
        first = last


def _expand(starts: Whole, lengths: Whole) -> Whole:
    """All whole numbers of the runs [start, start + length[, one run after the other."""
    before = np.cumsum(lengths) - lengths
    index = np.repeat(starts - before, lengths)
    index += np.arange(len(index))
    return index


def _squared_offsets(coordinate: Floats, index: Whole, targets: Floats, pairs: Whole) -> Floats:
    offsets = coordinate[index]
    offsets -= np.repeat(targets, pairs)
    offsets *= offsets
    return offsets


def _weigh(squared: Floats, radius: float, gaussian: bool) -> Floats:
    if not gaussian:
        return (squared <= radius * radius).astype(float)
    squared /= radius * radius
    return _gaussian(squared)


def _gaussian(squared_share: Floats) -> Floats:
    """The weight at (d/r)²; beyond the radius it would be negative, so the clip is the radius too."""
    weight = np.exp(squared_share * -0.5)
    weight -= GAUSSIAN_EDGE
    weight /= 1 - GAUSSIAN_EDGE
    return np.maximum(weight, 0.0, out=weight)


@cache
def _compiled() -> Callable[[Floats, Strips, Floats, float, bool], Floats] | None:
    """The compiled loops, where numba is installed."""
    if importlib.util.find_spec("numba") is None:
        return None
    from nahtlos.rules import reach_compiled  # noqa: PLC0415 - importing numba takes a second

    return reach_compiled.within_reach


def _sums_by(position: Whole, values: Floats, count: int) -> Floats:
    # A table without rows would make bincount answer in whole numbers.
    return np.bincount(position, values, minlength=count).astype(float)


def _shares(supplied: Floats, load: Floats) -> Floats:
    """Supply per weighted demand; nothing where nobody is in reach."""
    return np.divide(supplied, load, out=np.zeros_like(supplied), where=load > 0)


def _points(name: str, values: ArrayLike) -> Floats:
    points = np.asarray(values, dtype=float)
    if points.size == 0:
        return np.empty((0, 2))
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"{name} must have the shape (n, 2), got {points.shape}")
    if not np.isfinite(points).all():
        raise ValueError(f"{name} must hold finite numbers only")
    return points


def _amounts(name: str, values: ArrayLike, length: int | None = None) -> Floats:
    amounts = np.asarray(values, dtype=float)
    if amounts.ndim != 1 or length not in (None, len(amounts)):
        wanted = "one dimension" if length is None else f"the shape ({length},)"
        raise ValueError(f"{name} must have {wanted}, got {amounts.shape}")
    if not np.isfinite(amounts).all() or (amounts < 0).any():
        raise ValueError(f"{name} must hold finite numbers >= 0 only")
    return amounts


def _positions(name: str, values: ArrayLike, count: int) -> Whole:
    given = np.asarray(values)
    if given.size == 0:
        return np.empty(0, np.intp)
    if given.ndim != 1 or not np.issubdtype(given.dtype, np.integer):
        raise ValueError(f"{name} must be whole numbers in one dimension, got {given.dtype} {given.shape}")
    if given.min() < 0 or given.max() >= count:
        raise ValueError(f"{name} must lie between 0 and {count - 1}, got {given.min()} to {given.max()}")
    return given.astype(np.intp)


def _costs(values: ArrayLike) -> Floats:
    costs = np.asarray(values, dtype=float)
    if costs.ndim != 1 or np.isnan(costs).any() or (costs < 0).any():
        raise ValueError("cost must be numbers >= 0 in one dimension, infinity for what is out of reach")
    return costs


def _refuse_pairs_given_twice(origin: Whole, destination: Whole, destinations: int) -> None:
    pairs, times = np.unique(origin * destinations + destination, return_counts=True)
    if (times > 1).any():
        start, goal = divmod(int(pairs[times > 1][0]), destinations)
        raise ValueError(f"origin and destination hold the pair {start}, {goal} more than once")


def _weights(weight: Callable[[Floats], ArrayLike], costs: Floats) -> Floats:
    weights = np.asarray(weight(costs), dtype=float)
    if weights.shape != costs.shape:
        raise ValueError(f"weight must return one number per cost, got {weights.shape} for {costs.shape}")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("weight must return finite numbers >= 0 only")
    return weights
