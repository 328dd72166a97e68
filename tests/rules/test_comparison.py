"""Sides, classes and lines: published classifications, the worked case, and that nothing contradicts."""

import math
from collections.abc import Callable
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahtlos.rules import comparison, rates
from nahtlos.rules.comparison import FlaggedCounts, FunnelLimits
from nahtlos.rules.rates import Estimate

# Published with the test data of PHEindicatormethods (commit 093fd28); all areas together: 10,325,813.8504 of
# 12,804,440 persons.
AVERAGE = 10325813.8504 / 12804440
PROPORTIONS = [
    (35078.488, 41980, "high_998"),
    (24803.6256, 31824, "low_998"),
    (50050.7443, 61921, "average"),
    (24648.7596, 30521, "average"),
    (26789.238, 33012, "high_95"),
    (36850.0492, 45449, "high_95"),
    (34502.0685, 42485, "high_95"),
    (21139.2936, 25992, "high_95"),
    (30277.5312, 37828, "low_95"),
]
COUNTS = [
    (8, 6.239860227, "average"),
    (191, 184.0963855, "average"),
    (113, 96.14566494, "average"),
    (151, 106.4429719, "high_998"),
    (182, 136.0137508, "high_998"),
    (159, 232.9329036, "low_998"),
    (0, 240.6273499, "low_998"),
    (150, 119.5695496, "high_95"),
    (252, 218.7689904, "high_95"),
    (241, 288.6919023, "low_95"),
    (117, 140.709561, "low_95"),
]
# Population, then the lower and upper line at 95 % and at 99.8 %, in per cent; the average is 80.642448 %.
LINES = [
    (1, 3.204264, 100, 0, 100),
    (3, 35.933491, 100, 10.150815, 100),
    (10, 56.154344, 100, 42.03259, 100),
    (75, 71.700657, 89.584239, 66.544121, 94.740774),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]
RANKS = ["low_998", "low_95", "average", "high_95", "high_998"]
averages = st.floats(0.001, 0.999)


@pytest.mark.parametrize(("events", "population", "expected"), PROPORTIONS)
def test_proportions_are_classed_as_published(events: float, population: float, expected: Any) -> None:
    assert comparison.funnel_class(events, population, AVERAGE) == expected


@pytest.mark.parametrize(("observed", "expected", "published"), COUNTS)
def test_counts_are_classed_as_published(observed: float, expected: Any, published: str) -> None:
    assert comparison.funnel_class_rate(observed, expected) == published


@pytest.mark.parametrize(("population", "low_95", "high_95", "low_998", "high_998"), LINES)
def test_lines_are_drawn_as_published(
    population: float, low_95: float, high_95: float, low_998: float, high_998: float
) -> None:
    lines = comparison.funnel_limits(population, 0.80642448)
    found = [100 * line for line in (lines.low_95, lines.high_95, lines.low_998, lines.high_998)]
    assert found == pytest.approx([low_95, high_95, low_998, high_998], abs=1e-5)


def test_the_worked_case_is_flagged_only_from_23_and_28_cases_and_up_to_6() -> None:
    county = 480 * 30 / 1000
    flagged = comparison.flagged_counts_rate(county)
    assert (flagged.low_95, flagged.high_95, flagged.high_998) == (6, 23, 28)
    assert comparison.funnel_class_rate(14, county) == "average"
    assert comparison.against(rates.rate(14, 480, per=1000), 30) == "similar"


@pytest.mark.parametrize(
    ("cases", "side", "funnel"),
    [
        (3, "lower", "low_998"),
        (4, "lower", "low_95"),
        (6, "lower", "low_95"),
        (7, "similar", "average"),
        (22, "similar", "average"),
        (23, "higher", "high_95"),
        (27, "higher", "high_95"),
        (28, "higher", "high_998"),
    ],
)
def test_the_interval_of_the_rate_tells_the_same_story_case_by_case(cases: int, side: str, funnel: str) -> None:
    assert comparison.against(rates.rate(cases, 480, per=1000), 30) == side
    judged = comparison.judge_rate(cases, 480, 30, per=1000)
    assert (judged.side, judged.funnel) == (side, funnel)
    assert comparison.funnel_class_rate(cases, 14.4) == funnel


def test_a_goal_told_from_chance_needs_six_cases_in_one_year_but_less_of_a_fall_in_three() -> None:
    in_one_year = comparison.flagged_counts_rate(14.4).low_95 or 0
    in_three = comparison.flagged_counts_rate(3 * 14.4).low_95 or 0
    assert in_one_year / 480 * 1000 == 12.5
    assert in_three / (3 * 480) * 1000 > 18


@pytest.mark.parametrize(
    ("estimate", "benchmark", "side"),
    [
        (Estimate(5, 3, 8), 8.0001, "lower"),
        (Estimate(5, 3, 8), 8, "similar"),
        (Estimate(5, 3, 8), 3, "similar"),
        (Estimate(5, 3, 8), 2.9999, "higher"),
        (Estimate(1, None, 9), 0, "similar"),
        (Estimate(1, None, 9), 10, "lower"),
        (Estimate(-3, -4, -2), -1, "lower"),
    ],
)
def test_only_an_interval_wholly_on_one_side_is_told_apart(estimate: Estimate, benchmark: float, side: str) -> None:
    assert comparison.against(estimate, benchmark) == side


@given(population=st.integers(1, 3000), share=st.floats(0, 1), average=averages)
def test_side_class_and_lines_of_a_proportion_never_contradict(population: float, share: float, average: float) -> None:
    events = round(share * population)
    judged = comparison.judge_proportion(events, population, average)
    assert judged.estimate == rates.proportion(events, population)
    assert judged.funnel == comparison.funnel_class(events, population, average)
    assert (judged.side == "similar") == (judged.funnel == "average")
    assert (judged.side == "lower") == judged.funnel.startswith("low")
    lines = comparison.funnel_limits(population, average)
    assert RANKS.index(judged.funnel) == beyond(events / population, lines)


@given(observed=st.integers(0, 300), expected=st.floats(0.05, 300))
def test_side_class_and_lines_of_a_rate_never_contradict(observed: float, expected: Any) -> None:
    judged = comparison.judge_rate(observed, 1000, expected, per=1000)
    assert (judged.side == "similar") == (judged.funnel == "average")
    assert (judged.side == "higher") == judged.funnel.startswith("high")
    assert judged.funnel == comparison.funnel_class_rate(observed, expected)
    assert RANKS.index(judged.funnel) == beyond(observed, comparison.funnel_limits_rate(expected))


def beyond(value: float, lines: FunnelLimits) -> int:
    """The rank that the drawn lines give a point."""
    low = (value < lines.low_998) + (value < lines.low_95)
    return 2 - low + (value > lines.high_95) + (value > lines.high_998)


def rank_by_counts(flagged: FlaggedCounts, count: int) -> int:
    low = sum(line is not None and count <= line for line in (flagged.low_998, flagged.low_95))
    return 2 - low + sum(line is not None and count >= line for line in (flagged.high_95, flagged.high_998))


@settings(max_examples=15)
@given(expected=st.floats(0.05, 60))
def test_flagged_counts_are_exactly_those_that_are_classed_so(expected: Any) -> None:
    counts, flagged = range(120), comparison.flagged_counts_rate(expected)
    found = [RANKS.index(comparison.funnel_class_rate(count, expected)) for count in counts]
    assert [rank_by_counts(flagged, count) for count in counts] == found


@given(population=st.integers(1, 120), average=averages)
def test_flagged_numbers_of_persons_are_exactly_those_that_are_classed_so(population: int, average: float) -> None:
    counts, flagged = range(population + 1), comparison.flagged_counts(population, average)
    found = [RANKS.index(comparison.funnel_class(count, population, average)) for count in counts]
    assert [rank_by_counts(flagged, count) for count in counts] == found


def test_where_nothing_can_be_told_apart_no_count_is_named() -> None:
    assert comparison.flagged_counts_rate(3) == FlaggedCounts(None, None, 8, 11)
    assert comparison.flagged_counts(2, 0.5) == FlaggedCounts(None, None, None, None)
    lines = comparison.funnel_limits(2, 0.5)
    assert (lines.low_95, lines.high_95) == (0, 1)


def test_an_average_of_none_or_all_is_told_apart_by_any_exception() -> None:
    assert comparison.funnel_class(0, 10, 0) == "average"
    assert comparison.funnel_class(1, 10, 0) == "high_998"
    assert comparison.funnel_class(10, 10, 1) == "average"
    assert comparison.funnel_class(9, 10, 1) == "low_998"


@given(expected=st.floats(0.1, 1e5), factor=st.floats(1.01, 3))
def test_lines_rise_and_draw_together_as_places_grow(expected: Any, factor: float) -> None:
    small, large = comparison.funnel_limits_rate(expected), comparison.funnel_limits_rate(expected * factor)
    assert 0 <= small.low_998 <= small.low_95 < expected < small.high_95 < small.high_998
    assert large.high_95 > small.high_95
    assert large.high_95 / (expected * factor) < small.high_95 / expected
    assert large.low_95 / (expected * factor) >= small.low_95 / expected


@given(share=st.floats(0, 1), population=st.integers(1, 2000), average=averages)
def test_with_and_without_are_mirrored_in_the_funnel(share: float, population: float, average: float) -> None:
    events = round(share * population)
    here = comparison.funnel_class(events, population, average)
    mirrored = comparison.funnel_class(population - events, population, 1 - average)
    assert RANKS.index(here) == 4 - RANKS.index(mirrored)


NAN, MISSING = math.nan, cast("float", None)
REFUSED = [
    (lambda: comparison.against(Estimate(None, None, None), 5), "estimate has no interval"),
    (lambda: comparison.against(Estimate(5, 3, None), 5), "estimate has no interval"),
    (lambda: comparison.against(Estimate(5, 3, 8), NAN), "benchmark must be a finite number"),
    (lambda: comparison.against(Estimate(5, 3, 8), MISSING), "benchmark must be a finite number"),
    (lambda: comparison.against(Estimate(5, 3, NAN), 5), "estimate.upper must be a finite number"),
    (lambda: comparison.against(Estimate(5, NAN, 8), 5), "estimate.lower must be a finite number"),
    (lambda: comparison.funnel_class(5, 10, 30), "average must be a proportion between 0 and 1"),
    (lambda: comparison.funnel_class(5, 10, -0.1), "average must be a proportion between 0 and 1"),
    (lambda: comparison.funnel_class(11, 10, 0.5), "events must not exceed population"),
    (lambda: comparison.funnel_class_rate(-1, 5), "observed must not be negative"),
    (lambda: comparison.funnel_class_rate(1, 0), "expected must be greater than zero"),
    (lambda: comparison.funnel_class_rate(1, NAN), "expected must be a finite number"),
    (lambda: comparison.funnel_limits(0, 0.5), "population must be greater than zero"),
    (lambda: comparison.funnel_limits(10, 1.5), "average must be a proportion"),
    (lambda: comparison.funnel_limits_rate(-1), "expected must be greater than zero"),
    (lambda: comparison.judge_rate(1, 10, 0), "average must be greater than zero"),
    (lambda: comparison.judge_rate(-1, 10, 1), "events must not be negative"),
    (lambda: comparison.judge_proportion(1, 10, 5), "average must be a proportion"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_what_can_not_be_compared_is_refused_by_name(wrong: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wrong()
