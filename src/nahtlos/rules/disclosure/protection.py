"""The result: which cells are hidden, at what weight, proven how, with the witnesses that prove it safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Protection:
    """A pattern and its proof. `witnesses` are whole tables in the order of the cells: they stay secret.

    `weight` sums the cost of the secondary cells; no safe pattern weighs less than `bound`. `method` says how
    it was found: 'exact' (proven to be the cheapest), 'best found' (the budget ended, at most
    weight - bound from the cheapest) or 'heuristic' (without a bound worth the name).

    >>> Protection(("a",), ("b",), 4, True, 4, ((0, 2), (3, -1))).hidden
    ('a', 'b')
    """

    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    weight: float
    optimal: bool
    bound: float
    witnesses: tuple[tuple[int, ...], ...]
    method: str = "exact"

    @property
    def hidden(self) -> tuple[str, ...]:
        """All cells to hide; nothing public tells the two kinds apart."""
        return self.primary + self.secondary

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Protection:
        """The protection of its JSON form, unchecked: what it claims is for `verify` to judge.

        Raises KeyError where a field is missing.
        """
        return cls(
            primary=tuple(data["primary"]),
            secondary=tuple(data["secondary"]),
            weight=data["weight"],
            optimal=data["optimal"],
            bound=data["bound"],
            witnesses=tuple(tuple(witness) for witness in data["witnesses"]),
            method=data.get("method", "unknown"),
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "primary": list(self.primary),
            "secondary": list(self.secondary),
            "weight": self.weight,
            "optimal": self.optimal,
            "bound": self.bound,
            "method": self.method,
            "witnesses": [list(witness) for witness in self.witnesses],
        }
