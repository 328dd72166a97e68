"""Reach against brute force, against another programme's numbers, and what must hold on any map."""

import importlib.util
import math
import tracemalloc
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from nahtlos.rules import reach, reach_compiled, strips

Floats = NDArray[np.float64]
DEMAND_XY = [[0, 0], [1200, 300], [2500, -400], [4000, 4000], [900, 2100], [9000, 9000]]
DEMAND = [120, 45, 300, 80, 0, 60]
SUPPLY_XY = [[300, 200], [2400, 900], [5200, 3600], [-20000, 0]]
SUPPLY = [12, 30, 7, 99]
# The same input given to PySAL access 1.1.10, two_stage_fca with the same weights.
PYSAL = {
    "gaussian": [
        *(0.06709921850847528, 0.1177995686782355, 0.09549037729487457),
        *(0.0875, 0.0767010154128522, 0.0),
    ],
    "none": [0.09032258064516129] * 3 + [0.0875, 0.09032258064516129, 0.0],
}


def brute_force(demand_xy: Any, demand: Any, supply_xy: Any, supply: Any, radius: float, decay: str) -> list[float]:
    """The definition, pair by pair."""

    def weight(a: Any, b: Any) -> float:
        squared = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
        if squared > radius * radius:
            return 0.0
        edge = math.exp(-0.5)
        return 1.0 if decay == "none" else (math.exp(-squared / radius**2 / 2) - edge) / (1 - edge)

    access = [0.0] * len(demand)
    for place, amount in zip(supply_xy, supply, strict=True):
        weights = [weight(home, place) for home in demand_xy]
        load = sum(w * d for w, d in zip(weights, demand, strict=True))
        if load > 0:
            access = [a + w * amount / load for a, w in zip(access, weights, strict=True)]
    return access


coordinates = st.integers(-40, 40).map(lambda tenth: tenth / 4)
places = st.lists(st.tuples(coordinates, coordinates, st.integers(0, 9)), min_size=1, max_size=25)


def split(rows: Any) -> tuple[Any, Any]:
    return [row[:2] for row in rows], [row[2] for row in rows]


def on_a_map(seed: int, cells: int, offers: int, side: float) -> tuple[Floats, Floats, Floats, Floats]:
    random = np.random.default_rng(seed)
    return (
        random.uniform(0, side, (cells, 2)),
        random.integers(0, 200, cells).astype(float),
        random.uniform(-side / 5, side * 1.2, (offers, 2)),
        random.integers(0, 40, offers).astype(float),
    )


def reachable(demand_xy: Any, demand: Any, supply_xy: Any, supply: Any, radius: float) -> float:
    """The supply that has demand strictly within the radius."""
    squared = ((demand_xy[:, None] - supply_xy[None]) ** 2).sum(axis=2)
    return float(supply[((squared < radius**2) & (demand[:, None] > 0)).any(axis=0)].sum())


@pytest.mark.parametrize("decay", ["gaussian", "none"])
def test_it_agrees_with_pysal_access(decay: str) -> None:
    found = reach.access(DEMAND_XY, DEMAND, SUPPLY_XY, SUPPLY, radius=3000, decay=decay)
    assert found == pytest.approx(PYSAL[decay], rel=1e-12)


def test_a_hand_computed_town() -> None:
    found = reach.access([[0, 0], [300, 400]], [100, 50], [[0, 0]], [10], radius=1000)
    half_way = (math.exp(-0.125) - math.exp(-0.5)) / (1 - math.exp(-0.5))
    load = 100 + 50 * half_way
    assert found == pytest.approx([10 / load, 10 / load * half_way], rel=1e-14)


def test_the_edge_belongs_to_the_radius_without_decay_and_weighs_nothing_with_it() -> None:
    edge = ([[3000.0, 4000.0]], [10], [[0.0, 0.0]], [5])
    assert reach.access(*edge, radius=5000, decay="none") == [0.5]
    assert reach.access(*edge, radius=4999.999, decay="none") == [0]
    assert reach.access(*edge, radius=5000) == [0]


@settings(max_examples=150)
@given(demand=places, supply=places, radius=st.sampled_from([0.01, 0.25, 1, 1.25, 2.5, 5, 13, 400]))
def test_it_is_the_definition_pair_by_pair(demand: Any, supply: Any, radius: float) -> None:
    for decay in ("gaussian", "none"):
        found = reach.access(*split(demand), *split(supply), radius=radius, decay=decay)
        expected = brute_force(*split(demand), *split(supply), radius, decay)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("offset", [0, 5.7e6, -3e7])
@pytest.mark.parametrize("radius", [40, 900, 5000, 60_000])
def test_what_is_handed_out_is_the_supply_that_anyone_can_reach(radius: float, offset: float) -> None:
    demand_xy, demand, supply_xy, supply = on_a_map(7, 400, 300, 20_000)
    for decay in ("gaussian", "none"):
        access = reach.access(demand_xy + offset, demand, supply_xy + offset, supply, radius=radius, decay=decay)
        expected = reachable(demand_xy, demand, supply_xy, supply, radius)
        assert (demand * access).sum() == pytest.approx(expected, rel=1e-9)


def test_a_neighbour_on_every_boundary_of_a_strip_is_found() -> None:
    radius = 8.0
    offsets = [(x, y) for x in range(-8, 9) for y in range(-8, 9) if x * x + y * y <= 64]
    supply_xy = [[100 + x, 200 + y] for x, y in offsets]
    found = reach.access([[100, 200]], [2], supply_xy, [1] * len(offsets), radius=radius, decay="none")
    assert found == [len(offsets) / 2]
    turned = reach.access(supply_xy, [1] * len(offsets), [[100, 200]], [2], radius=radius, decay="none")
    assert turned == pytest.approx([2 / len(offsets)] * len(offsets))


def test_most_candidates_are_neighbours() -> None:
    demand_xy, _, supply_xy, _ = on_a_map(6, 3000, 2000, 20_000)
    sorted_cells = strips.Strips.of(demand_xy, 2000)
    found = sum(block.candidates() for block in sorted_cells.blocks(supply_xy))
    neighbours = len(table_of(demand_xy, supply_xy, 2000)[0])
    assert neighbours <= found < 1.3 * neighbours
    assert sorted_cells.expected_candidates(supply_xy) == pytest.approx(found, rel=0.1)


def test_a_radius_far_smaller_than_the_map_finds_the_few_neighbours() -> None:
    random = np.random.default_rng(8)
    demand_xy = random.integers(-(10**7), 10**7, (300, 2)).astype(float)
    supply_xy = demand_xy[:200] + random.choice([-0.3, 0, 0.3, 0.6], (200, 2))
    demand, supply = [1.0] * 300, [2.0] * 200
    found = reach.access(demand_xy, demand, supply_xy, supply, radius=0.5, decay="none")
    assert found == pytest.approx(brute_force(demand_xy, demand, supply_xy, supply, 0.5, "none"))
    assert 0 < (found > 0).sum() < 200


def test_neither_the_order_of_rows_nor_the_size_of_pieces_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    demand_xy, demand, supply_xy, supply = on_a_map(3, 300, 200, 10_000)
    whole = reach.access(demand_xy, demand, supply_xy, supply, radius=1500)
    random = np.random.default_rng(5)
    cells, offers = random.permutation(300), random.permutation(200)
    shuffled = reach.access(demand_xy[cells], demand[cells], supply_xy[offers], supply[offers], radius=1500)
    assert shuffled == pytest.approx(whole[cells], rel=1e-12)
    monkeypatch.setattr(reach, "PIECE", 7)
    monkeypatch.setattr(strips, "TARGETS_AT_A_TIME", 11)
    assert reach.access(demand_xy, demand, supply_xy, supply, radius=1500) == pytest.approx(whole, rel=1e-12)


def test_one_more_offer_never_lowers_what_its_own_reach_gets_in_sum() -> None:
    demand_xy, demand, supply_xy, supply = on_a_map(11, 200, 60, 9000)
    before = reach.access(demand_xy, demand, supply_xy, supply, radius=2000)
    more = reach.access(demand_xy, demand, [*supply_xy, [4500, 4500]], [*supply, 25], radius=2000)
    assert (more >= before - 1e-15).all()
    assert (demand * more).sum() == pytest.approx((demand * before).sum() + 25, rel=1e-12)


def test_scale_of_the_map_and_of_the_numbers() -> None:
    given_map = on_a_map(2, 150, 90, 5000)
    base = reach.access(*given_map, radius=700)
    demand_xy, demand, supply_xy, supply = given_map
    larger = reach.access(demand_xy * 1024, demand, supply_xy * 1024, supply, radius=700 * 1024)
    assert larger == pytest.approx(base, rel=1e-9)
    assert reach.access(demand_xy, demand, supply_xy, 3 * supply, radius=700) == pytest.approx(3 * base)
    assert reach.access(demand_xy, 4 * demand, supply_xy, supply, radius=700) == pytest.approx(base / 4)


@pytest.mark.parametrize(
    "demand_xy", [[[0, 0]], [[0, 0]] * 40, [[x, 5] for x in range(40)], [[5, x] for x in range(40)]]
)
def test_points_on_one_spot_or_one_line_are_no_special_case(demand_xy: Any) -> None:
    demand = [1] * len(demand_xy)
    supply_xy, supply = [[0.0, 0.0], [5.0, 5.0], [1e7, -1e7]], [3, 4, 5]
    found = reach.access(demand_xy, demand, supply_xy, supply, radius=7.5)
    assert found == pytest.approx(brute_force(demand_xy, demand, supply_xy, supply, 7.5, "gaussian"), rel=1e-9)


def test_without_demand_or_supply_the_answer_is_empty_or_nothing() -> None:
    assert reach.access([], [], [[0, 0]], [1], radius=5).shape == (0,)
    assert reach.access([[0, 0]], [1], [], [], radius=5).tolist() == [0]
    assert reach.access_from_costs([1, 2], [], [], [], [], max_cost=5, weight=reach.no_decay).tolist() == [
        0,
        0,
    ]


def test_memory_is_bounded_where_everybody_reaches_everything() -> None:
    demand_xy, demand, supply_xy, supply = on_a_map(1, 3000, 3000, 1000)
    tracemalloc.start()
    reach.access(demand_xy, demand, supply_xy, supply, radius=5000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000  # one array of all nine million pairs would be 72 MB


def table_of(demand_xy: Any, supply_xy: Any, radius: float) -> tuple[Any, Any, Any]:
    distances = np.sqrt(((np.array(demand_xy)[:, None] - np.array(supply_xy)[None]) ** 2).sum(axis=2))
    origin, destination = np.nonzero(distances <= radius)
    return origin, destination, distances[origin, destination]


@pytest.mark.parametrize(("decay", "weight"), [("gaussian", reach.gaussian_weight(1500)), ("none", reach.no_decay)])
def test_a_table_of_distances_gives_what_the_map_gives(decay: str, weight: Any) -> None:
    demand_xy, demand, supply_xy, supply = on_a_map(4, 250, 150, 9000)
    by_map = reach.access(demand_xy, demand, supply_xy, supply, radius=1500, decay=decay)
    table = table_of(demand_xy, supply_xy, 4000)
    found = reach.access_from_costs(demand, supply, *table, max_cost=1500, weight=weight)
    assert found == pytest.approx(by_map, rel=1e-9, abs=1e-15)


def test_costs_decide_and_not_the_order_of_rows() -> None:
    args = ([10, 30], [8, 6], [0, 1, 1], [0, 0, 1], [5, 15, math.inf])
    found = reach.access_from_costs(*args, max_cost=20, weight=lambda cost: 20 / (20 + cost))
    near, far = 20 / 25, 20 / 35
    load = 10 * near + 30 * far
    assert found == pytest.approx([8 / load * near, 8 / load * far])
    turned = ([10, 30], [8, 6], [1, 0, 1], [1, 0, 0], [math.inf, 5, 15])
    again = reach.access_from_costs(*turned, max_cost=20, weight=lambda cost: 20 / (20 + cost))
    assert again == pytest.approx(found)
    assert reach.access_from_costs(*args, max_cost=14, weight=reach.no_decay) == pytest.approx([0.8, 0])


def test_a_detour_shortens_the_straight_line() -> None:
    assert reach.straight_line_radius(2600, detour_factor=1.3) == 2000
    assert reach.straight_line_radius(2600, detour_factor=1) == 2600
    by_route = reach.gaussian_weight(2600)(np.array([1.3 * 500.0]))
    assert by_route == pytest.approx(reach.gaussian_weight(2000)(np.array([500.0])))


def plain_loops(function: Any = None, **_: Any) -> Any:
    return function if function else lambda decorated: decorated


def no_folder(function: Any = None, *, cache: bool = False, **_: Any) -> Any:
    def decorate(decorated: Any) -> Any:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return decorated

    return decorate


@pytest.fixture(params=[plain_loops, no_folder])
def compiling(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """numba as if installed, its loops run by Python, used for the smallest work."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: SimpleNamespace(name=name))
    monkeypatch.setattr(reach_compiled, "numba", SimpleNamespace(njit=request.param, prange=range))
    monkeypatch.setattr(reach, "WORTH_COMPILING", 0)
    monkeypatch.setattr(reach, "_add_up", None)
    forget_the_choice()
    yield
    forget_the_choice()


def forget_the_choice() -> None:
    reach._compiled.cache_clear()
    reach_compiled._loops.cache_clear()


@pytest.mark.parametrize("decay", ["gaussian", "none"])
@pytest.mark.parametrize("radius", [0.5, 700, 9000])
def test_the_compiled_loops_give_the_same_values(compiling: None, decay: str, radius: float) -> None:
    demand_xy, demand, supply_xy, supply = on_a_map(9, 60, 40, 3000)
    found = reach.access(demand_xy, demand, supply_xy, supply, radius=radius, decay=decay)
    expected = brute_force(demand_xy, demand, supply_xy, supply, radius, decay)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-15)


def test_without_numba_numpy_calculates_whatever_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(reach, "WORTH_COMPILING", 0)
    forget_the_choice()
    assert reach.access([[0, 0]], [4], [[1, 1]], [2], radius=5, decay="none") == [0.5]
    forget_the_choice()


def test_a_county_never_waits_for_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    def compiler() -> None:
        raise AssertionError("asked for the compiled loops")

    monkeypatch.setattr(reach, "_compiled", compiler)
    assert len(reach.access(*on_a_map(1, 500, 900, 40_000), radius=10_000)) == 500
    monkeypatch.setattr(reach, "WORTH_COMPILING", 100_000)
    with pytest.raises(AssertionError, match="asked for the compiled loops"):
        reach.access(*on_a_map(1, 500, 900, 40_000), radius=30_000)


ONE = {"demand_xy": [[0, 0]], "demand": [1], "supply_xy": [[1, 1]], "supply": [1], "radius": 5}
REFUSED = [
    ({"demand_xy": [0, 0]}, r"demand_xy must have the shape \(n, 2\)"),
    ({"supply_xy": [[1, 1, 1]]}, r"supply_xy must have the shape \(n, 2\)"),
    ({"demand_xy": [[math.nan, 0]]}, "demand_xy must hold finite numbers"),
    ({"supply_xy": [[math.inf, 0]]}, "supply_xy must hold finite numbers"),
    ({"demand": [1, 2]}, r"demand must have the shape \(1,\), got \(2,\)"),
    ({"supply": []}, r"supply must have the shape \(1,\)"),
    ({"demand": [-1]}, "demand must hold finite numbers >= 0"),
    ({"supply": [math.nan]}, "supply must hold finite numbers >= 0"),
    ({"radius": 0}, "radius must be greater than zero"),
    ({"radius": math.nan}, "radius must be a finite number"),
    ({"decay": "linear"}, "decay must be 'gaussian' or 'none', got 'linear'"),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_what_no_map_can_hold_is_refused_by_name(change: dict[str, Any], message: str) -> None:
    arguments = {**ONE, **change}
    positional = [arguments.pop(name) for name in ("demand_xy", "demand", "supply_xy", "supply")]
    with pytest.raises(ValueError, match=message):
        reach.access(*positional, **arguments)


TABLE = {
    "demand": [1, 2],
    "supply": [3],
    "origin": [0, 1],
    "destination": [0, 0],
    "cost": [1, 2],
    "max_cost": 9,
}
TABLE_REFUSED = [
    ({"origin": [0]}, "lengths must agree, got origin 1, destination 2, cost 2"),
    ({"origin": [0, 2]}, "origin must lie between 0 and 1, got 0 to 2"),
    ({"destination": [0, -1]}, "destination must lie between 0 and 0"),
    ({"origin": [0.0, 1.0]}, "origin must be whole numbers"),
    ({"origin": [1, 1]}, "hold the pair 1, 0 more than once"),
    ({"cost": [1, math.nan]}, "cost must be numbers >= 0"),
    ({"cost": [1, -1]}, "cost must be numbers >= 0"),
    ({"demand": [1, -2]}, "demand must hold finite numbers >= 0"),
    ({"supply": [[3]]}, "supply must have one dimension"),
    ({"max_cost": -1}, "max_cost must not be negative"),
    ({"max_cost": math.nan}, "max_cost must be a finite number"),
    ({"weight": lambda cost: cost[:1]}, "weight must return one number per cost"),
    ({"weight": lambda cost: -cost}, "weight must return finite numbers >= 0"),
    ({"weight": lambda cost: cost * math.nan}, "weight must return finite numbers >= 0"),
]


@pytest.mark.parametrize(("change", "message"), TABLE_REFUSED)
def test_what_no_table_can_hold_is_refused_by_name(change: dict[str, Any], message: str) -> None:
    arguments = {"weight": reach.no_decay, **TABLE, **change}
    positional = [arguments.pop(name) for name in ("demand", "supply", "origin", "destination", "cost")]
    with pytest.raises(ValueError, match=message):
        reach.access_from_costs(*positional, **arguments)


@pytest.mark.parametrize("factor", [0.99, 0, -1, math.nan])
def test_no_route_is_shorter_than_the_straight_line(factor: float) -> None:
    with pytest.raises(ValueError, match="detour_factor"):
        reach.straight_line_radius(1000, detour_factor=factor)
    with pytest.raises(ValueError, match="route_limit"):
        reach.straight_line_radius(0, detour_factor=1.3)
