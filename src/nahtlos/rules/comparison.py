"""Whether a place can be told from the county at all: sides, funnel classes and the limits to draw.

Two models, never mixed within one indicator:

* **proportion**: each person counts at most once. Interval and class are Wilson's; the drawn limits are those
  of the score test, which Wilson's interval is the inversion of.
* **rate**: a person can count several times (Poisson). The funnel is exact at every count. `rates.rate` alone
  uses Byar from 10 events; a figure that is classed too goes through `judge_rate`, which stays exact.

In both, a point lies beyond a drawn limit exactly when its class says so, and the side at 95 % is "similar"
exactly when the class is "average".

The worked case (rate): 480 persons, 14 cases are 29.2 per 1,000, interval 15.9 to 48.9 (Byar from 10 events;
the exact limits round to the same). Against 30 per 1,000, so 14.4 expected cases, the exact funnel flags a
place from 23 cases (95 %) or 28 (99.8 %), and as lower only at 6 or fewer, which is 12.5 per 1,000.

At 95 % chance alone flags one place in twenty: 28 places with 200 indicators give about 280 false alarms, at
99.8 % about 11. Alerts therefore use 99.8 % only.

Source: Office for Health Improvement and Disparities, Technical Guide: Confidence Intervals (25 May 2018); D.
J. Spiegelhalter, Funnel plots for comparing institutional performance (2005), Statistics in Medicine
24:1185-1202.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from nahtlos.rules import poisson
from nahtlos.rules.number_checks import not_negative, number, positive
from nahtlos.rules.rates import Estimate, proportion, rate

Side = Literal["lower", "similar", "higher"]
FunnelClass = Literal["low_998", "low_95", "average", "high_95", "high_998"]

WARNING, ALARM = 0.95, 0.998


@dataclass(frozen=True)
class FunnelLimits:
    """The four lines of a funnel at one size; only what lies strictly beyond a line is flagged."""

    low_998: float
    low_95: float
    high_95: float
    high_998: float


@dataclass(frozen=True)
class FlaggedCounts:
    """The largest counts flagged as low and the smallest flagged as high; None where no count can be."""

    low_998: int | None
    low_95: int | None
    high_95: int | None
    high_998: int | None


@dataclass(frozen=True)
class Judgement:
    """A figure with its 95 % interval, side and class, all from one model."""

    estimate: Estimate
    side: Side
    funnel: FunnelClass


def against(estimate: Estimate, benchmark: float) -> Side:
    """Decides on which side of the benchmark the whole interval lies; touching or holding it is "similar".

    Both in one unit. A missing lower end (Byar below zero) bounds nothing. Raises ValueError for an estimate
    without value or upper end, such as a standardised rate below 10 events, and for a missing benchmark.

    Source: Fingertips Public Health Technical Guidance, comparing with a benchmark by confidence intervals.

    >>> against(Estimate(29.2, 15.9, 48.9), 30)
    'similar'
    >>> against(Estimate(60.0, 41.0, 84.0), 30)
    'higher'
    """
    benchmark = number("benchmark", benchmark)
    if estimate.value is None or estimate.upper is None:
        raise ValueError("estimate has no interval, so nothing can be compared")
    if number("estimate.upper", estimate.upper) < benchmark:
        return "lower"
    if estimate.lower is not None and number("estimate.lower", estimate.lower) > benchmark:
        return "higher"
    return "similar"


def funnel_class(events: float, population: float, average: float) -> FunnelClass:
    """Decides how far a proportion lies from the average of all areas (Wilson at 95 % and 99.8 %).

    `average` as a proportion, 0 to 1: all events of all areas by all persons. Raises ValueError for negative
    or missing numbers, more events than persons, and an average outside of 0 to 1.

    Source: Spiegelhalter (2005); Technical Guide: Confidence Intervals, appendix 3.

    >>> funnel_class(59, 100, 0.5), funnel_class(60, 100, 0.5), funnel_class(66, 100, 0.5)
    ('average', 'high_95', 'high_998')
    """
    return _class_of(
        proportion(events, population, confidence=WARNING),
        proportion(events, population, confidence=ALARM),
        _share("average", average),
    )


def funnel_class_rate(observed: float, expected: float) -> FunnelClass:
    """Decides how far a count lies from what the average rate lets expect (exact Poisson at 95 % and 99.8 %).

    `expected` = average rate × the place's person-years. Raises ValueError for negative or missing numbers
    and where nothing is expected.

    Source: Spiegelhalter (2005); Technical Guide: Confidence Intervals, appendix 2.

    >>> [funnel_class_rate(cases, 14.4) for cases in (6, 7, 22, 23, 28)]
    ['low_95', 'average', 'average', 'high_95', 'high_998']
    """
    expected = positive("expected", expected)
    at_95, at_998 = (_exact(not_negative("observed", observed), 1, 1, level) for level in (WARNING, ALARM))
    return _class_of(at_95, at_998, expected)


def judge_proportion(events: float, population: float, average: float) -> Judgement:
    """Decides interval, side and class of a proportion by one model (Wilson); units and errors as
    funnel_class.

    Source: as `funnel_class`.

    >>> judge_proportion(61, 100, 0.5).side
    'higher'
    """
    estimate = proportion(events, population, confidence=WARNING)
    return Judgement(estimate, against(estimate, _share("average", average)), funnel_class(events, population, average))


def judge_rate(events: float, person_years: float, average: float, *, per: float = 100_000) -> Judgement:
    """Decides interval, side and class of a rate by one model (exact Poisson at every count).

    `average` and the interval in events per `per` person-years. Raises ValueError for negative or missing
    numbers, no person-years, and an average of zero.

    Source: as `funnel_class_rate`.

    >>> judge_rate(14, 480, 30, per=1000).funnel, judge_rate(6, 480, 30, per=1000).side
    ('average', 'lower')
    """
    average = positive("average", average)
    at_95, at_998 = (_exact(events, person_years, per, level) for level in (WARNING, ALARM))
    return Judgement(at_95, against(at_95, average), _class_of(at_95, at_998, average))


def funnel_limits(population: float, average: float) -> FunnelLimits:
    """Decides where the funnel of a proportion lies at one population (score test around the average).

    Unit: proportion, 0 to 1; a line at 0 or 1 is one that nothing can lie beyond. Raises ValueError for an
    empty population and an average outside of 0 to 1.

    Source: Spiegelhalter (2005), control limits for proportions.

    >>> round(funnel_limits(100, 0.5).high_95, 3)
    0.598
    """
    population, average = positive("population", population), _share("average", average)
    error = math.sqrt(average * (1 - average) / population)
    wide, narrow = (-NormalDist().inv_cdf((1 - level) / 2) * error for level in (ALARM, WARNING))
    lines = (average - wide, average - narrow, average + narrow, average + wide)
    return FunnelLimits(*(min(max(line, 0.0), 1.0) for line in lines))


def funnel_limits_rate(expected: float) -> FunnelLimits:
    """Decides where the funnel of a rate lies at one number of expected events (exact Poisson).

    Unit: events, with fractions so that the drawn line is smooth; divide by `expected` for a ratio, or by the
    person-years for a rate. A line at 0 is one that nothing can lie beyond. Raises ValueError where nothing
    is expected.

    Source: Spiegelhalter (2005), control limits, with the exact Poisson limits inverted.

    >>> limits = funnel_limits_rate(14.4)
    >>> round(limits.low_95, 2), round(limits.high_95, 2)
    (6.98, 22.77)
    """
    expected = positive("expected", expected)
    alarm, warning = (1 - ALARM) / 2, (1 - WARNING) / 2
    return FunnelLimits(
        poisson.low_boundary(expected, alarm),
        poisson.low_boundary(expected, warning),
        poisson.high_boundary(expected, warning),
        poisson.high_boundary(expected, alarm),
    )


def flagged_counts(population: float, average: float) -> FlaggedCounts:
    """Decides which numbers of persons would be told from the average at all, as a proportion (Wilson).

    Units and errors as `funnel_limits`.

    Source: as `funnel_limits`.

    >>> flagged_counts(100, 0.5)
    FlaggedCounts(low_998=34, low_95=40, high_95=60, high_998=66)
    """
    limits = funnel_limits(population, average)
    lines = (limits.low_998, limits.low_95, limits.high_95, limits.high_998)
    return _whole_counts(FunnelLimits(*(line * population for line in lines)), most=population)


def flagged_counts_rate(expected: float) -> FlaggedCounts:
    """Decides which numbers of events would be told from the expected ones at all, as a rate (exact Poisson).

    So a goal of 7 cases instead of 14.4 can't be told from chance in a single year. Units and errors as
    `funnel_limits_rate`.

    Source: as `funnel_limits_rate`.

    >>> flagged_counts_rate(480 * 30 / 1000)
    FlaggedCounts(low_998=3, low_95=6, high_95=23, high_998=28)
    """
    return _whole_counts(funnel_limits_rate(expected), most=math.inf)


def _exact(events: float, person_years: float, per: float, level: float) -> Estimate:
    return rate(events, person_years, per=per, confidence=level, exact_below=math.inf)


def _class_of(at_95: Estimate, at_998: Estimate, average: float) -> FunnelClass:
    alarm, warning = against(at_998, average), against(at_95, average)
    if alarm != "similar":
        return "low_998" if alarm == "lower" else "high_998"
    if warning != "similar":
        return "low_95" if warning == "lower" else "high_95"
    return "average"


def _whole_counts(limits: FunnelLimits, most: float) -> FlaggedCounts:
    return FlaggedCounts(
        _below(limits.low_998),
        _below(limits.low_95),
        _above(limits.high_95, most),
        _above(limits.high_998, most),
    )


def _below(line: float) -> int | None:
    largest = math.ceil(line) - 1
    return largest if largest >= 0 else None


def _above(line: float, most: float) -> int | None:
    smallest = math.floor(line) + 1
    return smallest if smallest <= most else None


def _share(name: str, value: float) -> float:
    if not 0 <= number(name, value) <= 1:
        raise ValueError(f"{name} must be a proportion between 0 and 1, got {value!r}")
    return float(value)
