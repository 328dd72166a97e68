"""The figures of the disclosure rules: `python -m tests.rules.disclosure.figures [--tables 10] [NAME …]`.

CPU seconds of one thread, the median over generated tables and the worst beside it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nahtlos.rules.disclosure import Table, audit, protect, verify
from nahtlos.rules.disclosure.release import released
from tests.rules.disclosure.generated import table


@dataclass(frozen=True)
class Size:
    """A size of table and what it may cost: protect with its witnesses, verify, audit."""

    name: str
    levels: tuple[int, ...]
    years: int
    threshold: int
    protect: float


SIZES = (
    Size("28 x 5, one year, threshold 3", (28,), 1, 3, 0.1),
    Size("28 x 5, one year, threshold 5", (28,), 1, 5, 0.1),
    Size("28 x 5 x 6, threshold 3", (28,), 6, 3, 5.0),
    Size("28 x 5 x 6, threshold 5", (28,), 6, 5, 12.0),
    Size("Kreis > 6 > 28 > 150 x 5, threshold 3", (6, 28, 150), 1, 3, 10.0),
    Size("Kreis > 6 > 28 > 150 x 5, threshold 5", (6, 28, 150), 1, 5, 10.0),
    Size("Land > 26 > 421 x 5, threshold 3", (26, 421), 1, 3, 8.0),
    Size("Land > 26 > 421 x 5, threshold 5", (26, 421), 1, 5, 8.0),
)
VERIFY, AUDIT = 0.05, 0.4


def measured(size: Size, seed: int) -> dict[str, float]:
    """One table protected, verified and audited, all from the JSON form as a command would have it."""
    form = table(list(size.levels), 5, size.years, threshold=size.threshold, seed=seed).to_dict()
    start = time.process_time()
    result = protect(form)
    protected = time.process_time()
    claim = json.loads(json.dumps(result.to_dict()))
    written = time.process_time()
    assert verify(form, claim) == ()
    verified = time.process_time()
    release = released(Table.from_dict(form), result)
    released_at = time.process_time()
    assert audit(release) == ()
    audited = time.process_time()
    assert result.optimal
    return {
        "protect": protected - start,
        "verify": verified - written,
        "audit": audited - released_at,
        "primary": len(result.primary),
        "secondary": len(result.secondary),
        "witnesses": len(result.witnesses),
    }


def figures(size: Size, tables: int) -> dict[str, tuple[float, float]]:
    """Median and worst of each figure."""
    runs = [measured(size, seed) for seed in range(tables)]
    return {name: (statistics.median(run[name] for run in runs), max(run[name] for run in runs)) for name in runs[0]}


def lines(sizes: list[Size], tables: int) -> Iterator[str]:
    for size in sizes:
        found = figures(size, tables)
        parts = [f"{name} {median:.3g} (worst {worst:.3g})" for name, (median, worst) in found.items()]
        yield f"{size.name} [target {size.protect:g}]: " + ", ".join(parts)


def main(arguments: Any = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of the names of the sizes")
    parser.add_argument("--tables", type=int, default=10)
    given = parser.parse_args(arguments)
    chosen = [size for size in SIZES if not given.names or any(name in size.name for name in given.names)]
    for line in lines(chosen, given.tables):
        print(line, flush=True)


if __name__ == "__main__":
    main()
