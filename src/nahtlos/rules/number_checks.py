"""Refuses numbers that no figure may be built on; every message names the argument and its value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Real


def number(name: str, value: float) -> float:
    """Decides whether `value` is a finite real number, and returns it as a float.

    Raises ValueError for text, None, truth values, NaN and infinity.

    >>> number("events", 14)
    14.0
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return float(value)


def not_negative(name: str, value: float) -> float:
    """Decides whether `value` is a finite number >= 0; raises ValueError otherwise.

    >>> not_negative("events", 0)
    0.0
    """
    if number(name, value) < 0:
        raise ValueError(f"{name} must not be negative, got {value!r}")
    return float(value)


def positive(name: str, value: float) -> float:
    """Decides whether `value` is a finite number > 0; raises ValueError otherwise.

    >>> positive("population", 480)
    480.0
    """
    if number(name, value) <= 0:
        raise ValueError(f"{name} must be greater than zero, got {value!r}")
    return float(value)


def confidence_level(value: float) -> float:
    """Decides whether `value` is a level such as 0.95; raises ValueError outside of ]0, 1[, so for 95.

    >>> confidence_level(0.95)
    0.95
    """
    if not 0 < number("confidence", value) < 1:
        raise ValueError(f"confidence must lie between 0 and 1, such as 0.95, got {value!r}")
    return float(value)


def same_length(**sequences: Sequence[object]) -> int:
    """Decides whether all sequences have one common length > 0, and returns it; raises ValueError otherwise.

    >>> same_length(events=[1, 2], populations=[30, 40])
    2
    """
    lengths = {name: len(sequence) for name, sequence in sequences.items()}
    if len(set(lengths.values())) != 1:
        found = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"the lengths must agree, got {found}")
    length = next(iter(lengths.values()))
    if length == 0:
        raise ValueError(f"{next(iter(lengths))} must not be empty")
    return length
