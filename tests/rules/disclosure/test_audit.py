"""Releases from outside: whatever can be calculated from them is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from nahtlos.rules.disclosure import Protection, Table, TableError, audit, protect
from nahtlos.rules.disclosure.release import released
from tests.rules.disclosure.forms import Form, crossed_tables, grid, odd_triangle, row
from tests.rules.disclosure.readers import ranges, secret


def hiding(form: Form, *names: str) -> Form:
    """The release of a table with these cells hidden."""
    return released(Table.from_dict(form), Protection(names, (), 0, False, 0, ()))


def calculated(release: Form) -> list[str | None]:
    found = audit(release)
    assert {each.kind for each in found} <= {"calculable"}
    return [each.cell for each in found]


def test_a_single_gap_is_calculated() -> None:
    assert calculated(hiding(row(2, 4, 9), "a")) == ["a"]


def test_two_gaps_in_a_row_are_not() -> None:
    assert calculated(hiding(row(2, 4, 9), "a", "b")) == []


def test_two_gaps_that_sum_to_nothing_are() -> None:
    assert calculated(hiding(row(0, 0, 9), "a", "b")) == ["a", "b"]


def test_two_gaps_that_sum_to_their_known_bounds_are() -> None:
    release = hiding(row(2, 4, 9), "a", "b")
    for cell, upper in zip(release["cells"], (2, 4, 9), strict=False):
        cell["upper"] = upper
    assert calculated(release) == ["a", "b"]


def test_public_zeros_betray_gaps_that_sum_to_their_number() -> None:
    release = hiding(row(1, 1, 9), "a", "b")
    assert calculated(release) == []
    assert calculated(release | {"zeros_public": True}) == ["a", "b"]


def test_gaps_that_only_half_persons_could_fill_are_calculated() -> None:
    # p may be 1, 3, 5 or 7; with p at most 2 only 1 is whole, though 0.5 or 2 would fit
    form = odd_triangle()
    release = hiding(form, "p", "a", "b", "c")
    assert calculated(release) == []
    for cell in release["cells"]:
        if cell["id"] == "p":
            cell["upper"] = 2
    assert calculated(release) == ["p", "a", "b", "c"]


def test_a_cell_alone_in_no_equation_is_hidden() -> None:
    assert calculated({"cells": [{"id": "a", "value": None}]}) == []


def test_everything_hidden_or_nothing() -> None:
    form = grid([[2, 7], [8, 9]])
    assert calculated(hiding(form, *(cell["id"] for cell in form["cells"]))) == []
    assert calculated(hiding(form)) == []


def test_published_cells_must_add_up() -> None:
    release = hiding(row(2, 4, 9))
    release["cells"][-1]["value"] = 16
    assert [(each.kind, each.cell) for each in audit(release)] == [("equation", "t")]


def test_no_table_may_fit() -> None:
    release = hiding(row(2, 4, 9), "a")
    release["cells"][-1]["value"] = 12
    assert [each.kind for each in audit(release)] == ["no-table"]
    bounded = hiding(row(2, 4), "a", "b") | {"zeros_public": True}
    bounded["cells"][0]["upper"] = 0
    assert [each.kind for each in audit(bounded)] == ["no-table"]


def test_what_was_published_before_is_not_hidden() -> None:
    release = hiding(row(2, 4, 9), "a", "b") | {"published_before": ["b"]}
    assert [(each.kind, each.cell) for each in audit(release)] == [("published-before", "b")]


def test_a_release_tells_nothing_but_its_published_values() -> None:
    form = row(2, 4, 9)
    form["cells"][0] |= {"sensitive": True, "weight": 3, "upper": 20}
    release = released(Table.from_dict(form), protect(form))
    hidden = [cell for cell in release["cells"] if cell["value"] is None]
    assert hidden == [{"id": "a", "value": None, "upper": 20}, {"id": "b", "value": None}]


@pytest.mark.parametrize("fields", [{"weight": 3}, {"sensitive": True}])
def test_a_release_that_tells_on_its_hidden_cells_is_refused(fields: Form) -> None:
    release = hiding(row(2, 4), "a", "b")
    release["cells"][0] |= fields
    with pytest.raises(TableError, match="'a'"):
        audit(release)


@pytest.mark.parametrize(
    "broken",
    [
        {"cells": [{"id": "a"}]},
        {"cells": [{"id": "a", "value": 1.5}]},
        {"cells": [{"id": "a", "value": None}, {"id": "a", "value": 1}]},
        {"cells": [], "equations": [{"total": "t", "parts": ["a"]}]},
        {"cells": [], "published_before": ["a"]},
        {"cells": [], "zeros_public": "no"},
        {"equations": []},
        [],
    ],
)
def test_what_is_no_release_is_refused(broken: Form) -> None:
    with pytest.raises(TableError):
        audit(broken)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(crossed_tables(2))
def test_the_audit_agrees_with_whole_number_ranges(form: Form) -> None:
    """On releases that hide the secret cells only: exactly the cells with one possible value are named."""
    form = form | {"published_before": []}
    names = secret(form)
    release = hiding(form, *names)
    for cell in form["cells"]:
        if cell["id"] in names and cell["value"] == 0 and form["zeros_public"]:
            return  # readers would be wrong about a hidden zero, which no release may bring about
    found = ranges(form, set(names), names, whole=True)
    assert set(calculated(release)) == {name for name, (low, high) in found.items() if high - low < 0.5}
