"""The sizes that the figures promise, solved to the proven optimum: one of each here, ten in the long run."""

from __future__ import annotations

import pytest

from nahtlos.rules.disclosure import Hierarchy, crossed, protect, verify
from tests.rules.disclosure.figures import AUDIT, SIZES, VERIFY, Size, figures, measured
from tests.rules.disclosure.generated import table
from tests.rules.disclosure.readers import narrowed


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2], SIZES[4]], ids=lambda size: size.name)
def test_one_table_of_each_kind_is_solved(size: Size) -> None:
    """Optimal, verified and audited inside; more than ten times its figure would be noticed here."""
    assert measured(size, seed=1)["protect"] < 10 * size.protect


def test_hiding_small_cells_alone_leaves_many_of_them_calculable() -> None:
    """The reason for it all, and that the attackers of these tests see it."""
    form = table([28], 5, 1, threshold=3, seed=3).to_dict()
    result = protect(form)
    assert len(narrowed(form, set(result.primary), whole=False)) > len(result.primary) / 4
    assert narrowed(form, set(result.hidden), whole=False) == []


def test_a_hierarchy_in_three_dimensions() -> None:
    places = Hierarchy((("K", ("N", "S")), ("N", ("n1", "n2", "n3")), ("S", ("s1", "s2"))))
    groups, years = Hierarchy.flat("alle", ["w", "m"]), Hierarchy.flat("Jahre", ["1", "2", "3"])
    keys = [(place, group, year) for place in places.leaves for group in ("w", "m") for year in ("1", "2", "3")]
    counts = {key: (7 * number * number + 3 * number) % 11 for number, key in enumerate(keys)}
    form = crossed([places, groups, years], counts, threshold=3).to_dict()
    result = protect(form)
    assert result.optimal
    assert verify(form, result) == ()
    assert narrowed(form, set(result.hidden), whole=True) == []


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_figures(size: Size) -> None:
    found = figures(size, tables=10)
    assert found["protect"][0] <= size.protect
    if size.years > 1:
        assert found["verify"][0] <= VERIFY
        assert found["audit"][0] <= AUDIT


@pytest.mark.long
@pytest.mark.parametrize("threshold", [3, 5])
def test_no_reader_narrows_a_large_table(threshold: int) -> None:
    form = table([28], 5, 6, threshold=threshold, seed=7).to_dict()
    hidden = set(protect(form).hidden)
    assert narrowed(form, hidden, whole=False) == []
    assert narrowed(form, hidden, whole=True) == []
