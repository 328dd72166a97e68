"""How much the search may spend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """Limits of the search: rounds and branches always, seconds only together with a clock handed in.

    A round is one solution of the search's own programme and one pass of the attacker; `nodes` counts the
    branches of the whole search, so that without a clock the result is the same on every machine. The clock
    is any callable that returns seconds and never runs backwards.

    >>> Budget(rounds=50).seconds is None
    True
    """

    rounds: int = 2_000
    nodes: int = 1_000
    seconds: float | None = None
    clock: Callable[[], float] | None = None

    def __post_init__(self) -> None:
        if (self.seconds is None) != (self.clock is None):
            raise ValueError("a budget of seconds needs a clock, and a clock needs seconds")


RESERVED = 0.4
"""This part of the time is kept for completing and trimming a pattern, should the search not end."""


class Meter:
    """What is left of a budget."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.rounds = budget.rounds
        self.nodes = budget.nodes
        self.start = budget.clock() if budget.clock else 0.0

    def spend(self) -> bool:
        """Takes one round, if there is one left and time for it."""
        self.rounds -= 1
        return self.rounds >= 0 and (self.searching is None or self.searching > 0)

    @property
    def searching(self) -> float | None:
        """The seconds left for the search itself."""
        left = self.seconds
        if left is None or self.budget.seconds is None:
            return None
        return left - RESERVED * self.budget.seconds

    @property
    def seconds(self) -> float | None:
        """The seconds left, or None where time is not limited."""
        if self.budget.clock is None or self.budget.seconds is None:
            return None
        return self.start + self.budget.seconds - self.budget.clock()
