"""Figures with their interval: proportions, counts, rates, standardised rates, pooled years.

Which model each figure follows, so that interval, class and sentence never contradict each other:

| figure | model | interval |
|---|---|---|
| proportion | binomial, each person counts once | Wilson |
| count | Poisson | Byar |
| rate, indirectly standardised ratio | Poisson | exact below 10 events, Byar from 10 |
| directly standardised rate | weighted sum of Poisson counts | Dobson; none below 10 events |

Source of all: Office for Health Improvement and Disparities (before: Public Health England), Technical
Guide: Confidence Intervals (25 May 2018), directory of methods and appendices 1-4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from nahtlos.rules import poisson
from nahtlos.rules.number_checks import confidence_level, not_negative, positive, same_length

# From here on Byar's approximation is within 0.2 % of the exact 95 % limits; below, it is not good enough,
# and a directly standardised rate rests on too little to be shown.
ENOUGH_EVENTS = 10


@dataclass(frozen=True)
class Estimate:
    """A value with the two ends of its interval, in one unit; None is what can't be said.

    >>> Estimate(29.2, 15.9, 48.9).upper
    48.9
    """

    value: float | None
    lower: float | None
    upper: float | None

    def scaled(self, factor: float) -> Estimate:
        """The same estimate in another unit.

        >>> Estimate(0.25, None, 0.5).scaled(100)
        Estimate(value=25.0, lower=None, upper=50.0)
        """
        return Estimate(*(end if end is None else end * factor for end in (self.value, self.lower, self.upper)))


@dataclass(frozen=True)
class Pooled:
    """Several years put together: the events and the person-years that belong to each other."""

    events: float
    person_years: float
    years: int


def proportion(events: float, population: float, *, confidence: float = 0.95) -> Estimate:
    """Decides a proportion and its interval for persons who each count at most once (Wilson score).

    Unit: 0 to 1. Both ends always lie in 0 to 1, and an interval exists for 0 and for all.
    Raises ValueError for negative or missing numbers, an empty population, more events than persons.

    Source: E. B. Wilson (1927), JASA 22:209-212; Technical Guide: Confidence Intervals, appendix 3.

    >>> proportion(65, 100)
    Estimate(value=0.65, lower=0.5525444329688796, upper=0.7363575175690247)
    """
    events, population = not_negative("events", events), positive("population", population)
    if events > population:
        raise ValueError(f"events must not exceed population, got {events:g} of {population:g}")
    z = _normal_deviate(confidence)
    middle = 2 * events + z * z
    spread = z * math.sqrt(z * z + 4 * events * (1 - events / population))
    upper = (middle + spread) / (2 * (population + z * z))
    # The two ends are the roots of one quadratic; their product gives the lower one without cancellation.
    lower = 0.0 if events == 0 else events * events / (population * (population + z * z) * upper)
    share = events / population
    return Estimate(share, min(lower, share), 1.0 if share == 1 else max(upper, share))


def count(events: float, *, confidence: float = 0.95) -> Estimate:
    """Decides the interval of a bare count (Byar); `lower` is None where the formula would fall below zero.

    Unit: events. For no events the lower end is 0 itself. Raises ValueError for a negative or missing
    count.

    Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), pages 69-71; Technical
    Guide: Confidence Intervals, appendix 1.

    >>> count(65)
    Estimate(value=65.0, lower=50.163187710459454, upper=82.84913854593984)
    >>> count(1, confidence=0.998).lower is None
    True
    """
    events = not_negative("events", events)
    z = _normal_deviate(confidence)
    lower = _byar_lower(events, z)
    return Estimate(events, None if lower < 0 else lower, _byar_upper(events, z))


def rate(
    events: float,
    person_years: float,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
    exact_below: float = ENOUGH_EVENTS,
) -> Estimate:
    """Decides a crude rate and its interval (Poisson: exact below 10 events, Byar from 10).

    Unit: events per `per` person-years. `exact_below=math.inf` keeps to the exact limits at any count, for
    a figure that is also classed (see `comparison`). Events may exceed person-years: one person can have
    several. Raises ValueError for negative or missing numbers and for no person-years.

    Source: Technical Guide: Confidence Intervals, appendices 1 and 2.

    >>> rate(1, 100).upper
    5571.643390938898
    >>> [round(end, 1) for end in (rate(14, 480, per=1000).lower, rate(14, 480, per=1000).upper)]
    [15.9, 48.9]
    """
    person_years, per = positive("person_years", person_years), positive("per", per)
    return _poisson_interval(events, confidence, exact_below).scaled(per / person_years)


def directly_standardised(
    events: Sequence[float],
    populations: Sequence[float],
    standard: Sequence[float],
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """Decides what the rate would be with the age structure of `standard` (Dobson); nothing below 10 events.

    One number per age group in each sequence; unit: events per `per` persons. Raises ValueError for
    mismatching lengths, negative or missing numbers, an empty age group, a standard that sums to zero.

    Source: A. J. Dobson, K. Kuulasmaa, E. Eberle, J. Scherer (1991), Statistics in Medicine 10:457-462;
    Technical Guide: Confidence Intervals, appendix 4.

    >>> round(directly_standardised([10, 30], [1000, 1000], [1, 3], per=1000).value, 9)
    25.0
    >>> directly_standardised([4, 5], [1000, 1000], [1, 3])
    Estimate(value=None, lower=None, upper=None)
    """
    same_length(events=events, populations=populations, standard=standard)
    total = math.fsum(not_negative("events", each) for each in events)
    persons = [positive("populations", each) for each in populations]
    weights = [not_negative("standard", each) for each in standard]
    whole = positive("the sum of standard", math.fsum(weights))
    per, level = positive("per", per), confidence_level(confidence)
    if total < ENOUGH_EVENTS:
        return Estimate(None, None, None)
    shares = [weight / whole / size for weight, size in zip(weights, persons, strict=True)]
    value = math.fsum(share * each for share, each in zip(shares, events, strict=True))
    variance = math.fsum(share * share * each for share, each in zip(shares, events, strict=True))
    return _dobson(value, variance, total, level).scaled(per)


def indirectly_standardised_ratio(observed: float, expected: float, *, confidence: float = 0.95) -> Estimate:
    """Decides how many times the expected events were seen (Poisson: exact below 10 events, Byar from 10).

    Unit: 1 means as many as expected. Raises ValueError for negative or missing numbers and where nothing
    is expected.

    Source: Technical Guide: Confidence Intervals, appendices 1 and 2 (standardised ratios).

    >>> indirectly_standardised_ratio(30, 20).value
    1.5
    """
    expected = positive("expected", expected)
    return _poisson_interval(observed, confidence, ENOUGH_EVENTS, "observed").scaled(1 / expected)


def expected_events(
    populations: Sequence[float], reference_events: Sequence[float], reference_populations: Sequence[float]
) -> float:
    """Decides how many events a place would have with the reference's rate in each age group.

    One number per age group in each sequence. Raises ValueError for mismatching lengths, negative or
    missing numbers, an empty reference group.

    Source: Technical Guide: Confidence Intervals, directory of methods (indirect standardisation).

    >>> expected_events([100, 200], [10, 5], [1000, 1000])
    2.0
    """
    same_length(
        populations=populations,
        reference_events=reference_events,
        reference_populations=reference_populations,
    )
    return math.fsum(
        not_negative("populations", size)
        * not_negative("reference_events", events)
        / positive("reference_populations", whole)
        for size, events, whole in zip(populations, reference_events, reference_populations, strict=True)
    )


def pool_years(events: Sequence[float], person_years: Sequence[float]) -> Pooled:
    """Decides the pooled figure of several years: counts and person-years are added, never rates averaged.

    One number per year in each sequence. Raises ValueError for mismatching lengths, no year at all, and a
    negative or missing number: a year without its figure can't be pooled away.

    Source: Technical Guide: Confidence Intervals, directory of methods (crude rates over several years).

    >>> pool_years([14, 9, 11], [480, 470, 475])
    Pooled(events=34.0, person_years=1425.0, years=3)
    """
    years = same_length(events=events, person_years=person_years)
    return Pooled(
        math.fsum(not_negative("events", each) for each in events),
        positive("the sum of person_years", math.fsum(not_negative("person_years", each) for each in person_years)),
        years,
    )


def _normal_deviate(confidence: float) -> float:
    # From the small tail, so that levels near 1 keep their digits.
    return -NormalDist().inv_cdf((1 - confidence_level(confidence)) / 2)


def _byar_lower(events: float, z: float) -> float:
    if events == 0:
        return 0.0
    return events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3


def _byar_upper(events: float, z: float) -> float:
    above = events + 1
    return above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3


def _poisson_interval(events: float, confidence: float, exact_below: float, name: str = "events") -> Estimate:
    events = not_negative(name, events)
    if events >= exact_below:
        return count(events, confidence=confidence)
    tail = (1 - confidence_level(confidence)) / 2
    return Estimate(events, poisson.lower_limit(events, tail), poisson.upper_limit(events, tail))


def _dobson(value: float, variance: float, total: float, confidence: float) -> Estimate:
    """Byar's limits of the total, moved and stretched to the standardised rate and its variance."""
    z = _normal_deviate(confidence)
    stretch = math.sqrt(variance / total)
    lower = value + stretch * (_byar_lower(total, z) - total)
    # A single event with a very large weight can push the formula below zero, where no rate can be.
    return Estimate(value, max(lower, 0.0), value + stretch * (_byar_upper(total, z) - total))
