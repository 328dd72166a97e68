"""Exact Poisson limits: the numerics below `rates` and `comparison`.

Everything rests on one identity: for a mean m, Pr(X >= a) = P(a, m) and Pr(X < a) = Q(a, m), the
regularised incomplete gamma functions. It also holds the chi-square quantile: chi2(p, 2a) / 2 is the m
with P(a, m) = p. Counts need not be whole, for shares of a case occur in weighted sources.

Source: NIST Digital Library of Mathematical Functions, 8.7.1 (series), 8.9.2 (continued fraction) and
5.11.1 (Stirling series); C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), section
2, for the form of the leading factor that keeps its digits at a million events.
"""

from __future__ import annotations

import math
from collections.abc import Callable

_TINY = 1e-300
_PRECISION = 1e-15
# Ridders doubles the correct digits, so a step this small leaves an error at the limit of the number format.
_SETTLED = 1e-11
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)


def lower_limit(events: float, tail: float) -> float:
    """The mean below which `events` or more would be rarer than `tail`; 0 for no events.

    >>> round(lower_limit(14, 0.025), 4)
    7.6539
    """
    if events == 0:
        return 0.0
    return _rising_root(lambda mean: math.log(tails(events, mean)[0] / tail), events)


def upper_limit(events: float, tail: float) -> float:
    """The mean above which `events` or fewer would be rarer than `tail`.

    >>> round(upper_limit(14, 0.025), 4)
    23.4896
    """
    return _rising_root(lambda mean: math.log(tail / tails(events + 1, mean)[1]), events + 1)


def low_boundary(mean: float, tail: float) -> float:
    """The count whose upper limit is `mean`: any smaller count is rarer than `tail`; 0 if no count is.

    >>> round(low_boundary(14.4, 0.025), 2), low_boundary(3, 0.025)
    (6.98, 0.0)
    """
    if mean <= upper_limit(0, tail):
        return 0.0
    return _rising_root(lambda events: math.log(tails(events + 1, mean)[1] / tail), mean)


def high_boundary(mean: float, tail: float) -> float:
    """The count whose lower limit is `mean`: any larger count is rarer than `tail`.

    >>> round(high_boundary(14.4, 0.025), 2)
    22.77
    """
    if mean <= 0:
        return 0.0
    return _rising_root(lambda events: math.log(tail / tails(events, mean)[0]), mean)


def tails(a: float, mean: float) -> tuple[float, float]:
    """(Pr(X >= a), Pr(X < a)) for a Poisson mean; the smaller of the two keeps full relative precision.

    >>> [round(probability, 6) for probability in tails(1, 2.0)]
    [0.864665, 0.135335]
    """
    if mean <= 0:
        return _TINY, 1.0
    if mean < a + 1:
        at_least = max(_leading(a, mean) * _series(a, mean), _TINY)
        return at_least, 1 - at_least
    below = max(_leading(a, mean) * a * _continued_fraction(a, mean), _TINY)
    return 1 - below, below


def _leading(a: float, mean: float) -> float:
    """mean**a * exp(-mean) / gamma(a + 1), written so that no two large numbers cancel."""
    if a < 10:
        return math.exp(a * math.log(mean) - mean - math.lgamma(a + 1))
    return math.exp(-_stirling_rest(a) - a * _deviance((mean - a) / a)) / math.sqrt(2 * math.pi * a)


def _stirling_rest(a: float) -> float:
    """log(gamma(a + 1)) minus Stirling's approximation, for a >= 10."""
    return sum(term / a ** (2 * k + 1) for k, term in enumerate(_STIRLING))


def _deviance(u: float) -> float:
    """u - log(1 + u); the series near zero, where the difference would lose its digits."""
    if abs(u) > 0.1:
        return u - math.log1p(u)
    return sum((-u) ** k / k for k in range(18, 1, -1))


def _series(a: float, mean: float) -> float:
    """1 + mean/(a+1) + mean²/((a+1)(a+2)) + …"""
    term = total = 1.0
    step = a
    while term > total * _PRECISION:
        step += 1
        term *= mean / step
        total += term
    return total


def _continued_fraction(a: float, mean: float) -> float:
    """Gamma(a, mean) / (mean**a * exp(-mean)) by Lentz's method; converges for mean > a + 1."""
    b = mean + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    k, change = 0, 0.0
    while abs(change - 1) > _PRECISION:
        k += 1
        b += 2
        numerator = -k * (k - a)
        d = 1 / _nonzero(numerator * d + b)
        c = _nonzero(b + numerator / c)
        change = c * d
        value *= change
    return value


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _rising_root(function: Callable[[float], float], guess: float) -> float:
    """Where a rising function on the positive numbers is zero, by Ridders' method on a safe bracket."""
    low, high = _bracket(function, guess)
    at_low, at_high = function(low), function(high)
    root = math.inf
    while at_low < 0 < at_high:
        middle = (low + high) / 2
        at_middle = function(middle)
        previous = root
        root = middle - (middle - low) * at_middle / math.sqrt(at_middle * at_middle - at_low * at_high)
        if abs(root - previous) <= _SETTLED * root:
            return root
        for point, at_point in ((middle, at_middle), (root, function(root))):
            if at_low <= at_point <= 0:
                low, at_low = point, at_point
            elif 0 <= at_point <= at_high:
                high, at_high = point, at_point
    return low if at_low == 0 else high


def _bracket(function: Callable[[float], float], guess: float) -> tuple[float, float]:
    """Two points around the zero, found by steps that double from one standard deviation."""
    low = high = guess
    step = 1 + math.sqrt(guess)
    while function(low) > 0:
        low = max(low - step, low / 4)
        step *= 2
    step = 1 + math.sqrt(guess)
    while function(high) < 0:
        high += step
        step *= 2
    return low, high
