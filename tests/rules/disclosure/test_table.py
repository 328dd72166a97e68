"""Tables that contradict themselves are refused by name; crossed and linked ones are built right."""

from __future__ import annotations

import pytest

from nahtlos.rules.disclosure import Cell, Equation, Hierarchy, Table, TableError, crossed, linked
from nahtlos.rules.disclosure import primary as rules
from tests.rules.disclosure.forms import Form, row, with_cell

GOOD = row(2, 4)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (with_cell(GOOD, "a", value=-1), "'a'"),
        (with_cell(GOOD, "a", value=1.0), "'a'"),
        (with_cell(GOOD, "a", value=True), "'a'"),
        (with_cell(GOOD, "a", value=None), "'a'"),
        (with_cell(GOOD, "a", value="2"), "'a'"),
        (with_cell(GOOD, "a", value=10**13), "'a'"),
        (with_cell(GOOD, "a", upper=1), "exceeds its upper bound"),
        (with_cell(GOOD, "a", upper=2.5), "upper of cell 'a'"),
        (with_cell(GOOD, "a", weight=-1), "weight of cell 'a'"),
        (with_cell(GOOD, "a", weight=float("nan")), "weight of cell 'a'"),
        (with_cell(GOOD, "a", weight=float("inf")), "weight of cell 'a'"),
        (with_cell(GOOD, "a", weight=True), "weight of cell 'a'"),
        (with_cell(GOOD, "a", weight="1"), "weight of cell 'a'"),
        (with_cell(GOOD, "a", sensitive="yes"), "sensitive of cell 'a'"),
        (with_cell(GOOD, "a", sensitve=True), "cell 'a' has unknown fields: sensitve"),
        (with_cell(GOOD, "a", id="b"), "'b' stands twice"),
        (with_cell(GOOD, "a", id=""), "text as id"),
        (with_cell(GOOD, "a", id=3), "text as id"),
        (GOOD | {"threshold": 0}, "threshold"),
        (GOOD | {"threshold": 2.5}, "threshold"),
        (GOOD | {"cells": {}}, "'cells' must be a list"),
        (GOOD | {"cells": [7]}, "cell '\\?'"),
        (GOOD | {"equations": [{"total": "t", "parts": []}]}, "has no parts"),
        (GOOD | {"equations": [{"total": "t", "parts": ["a", "z"]}]}, "unknown cell 'z'"),
        (GOOD | {"equations": [{"total": "z", "parts": ["a"]}]}, "unknown cell 'z'"),
        (GOOD | {"equations": [{"total": ["t"], "parts": ["a"]}]}, "unknown cell"),
        (GOOD | {"equations": [{"total": "t", "parts": ["a", "a", "b"]}]}, "'a' twice"),
        (GOOD | {"equations": [{"total": "a", "parts": ["a"]}]}, "'a' twice"),
        (GOOD | {"equations": [{"total": "t", "parts": "ab"}]}, "parts of equation 1"),
        (GOOD | {"equations": [{"total": "t", "part": ["a"]}]}, "equation 1 lacks 'parts'"),
        (GOOD | {"equations": [{"total": "t", "parts": ["a"]}]}, "sum to 2, not 6"),
        (GOOD | {"published_before": ["z"]}, "published_before names the unknown cell 'z'"),
        (GOOD | {"published_before": "a"}, "published_before must be a list"),
        (GOOD | {"zeros_public": 1}, "zeros_public"),
        (GOOD | {"publised_before": ["a"]}, "unknown fields: publised_before"),
        ({"cells": []}, "lacks 'threshold'"),
        ([], "must be an object"),
    ],
)
def test_contradictions_are_refused_by_name(form: Form, words: str) -> None:
    with pytest.raises(TableError, match=words):
        Table.from_dict(form)


def test_round_trip_and_descriptions() -> None:
    form = with_cell(GOOD, "a", upper=9, weight=2.5, sensitive=False) | {"published_before": ["b"]}
    table = Table.from_dict(form)
    assert Table.from_dict(table.to_dict()) == table
    assert Table.from_dict(with_cell(form, "a", label="Hilfen") | {"title": "2024"}) == table


def test_the_default_cost_is_the_value_and_one() -> None:
    assert [Cell("a", 0).cost, Cell("a", 7).cost, Cell("a", 7, weight=0).cost] == [1, 8, 0]


def test_hierarchies_sum_every_level() -> None:
    places = Hierarchy((("Kreis", ("Nord", "Süd")), ("Nord", ("a", "b")), ("Süd", ("c",))))
    years = Hierarchy.flat("Jahre", ["2023", "2024"])
    counts = {
        (place, year): number
        for number, (place, year) in enumerate((place, year) for place in "abc" for year in ("2023", "2024"))
    }
    table = crossed([places, years], counts, threshold=3)
    assert len(table.cells) == 6 * 3
    assert len(table.equations) == 3 * 3 + 6
    assert table.cell("Nord / Jahre").value == 0 + 1 + 2 + 3
    assert table.cell("Kreis / 2024").value == 1 + 3 + 5
    assert table.cell("Süd / 2023").value == 4


def test_a_label_below_two_totals_is_linked() -> None:
    places = Hierarchy((("Kreis", ("a", "b")), ("Modellregion", ("b",))))
    table = crossed([places], {("a",): 2, ("b",): 5}, threshold=3)
    assert table.cell("Modellregion").value == 5


@pytest.mark.parametrize(
    "totals",
    [
        (("x", ("y",)), ("y", ("x",))),
        (("x", ("a", "b")), ("x", ("c",))),
    ],
)
def test_impossible_hierarchies(totals: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    with pytest.raises(TableError):
        crossed([Hierarchy(totals)], {}, threshold=3)


def test_counts_of_unknown_or_upper_labels_are_refused() -> None:
    flat = Hierarchy.flat("t", ["a"])
    for label in ("z", "t"):
        with pytest.raises(TableError, match=f"'{label}'"):
            crossed([flat], {(label,): 1}, threshold=3)


def test_linked_tables_share_their_cells() -> None:
    one = Table(3, (Cell("a", 2), Cell("t", 2)), (Equation("t", ("a",)),), ("t",))
    other = Table(3, (Cell("a", 2), Cell("b", 3), Cell("u", 5)), (Equation("u", ("a", "b")),), ("b",))
    both = linked([one, other, one])
    assert [cell.id for cell in both.cells] == ["a", "t", "b", "u"]
    assert (len(both.equations), both.published_before) == (2, ("t", "b"))
    with pytest.raises(TableError, match="'a'"):
        linked([one, Table(3, (Cell("a", 3),))])
    with pytest.raises(TableError, match="threshold"):
        linked([one, Table(5, (Cell("a", 2),))])


class TestPrimary:
    def test_the_threshold_is_the_smallest_count_shown(self) -> None:
        assert [rules.is_primary(Cell("a", value), 5) for value in range(7)] == [False] + [True] * 4 + [False] * 2
        assert rules.is_primary(Cell("a", 0, sensitive=True), 5)
        assert not rules.is_primary(Cell("a", 2, sensitive=False), 5)

    def test_whole_groups(self) -> None:
        assert [rules.all_of_a_group(part, 9) for part in (0, 8, 9)] == [False, False, True]
        with pytest.raises(TableError):
            rules.all_of_a_group(10, 9)

    def test_shares_betray_counts_and_their_complements(self) -> None:
        secret = [part for part in range(11) if rules.share_is_secret(part, 10, 3)]
        assert secret == [1, 2, 8, 9, 10]
        assert not rules.share_is_secret(0, 0, 3)

    def test_dominance_is_strict(self) -> None:
        assert not rules.dominated([50, 35, 15])
        assert rules.dominated([50, 36, 14])
        assert rules.dominated([7.0], n=1)
        assert not rules.dominated([])
        assert not rules.dominated([0, 0])
        for wrong in ({"n": 0}, {"k": 0}, {"k": 101}):
            with pytest.raises(TableError):
                rules.dominated([1], **wrong)
        with pytest.raises(TableError):
            rules.dominated([5, -1])

    def test_the_p_percent_rule_protects_the_largest_from_the_second(self) -> None:
        assert rules.p_percent([100, 50, 9], p=10)
        assert not rules.p_percent([100, 50, 10], p=10)
        assert rules.p_percent([100], p=10)
        assert not rules.p_percent([], p=10)
        assert not rules.p_percent([0, 0], p=10)
        for wrong in (0, 101):
            with pytest.raises(TableError):
                rules.p_percent([1], p=wrong)

    def test_marks_name_cells_that_exist(self) -> None:
        table = Table.from_dict(GOOD)
        assert rules.marked(table, ["b"]).cell("b").sensitive is True
        assert rules.marked(table, ["a"], sensitive=False).cell("a").sensitive is False
        for wrong in (rules.marked, rules.preferring):
            with pytest.raises(TableError, match="'z'"):
                wrong(table, ["z"])
        with pytest.raises(TableError):
            rules.preferring(table, ["a"], penalty=0)
