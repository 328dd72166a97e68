"""The recent trend: series published with their result, an independent fit, and what must not change it."""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahtlos.rules import trends

# England's and a region's figures, oldest first, with the marker shown by Fingertips (crown copyright, Open
# Government Licence; test data of dhsc-govuk/FingertipsNext, commit d1600f4).
DIABETES = ([7.0826, 7.1085, 7.2571, 7.4528, 7.6554], [7.0754, 7.1013, 7.2499, 7.4456, 7.6481])
DIABETES_UPPER = [7.094, 7.1199, 7.2684, 7.4643, 7.6669]
MMR = ([92.6254, 92.3221, 90.8708, 90.017, 90.1013], [92.4168, 92.1072, 90.6358, 89.7694, 89.8578])
MMR_UPPER = [92.8288, 92.5315, 91.1004, 90.2594, 90.3396]
EYES = ([2.935, 1.93028, 2.7567, 2.8701, 3.0121], [2.7841, 1.8085, 2.6113, 2.7225, 2.8616])
EYES_UPPER = [3.0919, 2.058, 2.9082, 3.0237, 3.1683]
CANCER = (
    [126.9341, 125.829, 121.5234, 122.3782, 120.7742],
    [125.9343, 124.8371, 120.5533, 121.4012, 119.8035],
)
CANCER_UPPER = [127.94, 126.8268, 122.4993, 123.361, 121.7507]
PUBLISHED = [
    (*DIABETES, DIABETES_UPPER, "increasing"),
    (*MMR, MMR_UPPER, "decreasing"),
    (*EYES, EYES_UPPER, "increasing"),
    (*CANCER, CANCER_UPPER, "decreasing"),
]
series = st.lists(st.tuples(st.floats(-50, 50), st.floats(0.1, 20), st.floats(0.1, 20)), min_size=5, max_size=5)


def with_width(values: Sequence[float], width: float) -> tuple[list[float], list[float]]:
    return [value - width / 2 for value in values], [value + width / 2 for value in values]


def judged(values: Sequence[float], width: float) -> str:
    return trends.recent(values, *with_width(values, width))


@pytest.mark.parametrize(("values", "lowers", "uppers", "marker"), PUBLISHED)
def test_series_have_the_trend_that_was_published(values: Any, lowers: Any, uppers: Any, marker: str) -> None:
    assert trends.recent(values, lowers, uppers) == marker


def test_the_limit_is_the_998_per_mille_point_of_chi_square_with_one_degree_of_freedom() -> None:
    assert pytest.approx(NormalDist().inv_cdf(0.999) ** 2, rel=1e-12) == trends.CHI_SQUARE_LIMIT


# With five equal weights 1/se² the chi-square of a straight line is (slope / se)² × 10.
@pytest.mark.parametrize(("excess", "marker"), [(1 - 1e-9, "no_change"), (1 + 1e-9, "increasing")])
def test_chi_square_must_exceed_the_limit(excess: float, marker: str) -> None:
    slope = math.sqrt(trends.CHI_SQUARE_LIMIT / 10) * excess
    assert judged([slope * year for year in range(5)], 3.92) == marker
    opposite = {"increasing": "decreasing"}.get(marker, marker)
    assert judged([-slope * year for year in range(5)], 3.92) == opposite


def test_a_single_year_alone_makes_no_trend() -> None:
    assert judged([10, 10, 10, 10, 90], 1) == "no_change"
    assert judged([50, 10, 11, 12, 13], 0.5) == "no_change"
    assert judged([10, 10, 10, 11, 90], 1) == "increasing"


def test_a_flat_line_is_no_change_however_sure() -> None:
    assert judged([29.2] * 5, 1e-9) == "no_change"
    assert judged([0.1, 0.3, 0.5, 0.3, 0.1], 1e-9) == "no_change"


def reference(values: Any, lowers: Any, uppers: Any) -> tuple[str, bool]:
    """The same decision by numpy's least squares."""
    times, errors = np.arange(5.0), (np.array(uppers) - np.array(lowers)) / 3.92

    def slope_and_variance(keep: Any) -> tuple[float, float]:
        design = np.column_stack((np.ones(len(keep)), times[keep])) / errors[keep, None]
        answer = np.linalg.lstsq(design, np.array(values)[keep] / errors[keep], rcond=None)[0]
        return answer[1], np.linalg.inv(design.T @ design)[1, 1]

    slope, variance = slope_and_variance(np.arange(5))
    others = [slope_and_variance(np.delete(np.arange(5), i))[0] for i in range(5)]
    chi_square = slope**2 / variance
    near = abs(chi_square - trends.CHI_SQUARE_LIMIT) < 1e-6 or min(abs(each) for each in others) < 1e-9
    if chi_square <= trends.CHI_SQUARE_LIMIT or any(each * slope <= 0 for each in others):
        return "no_change", near
    return ("increasing" if slope > 0 else "decreasing"), near


@given(points=series)
def test_it_agrees_with_an_independent_fit(points: list[tuple[float, float, float]]) -> None:
    values = [value for value, _, _ in points]
    lowers = [value - below for value, below, _ in points]
    uppers = [value + above for value, _, above in points]
    expected, too_near_to_tell = reference(values, lowers, uppers)
    assert too_near_to_tell or trends.recent(values, lowers, uppers) == expected


@given(points=series, shift=st.integers(-1000, 1000), power=st.integers(-8, 8))
def test_neither_unit_nor_starting_point_changes_it_and_going_backwards_turns_it(
    points: list[tuple[float, float, float]], shift: int, power: int
) -> None:
    columns = [[v, v - b, v + a] for v, b, a in ((round(v, 2), round(b, 2), round(a, 2)) for v, b, a in points)]
    before = trends.recent(*zip(*columns, strict=True))
    scaled = [[end * 2.0**power for end in point] for point in columns]
    assert trends.recent(*zip(*scaled, strict=True)) == before
    moved = [[end + shift for end in point] for point in columns]
    if not reference(*zip(*columns, strict=True))[1]:
        assert trends.recent(*zip(*moved, strict=True)) == before
    turned = {"increasing": "decreasing", "decreasing": "increasing"}.get(before, before)
    assert trends.recent(*zip(*columns[::-1], strict=True)) == turned


def test_only_the_last_five_points_count() -> None:
    values = [500, 400, 10, 12, 14, 16, 18]
    assert judged(values, 2) == "increasing"
    lowers, uppers = with_width(values, 2)
    assert trends.recent([None, *values[1:]], [None, *lowers[1:]], [None, *uppers[1:]]) == "increasing"


@pytest.mark.parametrize(
    ("values", "lowers", "uppers"),
    [
        ([], [], []),
        ([1, 2, 3, 4], [0, 1, 2, 3], [2, 3, 4, 5]),
        ([1, 2, 3, 4, 5], None, None),
        ([1, 2, 3, 4, 5], [0, 1, 2, 3, 4], None),
        ([1, 2, 3, 4, 5], [None] * 5, [None] * 5),
        ([1, 2, None, 4, 5], [0, 1, 2, 3, 4], [2, 3, 4, 5, 6]),
        ([1, 2, 3, 4, 5], [0, 1, None, 3, 4], [2, 3, 4, 5, 6]),
        ([1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5], [2, 3, 4, 5, 6, None]),
        ([14.3, 15.4, 14.3, 14.2, 14.8], [14.3, 15.4, 14.3, 14.1, 14.8], [14.3, 15.5, 14.4, 14.2, 14.8]),
    ],
)
def test_without_five_points_that_have_intervals_nothing_is_calculated(values: Any, lowers: Any, uppers: Any) -> None:
    assert trends.recent(values, lowers, uppers) == "not_calculable"


@pytest.mark.parametrize(
    ("values", "lowers", "uppers", "message"),
    [
        ([1, 2], [0], [2, 3], "lengths must agree, got values 2, lowers 1, uppers 2"),
        ([math.nan] * 5, [0] * 5, [2] * 5, "values must be a finite number"),
        ([1] * 5, [math.nan] * 5, [2] * 5, "lowers must be a finite number"),
        ([1] * 5, [0] * 5, [math.inf] * 5, "uppers must be a finite number"),
        ([1] * 5, [3] * 5, [2] * 5, "lowers must not exceed uppers"),
    ],
)
def test_what_no_trend_may_be_built_on_is_refused_by_name(values: Any, lowers: Any, uppers: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        trends.recent(values, lowers, uppers)
