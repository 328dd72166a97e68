"""Borders: who touches whom, the outline of several areas, and that drawings say what the geometry says."""

from __future__ import annotations

import math
import re
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from nahtlos.rules.territory.labels import Label, centre, place
from nahtlos.rules.territory.names import Slugs, slug
from nahtlos.rules.territory.projection import box, path, project
from nahtlos.rules.territory.shapes import Shape, area_km2, neighbours, outline
from nahtlos.rules.territory.spots import apart


def cell(x: int, y: int) -> Shape:
    """A square of a hundredth of a degree on a grid."""
    corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))
    return ((tuple((9 + a / 100, 51 + b / 100) for a, b in corners),),)


# Every cell of a grid belongs to one of four areas: partitions of all kinds, with holes, islands and touching corners.
partitions = st.lists(st.integers(0, 3), min_size=16, max_size=16)


def shapes_of(owners: list[int]) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for (x, y), owner in zip(product(range(4), range(4)), owners, strict=True):
        found[str(owner)] = found.get(str(owner), ()) + cell(x, y)
    return found


@settings(deadline=None)
@given(partitions)
def test_neighbours_are_those_with_a_common_side(owners: list[int]) -> None:
    grid = dict(zip(product(range(4), range(4)), map(str, owners), strict=True))
    expected = {
        (min(a, grid[there]), max(a, grid[there]))
        for (x, y), a in grid.items()
        for there in ((x + 1, y), (x, y + 1))
        if there in grid and grid[there] != a
    }
    assert neighbours(shapes_of(owners)) == expected


@settings(deadline=None)
@given(partitions)
def test_an_outline_encloses_what_its_areas_cover(owners: list[int]) -> None:
    for shape in shapes_of(owners).values():
        found = outline([shape])
        assert all(ring[0] == ring[-1] for ring in found)
        # Even-odd: the middle of a cell is inside exactly when the cell belongs to the shape.
        cells = {polygon[0][0] for polygon in shape}
        for x, y in product(range(4), range(4)):
            corner = (9 + x / 100, 51 + y / 100)
            assert _is_inside((corner[0] + 0.005, corner[1] + 0.005), found) == (corner in cells)


def _is_inside(point: tuple[float, float], rings: tuple[tuple[tuple[float, float], ...], ...]) -> bool:
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > point[1]) != (y2 > point[1]):
                crossings += point[0] < x1 + (point[1] - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


def points_of(drawn: str) -> list[list[tuple[int, int]]]:
    """Path data read back."""
    found = []
    for x, y, steps in re.findall(r"M(-?\d+) ?(-?\d+)l([^z]*)z", drawn):
        ring = [(int(x), int(y))]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        found.append(ring)
    return found


degrees = st.tuples(st.floats(6, 15), st.floats(47.3, 55))


@settings(deadline=None)
@given(st.lists(degrees, min_size=3, max_size=40, unique=True))
def test_a_path_is_the_geometry_within_half_a_unit(points: list[tuple[float, float]]) -> None:
    ring = [*points, points[0]]
    drawn = points_of(path([[project(x, y) for x, y in ring]]))
    assert " -" not in path([[project(x, y) for x, y in ring]])
    expected = [project(x, y) for x, y in points]
    without_doubles = [one for n, one in enumerate(expected) if n == 0 or one != expected[n - 1]]
    if len(without_doubles) > 1:
        assert drawn == [without_doubles]
    for (x, y), (longitude, latitude) in zip(expected, points, strict=True):
        exact = 637813.7 * math.asinh(math.tan(math.radians(latitude)))
        assert abs(x - 637813.7 * math.radians(longitude)) <= 0.5 + 1e-6
        assert abs(-y - exact) <= 0.5 + 1e-6


def test_the_area_of_a_hole_does_not_count() -> None:
    whole, hole = cell(0, 0)[0][0], tuple((9.0 + a / 1000, 51 + b / 1000) for a, b in
                                          ((2, 2), (4, 2), (4, 4), (2, 4), (2, 2)))  # fmt: skip
    assert math.isclose(area_km2(((whole, hole),)), area_km2(((whole,),)) - area_km2(((hole,),)))


def test_the_middle_of_an_area_lies_in_it() -> None:
    horseshoe = [(0, 0), (100, 0), (100, 100), (70, 100), (70, 30), (30, 30), (30, 100), (0, 100), (0, 0)]
    x, y = centre(horseshoe)
    assert (x < 30 or x > 70) or y < 30
    assert 10 <= x <= 90


def test_names_do_not_cover_each_other() -> None:
    ring = [(0, 0), (400, 0), (400, 400), (0, 400), (0, 0)]
    labels = {str(n): Label("Naumburg", (ring,), (200, 200)) for n in range(3)}
    spots = list(place(labels, 20).values())
    assert all(abs(a[0] - b[0]) >= 80 or abs(a[1] - b[1]) >= 20 for a in spots for b in spots if a is not b)
    assert place(labels, 20) == place(labels, 20)


def test_a_name_without_an_area_keeps_clear_of_the_others_areas() -> None:
    ring = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    found = place({"x": Label("Ort", (), (110, 50), (ring,))}, 20)
    assert found["x"][0] - 3 * 0.56 * 20 / 2 >= 100


def test_discs_never_cover_each_other_and_those_with_room_stay() -> None:
    found = apart({"a": (0, 0), "b": (3, 0), "c": (3, 0), "d": (200, 0)}, 10)
    spots = list(found.values())
    assert all(math.hypot(x[0] - y[0], x[1] - y[1]) >= 9 for x in spots for y in spots if x is not y)
    assert found["d"] == (200, 0)


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), max_size=20))
def test_addresses_are_plain_and_each_is_given_once(names: list[str]) -> None:
    slugs = Slugs()
    found = [slugs.take(slug(name), f"k{n}") for n, name in enumerate(names)]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) for one in found)


def test_a_box_holds_its_points() -> None:
    assert box([(3, -4), (1, 9), (2, 2)]) == (1, -4, 3, 9)
