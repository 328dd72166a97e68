"""Whether a series of years moves: the recent trend of five points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from nahtlos.rules.number_checks import number

Trend = Literal["increasing", "decreasing", "no_change", "not_calculable"]

POINTS = 5
# The 99.8 % point of chi-square with one degree of freedom.
CHI_SQUARE_LIMIT = 9.54953570608324
# Fingertips takes the 95 % interval as 3.92 standard errors wide; so do we, that results agree.
STANDARD_ERRORS_WIDE = 3.92
# A slope smaller than this part of its terms is what adding floats leaves of a flat line.
ROUNDING = 1e-12


def recent(
    values: Sequence[float | None],
    lowers: Sequence[float | None] | None,
    uppers: Sequence[float | None] | None,
) -> Trend:
    """Decides whether the last five points rise or fall by more than chance, and by no single point alone.

    One number per year with the ends of its 95 % interval, oldest first, equal steps, no overlapping years;
    any unit. A weighted line (1/se²) is fitted to all five and to each four of them: a trend needs chi-square
    above the limit in the full fit and the same direction in all six. A line that lies flat has no direction.
    "not_calculable": fewer than five points, no intervals, or a point or interval missing (None) or of no
    width among the last five. Raises ValueError for mismatching lengths, NaN, and a lower end above its
    upper.

    Source: Fingertips Public Health Technical Guidance, Fingertips trend markers, method for indicators with
    confidence intervals (there proportions have a method of their own; here all figures follow this one).

    >>> recent([10, 12, 14, 16, 18], [9, 11, 13, 15, 17], [11, 13, 15, 17, 19])
    'increasing'
    >>> recent([10, 12, 14, 16], [9, 11, 13, 15], [11, 13, 15, 17])
    'not_calculable'
    """
    if lowers is None or uppers is None:
        return "not_calculable"
    points = _points(values, lowers, uppers)[-POINTS:]
    known = [point for point in points if point is not None]
    if len(known) < POINTS:
        return "not_calculable"
    slope, chi_square = _fit(known)
    directions = {_sign(slope)} | {_sign(_fit(known[:i] + known[i + 1 :])[0]) for i in range(POINTS)}
    if chi_square <= CHI_SQUARE_LIMIT or len(directions) > 1:
        return "no_change"
    return "increasing" if slope > 0 else "decreasing"


def _points(
    values: Sequence[float | None], lowers: Sequence[float | None], uppers: Sequence[float | None]
) -> list[tuple[int, float, float] | None]:
    if not len(values) == len(lowers) == len(uppers):
        raise ValueError(
            f"the lengths must agree, got values {len(values)}, lowers {len(lowers)}, uppers {len(uppers)}"
        )
    return [_point(time, *ends) for time, ends in enumerate(zip(values, lowers, uppers, strict=True))]


def _point(time: int, value: float | None, lower: float | None, upper: float | None) -> tuple[int, float, float] | None:
    """(time, value, weight), or None where something is missing that the fit needs."""
    if value is None or lower is None or upper is None:
        return None
    value, width = number("values", value), number("uppers", upper) - number("lowers", lower)
    if width < 0:
        raise ValueError(f"lowers must not exceed uppers, got {lower!r} and {upper!r}")
    squared_error = (width / STANDARD_ERRORS_WIDE) ** 2
    return (time, value, 1 / squared_error) if squared_error > 0 else None


def _fit(points: Sequence[tuple[int, float, float]]) -> tuple[float, float]:
    """Slope and chi-square of the weighted line, the values taken from the first, so that a constant is
    flat."""
    base = points[0][1]
    whole = sum(weight for _, _, weight in points)
    middle = sum(weight * time for time, _, weight in points) / whole
    mean = sum(weight * (value - base) for _, value, weight in points) / whole
    spread = sum(weight * (time - middle) ** 2 for time, _, weight in points)
    parts = [weight * (time - middle) * (value - base - mean) for time, value, weight in points]
    together = sum(parts)
    if abs(together) <= ROUNDING * sum(abs(part) for part in parts):
        return 0.0, 0.0
    return together / spread, together * together / spread


def _sign(slope: float) -> int:
    return (slope > 0) - (slope < 0)
