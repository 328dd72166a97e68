"""What ends the search without a protection."""

from __future__ import annotations

from collections.abc import Iterable


class Unprotectable(ValueError):
    """No pattern protects these cells: what was published before, or a known bound, gives them away."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.cells = tuple(cells)
        super().__init__(f"no pattern can protect {named(self.cells)}")


class Undecided(RuntimeError):
    """For these cells no witness was found within the limits, and no proof that there is none."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.cells = tuple(cells)
        super().__init__(f"no witness was found in time for {named(self.cells)}")


def named(cells: tuple[str, ...]) -> str:
    """The cells as part of a sentence."""
    quoted = ", ".join(f"'{cell}'" for cell in cells)
    return f"the cell {quoted}" if len(cells) == 1 else f"the cells {quoted}"
