"""The exact limits against their definition, against 30-digit arithmetic, and against each other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahtlos.rules import poisson

# Calculated with 30 digits by Newton's method on the incomplete gamma function.
PRECISE = [
    (1, 0.025, 0.025317807984289876, 5.571643390938899),
    (1, 0.001, 0.0010005003335835335, 9.233413476451586),
    (9, 0.025, 4.115373097378333, 17.08480345141917),
    (9, 0.001, 2.452424404363775, 22.65737330906293),
    (23, 0.025, 14.58002703704468, 34.51129289483304),
    (137, 0.001, 103.65783684972617, 177.16771664624645),
    (10_000, 0.025, 9804.952467260184, 10197.951624661473),
    (10_000, 0.001, 9693.824385823726, 10312.890675209363),
    (100_000, 0.025, 99381.15266374472, 100621.74473974388),
    (1_000_000, 0.025, 998040.9833402939, 1001961.9119454322),
    (1_000_000, 0.001, 996912.6173198152, 1003094.0839149702),
]
counts = st.integers(0, 400)
small_tails = st.floats(1e-9, 0.49)


def at_most(events: int, mean: float) -> float:
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(events + 1))


@pytest.mark.parametrize(("events", "tail", "lower", "upper"), PRECISE)
def test_limits_have_twelve_digits_up_to_a_million_events(events: int, tail: float, lower: float, upper: float) -> None:
    assert poisson.lower_limit(events, tail) == pytest.approx(lower, rel=1e-12, abs=0)
    assert poisson.upper_limit(events, tail) == pytest.approx(upper, rel=1e-12, abs=0)


@given(events=st.integers(0, 120), tail=small_tails)
def test_the_upper_limit_is_where_so_few_events_have_the_probability_of_the_tail(events: int, tail: float) -> None:
    assert at_most(events, poisson.upper_limit(events, tail)) == pytest.approx(tail, rel=1e-9)


@given(events=st.integers(1, 120), tail=st.floats(1e-4, 0.49))
def test_the_lower_limit_is_where_so_many_events_have_the_probability_of_the_tail(events: int, tail: float) -> None:
    assert 1 - at_most(events - 1, poisson.lower_limit(events, tail)) == pytest.approx(tail, rel=1e-9)


@given(mean=st.floats(0.01, 300), a=st.integers(1, 300))
def test_tails_agree_with_the_sum_of_probabilities(mean: float, a: int) -> None:
    at_least, below = poisson.tails(a, mean)
    assert below == pytest.approx(at_most(a - 1, mean), rel=1e-9, abs=1e-290)
    assert at_least + below == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("tail", [0.025, 0.001, 1e-6])
def test_no_events_have_the_limits_known_in_closed_form(tail: float) -> None:
    assert poisson.lower_limit(0, tail) == 0
    assert poisson.upper_limit(0, tail) == pytest.approx(-math.log(tail), rel=1e-14)
    assert poisson.lower_limit(1, tail) == pytest.approx(-math.log1p(-tail), rel=1e-13)


@given(events=counts, tail=small_tails)
def test_limits_hold_the_count_and_widen_with_a_smaller_tail(events: int, tail: float) -> None:
    lower, upper = poisson.lower_limit(events, tail), poisson.upper_limit(events, tail)
    assert lower <= events < upper
    assert poisson.upper_limit(events, tail / 2) > upper
    assert poisson.lower_limit(events, tail / 2) < lower or events == 0


@given(events=st.floats(0.2, 5e4), tail=st.floats(1e-6, 0.4))
def test_boundaries_undo_the_limits(events: int, tail: float) -> None:
    assert poisson.low_boundary(poisson.upper_limit(events, tail), tail) == pytest.approx(events, rel=1e-9)
    assert poisson.high_boundary(poisson.lower_limit(events, tail), tail) == pytest.approx(events, rel=1e-9)


def test_where_even_no_event_is_likely_enough_there_is_nothing_below() -> None:
    assert poisson.low_boundary(3.6, 0.025) == 0
    assert poisson.low_boundary(3.7, 0.025) > 0
    assert poisson.low_boundary(poisson.upper_limit(0, 0.025), 0.025) == 0


def test_a_lower_limit_too_small_for_a_float_is_zero_and_comes_back_as_zero() -> None:
    assert poisson.lower_limit(1e-4, 0.025) == 0
    assert poisson.high_boundary(0, 0.025) == 0


@pytest.mark.parametrize("events", [1e-9, 1e-3, 9.999999, 10.000001, 3e6])
def test_unusual_counts_end_in_finite_limits(events: int) -> None:
    assert 0 <= poisson.lower_limit(events, 0.025) < events < poisson.upper_limit(events, 0.025) < math.inf
