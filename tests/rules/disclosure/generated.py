"""Generated tables of the sizes that the figures speak of: places of a county, groups, years."""

from __future__ import annotations

import numpy as np

from nahtlos.rules.disclosure import Hierarchy, Table, crossed

EVENT_RATE = 0.03


def region(levels: list[int], rng: np.random.Generator) -> tuple[Hierarchy, dict[str, float]]:
    """A hierarchy with so many labels on each level below the top, and the children living in each leaf."""
    totals = []
    above = ["0"]
    for count in levels:
        owner = np.sort(np.concatenate([np.arange(len(above)), rng.integers(len(above), size=count - len(above))]))
        parts: dict[str, list[str]] = {label: [] for label in above}
        for position in owner:
            label = above[position]
            parts[label].append(f"{label}.{len(parts[label]) + 1}")
        totals += [(label, tuple(children)) for label, children in parts.items()]
        above = [child for children in parts.values() for child in children]
    return Hierarchy(tuple(totals)), dict(zip(above, rng.uniform(*CHILDREN, size=len(above)), strict=True))


CHILDREN = (180.0, 1350.0)
"""Children under ten in a municipality of 2,000 to 15,000 people."""


def table(levels: list[int], groups: int, years: int, *, threshold: int, seed: int, scale: float = 1.0) -> Table:
    """Poisson counts of an event that 3 % of the children meet, spread unevenly over the groups."""
    rng = np.random.default_rng(seed)
    places, children = region(levels, rng)
    shares = rng.dirichlet(np.full(groups, 4.0))
    group = Hierarchy.flat("alle", [f"g{number}" for number in range(groups)])
    dimensions = [places, group]
    if years > 1:
        dimensions.append(Hierarchy.flat("Jahre", [f"j{number}" for number in range(years)]))
    counts: dict[tuple[str, ...], int] = {}
    for place, population in children.items():
        for label, share in zip(group.leaves, shares, strict=True):
            for year in range(years):
                key = (place, label, f"j{year}") if years > 1 else (place, label)
                counts[key] = int(rng.poisson(population * scale * share * EVENT_RATE))
    return crossed(dimensions, counts, threshold=threshold)
