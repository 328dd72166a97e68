"""Tables small enough to be solved by hand, and published ones."""

from __future__ import annotations

import random
from typing import Any

import pytest

from nahtlos.rules.disclosure import (
    Budget,
    Protection,
    Table,
    TableError,
    Undecided,
    Unprotectable,
    audit,
    protect,
    verify,
)
from nahtlos.rules.disclosure.primary import marked, preferring
from nahtlos.rules.disclosure.release import released
from tests.rules.disclosure.forms import Form, grid, odd_triangle, row, with_cell
from tests.rules.disclosure.readers import every_table, narrowed


def solved(form: Form) -> Protection:
    """The protection, after both the solver-free check and our own attackers had a look at it."""
    result = protect(form)
    assert verify(form, result) == ()
    assert narrowed(form, set(result.hidden), whole=True) == []
    return result


class TestByHand:
    def test_nothing_secret_hides_nothing(self) -> None:
        result = solved(row(5, 6, 0))
        assert (result.primary, result.secondary, result.weight, result.witnesses) == ((), (), 0, ())
        assert result.optimal

    def test_one_partner_in_a_row_takes_the_movement(self) -> None:
        result = solved(row(2, 4, 9))
        assert (result.primary, result.secondary, result.weight) == (("a",), ("b",), 5)

    def test_a_zero_is_the_cheapest_partner_if_it_can_take_the_movement_both_ways(self) -> None:
        # a zero can only rise: a falls to 0 with it, but can't rise to 3 against it
        result = solved(row(2, 0, 4, 9))
        assert set(result.secondary) == {"c"}

    def test_two_small_cells_protect_each_other_if_their_sum_reaches_the_threshold(self) -> None:
        assert solved(row(1, 2, 9)).secondary == ()
        # 1 + 1 can't show 3 in either cell
        assert solved(row(1, 1, 9)).secondary == ("c",)

    def test_a_square_of_four_is_needed_in_two_dimensions(self) -> None:
        result = solved(grid([[2, 7, 30], [8, 9, 30], [30, 30, 40]]))
        assert set(result.secondary) == {"r1 / c2", "r2 / c1", "r2 / c2"}
        assert result.weight == 8 + 9 + 10

    def test_half_persons_do_not_count(self) -> None:
        # of the patterns that satisfy linear programming {a, b, c} is the cheapest (4 + 4 + 5)
        form = odd_triangle()
        assert narrowed(form, {"p", "a", "b", "c"}, whole=False) == []
        assert narrowed(form, {"p", "a", "b", "c"}, whole=True) == ["p"]
        result = solved(form)
        assert (result.weight, result.optimal) == (4 + 50, True)

    def test_a_cheap_total_is_hidden_instead_of_the_parts(self) -> None:
        assert solved(odd_triangle(total=20)).secondary == ("t1",)

    def test_several_secret_cells_share_their_cover(self) -> None:
        result = solved(grid([[1, 2, 50], [2, 1, 50], [50, 50, 50]]))
        assert len(result.primary) == 4
        assert result.secondary == ()


class TestPublished:
    def test_optimum_of_the_sdctable_example(self) -> None:
        """Published: 3 secondary cells, A male, C female and C male; 11 of 15 cells stay.

        Source: sdcTable (sdcTools), data set microdata1 and the test of protectTable(method = "OPT").
        """
        form = grid([[2, 18], [19, 14], [10, 12], [14, 11]])
        result = solved(form)
        assert result.primary == ("r1 / c1",)
        assert set(result.secondary) == {"r1 / c2", "r3 / c1", "r3 / c2"}
        assert len(form["cells"]) - len(result.hidden) == 11
        assert (result.weight, result.optimal) == (18 + 10 + 12 + 3, True)

    def test_linked_tables_of_the_sdctable_example(self) -> None:
        """Published: each table alone is safe, both together need one further cell, N with 7.

        Source: sdcTable (sdcTools), test of protect_linked_tables (counts up to 3 are secret).
        """
        parts = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
        county = {"county-1": "ABIJ", "county-2": "KLMN"}
        size = {"big": "LM", "small": "ABIJKN"}
        totals = {name: sum(parts[part] for part in of) for name, of in (county | size).items()} | {"Total": 36}
        cells = [{"id": name, "value": value} for name, value in (parts | totals).items()]

        def split(ways: dict[str, str]) -> list[Form]:
            inner = [{"total": name, "parts": list(of)} for name, of in ways.items()]
            return [*inner, {"total": "Total", "parts": list(ways)}]

        form = {"threshold": 4, "cells": cells, "equations": split(county) + split(size)}
        alone = {
            "threshold": 4,
            "cells": [c for c in cells if c["id"] not in size],
            "equations": split(county),
        }
        assert solved(alone).secondary == ()
        result = solved(form)
        assert result.primary == ("A", "B", "K", "L", "M")
        assert (result.secondary, result.weight) == (("N",), 8)

    def test_hidden_cells_in_every_line_can_still_be_calculated(self) -> None:
        """Published: w|b follows although each line has two gaps; hiding x|b as well makes it safe.

        Source: sdcTable (sdcTools), test of protectTable(method = "SIMPLEHEURISTIC").
        """
        form = grid([[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]])
        gaps = ["11", "12", "13", "21", "23", "32", "34", "42", "44"]
        table = Table.from_dict(form)

        def release(pattern: list[str]) -> Form:
            names = tuple(f"r{gap[0]} / c{gap[1]}" for gap in pattern)
            return released(table, Protection(names, (), 0, False, 0, ()))

        assert [each.cell for each in audit(release(gaps))] == ["r1 / c2"]
        assert audit(release([*gaps, "22"])) == ()


class TestWhatIsKnown:
    def test_cells_published_before_stay_published(self) -> None:
        result = solved(row(2, 4, 9, published_before=["b"]))
        assert result.secondary == ("c",)

    def test_a_secret_cell_that_was_published_before_is_named(self) -> None:
        with pytest.raises(Unprotectable) as refused:
            protect(row(2, 4, 9, published_before=["a", "b"]))
        assert refused.value.cells == ("a",)
        assert "'a'" in str(refused.value)

    def test_all_partners_published_before(self) -> None:
        with pytest.raises(Unprotectable) as refused:
            protect(row(2, 4, 9, published_before=["b", "c", "t"]))
        assert refused.value.cells == ("a",)

    def test_only_the_hopeless_cells_are_named(self) -> None:
        form = grid([[2, 7, 30], [8, 9, 30], [1, 30, 40]])
        known = [cell["id"] for cell in form["cells"] if cell["id"].startswith("r1") and cell["value"] > 2]
        with pytest.raises(Unprotectable) as refused:
            protect(form | {"published_before": known})
        assert refused.value.cells == ("r1 / c1",)

    def test_a_bound_below_the_threshold_forbids_protection(self) -> None:
        with pytest.raises(Unprotectable) as refused:
            protect(with_cell(row(2, 4, 9), "a", upper=2))
        assert refused.value.cells == ("a",)

    def test_a_bound_limits_what_a_partner_can_take(self) -> None:
        # b is the cheaper partner, but everyone knows that it is at most 5: a could not be 0
        result = solved(with_cell(row(2, 4, 9), "b", upper=5))
        assert result.secondary == ("c",)
        assert all(witness[1] <= 5 for witness in result.witnesses)

    def test_bounds_everywhere_forbid_protection(self) -> None:
        form = with_cell(with_cell(row(2, 4, 9, published_before=["t"]), "b", upper=5), "c", upper=9)
        with pytest.raises(Unprotectable) as refused:
            protect(form)
        assert refused.value.cells == ("a",)

    def test_whole_numbers_alone_can_forbid_protection(self) -> None:
        with pytest.raises(Unprotectable) as refused:
            protect(odd_triangle(known=("t1", "t2", "t3")))
        assert refused.value.cells == ("p",)


class TestZeros:
    def test_public_zeros_are_no_partners(self) -> None:
        form = row(1, 0, 2, 9)
        assert "b" not in solved(form | {"zeros_public": True}).secondary

    def test_with_public_zeros_every_hidden_cell_counts_as_one_at_least(self) -> None:
        # three ones under a published total of 3: who knows that none is a zero knows them all
        form = row(1, 1, 1, zeros_public=True)
        assert audit(released(Table.from_dict(form), Protection(("a", "b", "c"), (), 0, False, 0, ()))) != ()
        result = solved(form)
        assert result.secondary == ("t",)
        assert min(min(witness) for witness in result.witnesses) == 1
        assert solved(row(1, 1, 1)).secondary == ()

    def test_the_low_witness_stops_at_one(self) -> None:
        result = solved(row(2, 4, 9, zeros_public=True))
        assert min(witness[0] for witness in result.witnesses) == 1


class TestMarks:
    def test_a_large_cell_marked_as_sensitive_must_reach_zero(self) -> None:
        result = solved(with_cell(row(12, 9, 40), "a", sensitive=True))
        assert (result.primary, result.secondary) == (("a",), ("b",))
        assert {witness[0] for witness in result.witnesses} >= {0}

    def test_a_small_cell_marked_as_harmless_is_published(self) -> None:
        result = solved(with_cell(row(2, 4, 9), "a", sensitive=False))
        assert result.hidden == ()

    def test_a_zero_marked_as_sensitive_must_reach_the_threshold(self) -> None:
        result = solved(with_cell(row(0, 4, 9), "a", sensitive=True))
        assert (result.primary, result.secondary) == (("a",), ("b",))

    def test_a_sensitive_zero_is_hidden_though_zeros_are_public(self) -> None:
        result = solved(with_cell(row(0, 4, 9, zeros_public=True), "a", sensitive=True))
        assert result.primary == ("a",)

    def test_marking_everything_hides_everything(self) -> None:
        table = marked(Table.from_dict(row(5, 6)), ["a", "b", "t"])
        assert protect(table).primary == ("a", "b", "t")

    def test_sums_of_money_of_very_different_size(self) -> None:
        form = row(4_000_000_000, 7_000_000_000, 1, threshold=3)
        result = solved(with_cell(form, "a", sensitive=True))
        assert result.optimal
        assert result.primary == ("a", "c")


class TestWeights:
    def test_given_weights_replace_the_values(self) -> None:
        result = solved(with_cell(row(2, 4, 9), "c", weight=1))
        assert (result.secondary, result.weight) == (("c",), 1)

    def test_fractional_weights(self) -> None:
        form = with_cell(with_cell(row(2, 4, 9), "c", weight=1.5), "b", weight=1.25)
        result = solved(form)
        assert (result.secondary, result.weight, result.bound) == (("b",), 1.25, 1.25)

    def test_cells_that_cost_nothing_are_hidden_only_if_they_serve(self) -> None:
        form = with_cell(with_cell(row(2, 4, 9, 11), "c", weight=0), "d", weight=0)
        result = solved(form)
        assert result.weight == 0
        assert len(result.secondary) == 1

    def test_last_years_pattern_is_kept_at_equal_safety(self) -> None:
        table = Table.from_dict(row(2, 6, 5, 30))
        assert protect(table).secondary == ("c",)
        assert protect(preferring(table, ["b"])).secondary == ("b",)
        # but not at any price
        assert protect(preferring(table, ["d"])).secondary == ("c",)

    def test_the_order_of_the_cells_does_not_change_the_weight(self) -> None:
        form = grid([[2, 7, 1, 5], [8, 1, 4, 6], [3, 3, 2, 9], [1, 12, 4, 2]])
        weights = set()
        for seed in range(5):
            cells, equations = list(form["cells"]), list(form["equations"])
            random.Random(seed).shuffle(cells)
            random.Random(seed + 99).shuffle(equations)
            weights.add(solved(form | {"cells": cells, "equations": equations}).weight)
        assert len(weights) == 1


class TestForm:
    def test_round_trip(self) -> None:
        result = protect(grid([[2, 7], [8, 9]]))
        again = Protection.from_dict(result.to_dict())
        assert again == result
        assert {"primary", "secondary", "weight", "optimal", "bound", "witnesses"} <= set(result.to_dict())

    def test_twice_the_same(self) -> None:
        form = grid([[2, 7, 1], [8, 1, 4], [3, 3, 2]])
        assert protect(form) == protect(Table.from_dict(form))

    def test_what_is_protected_needs_no_more(self) -> None:
        """Marking all hidden cells as secret can't be cheaper, and with low needs adds nothing."""
        form = row(1, 2, 9)
        hidden = protect(form).hidden
        assert solved(marked(Table.from_dict(form), hidden).to_dict()).secondary == ()

    def test_a_contradiction_is_refused_by_name(self) -> None:
        form = row(2, 4)
        with pytest.raises(TableError, match=r"equation 1 \(total 't'\): the parts sum to 6, not 7"):
            protect(with_cell(form, "t", value=7))


class TestBudget:
    FORM = grid([[2, 7, 1, 5], [8, 1, 4, 6], [3, 3, 2, 9], [1, 12, 4, 2]])

    @pytest.mark.parametrize("rounds", [0, 1, 2, 3])
    def test_an_early_end_still_gives_a_safe_pattern_with_its_bound(self, rounds: int) -> None:
        best = protect(self.FORM)
        result = protect(self.FORM, budget=Budget(rounds=rounds))
        assert verify(self.FORM, result) == ()
        assert narrowed(self.FORM, set(result.hidden), whole=True) == []
        assert result.bound <= best.weight <= result.weight
        assert result.optimal == (result.bound == result.weight)

    def test_without_a_search_the_heuristic_is_named(self) -> None:
        result = protect(self.FORM, budget=Budget(rounds=0))
        assert (result.method, result.optimal, result.bound) == ("heuristic", False, 0)

    def test_the_clock_is_handed_in(self) -> None:
        ticks = iter(range(10_000))
        result = protect(self.FORM, budget=Budget(seconds=3, clock=lambda: float(next(ticks))))
        assert not result.optimal
        assert verify(self.FORM, result) == ()

    def test_no_branches_left(self) -> None:
        result = protect(self.FORM, budget=Budget(nodes=0))
        assert verify(self.FORM, result) == ()

    def test_the_fallback_knows_whole_numbers_too(self) -> None:
        result = protect(odd_triangle(), budget=Budget(rounds=0))
        assert verify(odd_triangle(), result) == ()
        assert narrowed(odd_triangle(), set(result.hidden), whole=True) == []

    def test_the_fallback_names_what_can_not_be_protected(self) -> None:
        with pytest.raises(Unprotectable):
            protect(odd_triangle(known=("t1", "t2", "t3")), budget=Budget(rounds=0))
        with pytest.raises(Unprotectable) as refused:
            protect(row(2, 4, 9, published_before=["b", "c", "t"]), budget=Budget(rounds=0))
        assert refused.value.cells == ("a",)

    def test_seconds_need_a_clock(self) -> None:
        with pytest.raises(ValueError, match="clock"):
            Budget(seconds=3)


def test_what_the_check_refuses_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    module = importlib.import_module("nahtlos.rules.disclosure.protect")
    genuine = module.search

    def careless(*given: Any) -> Any:
        found = genuine(*given)
        return type(found)(found.primary, found.secondary, found.deviations[:1], found.bound, True, "exact")

    monkeypatch.setattr(module, "search", careless)
    with pytest.raises(Undecided) as refused:
        protect(row(2, 4, 9))
    assert refused.value.cells == ("a",)


def test_our_own_enumeration_counts_what_it_should() -> None:
    tables = every_table(row(1, 2), ["a", "b"], 3)
    assert tables.shape == (16, 3)
    assert (tables[:, 2] == tables[:, 0] + tables[:, 1]).all()
