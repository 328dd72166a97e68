"""A protection that was weakened on purpose is refused, each weakness by its name."""

from __future__ import annotations

from typing import Any

import pytest

from nahtlos.rules.disclosure import Table, TableError, protect, verify
from tests.rules.disclosure.forms import Form, grid, row, with_cell

FORM = grid([[2, 7, 30], [8, 9, 30], [1, 30, 40]])
CLAIM = protect(FORM).to_dict()
INDEX = {cell["id"]: place for place, cell in enumerate(FORM["cells"])}


def kinds(claim: Any, form: Form = FORM) -> set[str]:
    return {each.kind for each in verify(form, claim)}


def changed(witness: int, cell: str, by: int) -> Form:
    """The claim with one value of one witness changed."""
    witnesses = [list(each) for each in CLAIM["witnesses"]]
    witnesses[witness][INDEX[cell]] += by
    return CLAIM | {"witnesses": witnesses}


def test_the_untouched_protection_is_safe_in_every_form() -> None:
    assert verify(FORM, CLAIM) == ()
    assert verify(Table.from_dict(FORM), protect(FORM)) == ()


@pytest.mark.parametrize("name", CLAIM["secondary"])
def test_publishing_a_secondary_cell_is_found(name: str) -> None:
    rest = [each for each in CLAIM["secondary"] if each != name]
    weight = sum(cell["value"] + 1 for cell in FORM["cells"] if cell["id"] in rest)
    weaker = CLAIM | {"secondary": rest, "weight": weight, "bound": weight}
    assert kinds(weaker) == {"witness-published"}


def test_leaving_out_a_secret_cell_is_found_whatever_the_protection_claims() -> None:
    weaker = CLAIM | {"primary": CLAIM["primary"][1:]}
    found = verify(FORM, weaker)
    assert (found[0].kind, found[0].cell) == ("primary-missing", CLAIM["primary"][0])
    assert CLAIM["primary"][0] in found[0].sentence


@pytest.mark.parametrize("left_out", range(len(CLAIM["witnesses"])))
def test_each_witness_is_needed(left_out: int) -> None:
    rest = [each for number, each in enumerate(CLAIM["witnesses"]) if number != left_out]
    assert kinds(CLAIM | {"witnesses": rest}) & {"no-low-witness", "no-high-witness"}


def test_a_missing_direction_names_cell_and_direction() -> None:
    # high without low, and low without high
    form, claim = row(2, 4), {"primary": ["a"], "secondary": ["b"], "weight": 5, "optimal": True, "bound": 5}
    low = [each.sentence for each in verify(form, claim | {"witnesses": [[3, 3, 6]]})]
    high = [each.sentence for each in verify(form, claim | {"witnesses": [[0, 6, 6]]})]
    assert low == ["no witness has the cell 'a' at 0"]
    assert high == ["no witness has the cell 'a' at 3 or more"]


def test_one_short_of_the_guarantee_is_not_enough() -> None:
    form = row(2, 4, threshold=5)
    claim = {"primary": ["a", "b"], "secondary": ["t"], "weight": 7, "optimal": True, "bound": 7}
    good = [[0, 5, 5], [5, 0, 5]]
    assert verify(form, claim | {"witnesses": good}) == ()
    for place, value, kind in ((0, [1, 5, 6], "no-low-witness"), (1, [4, 0, 4], "no-high-witness")):
        witnesses = [value if number == place else each for number, each in enumerate(good)]
        assert kinds(claim | {"witnesses": witnesses}, form) == {kind}


@pytest.mark.parametrize("name", [cell["id"] for cell in FORM["cells"]])
def test_any_changed_value_breaks_an_equation_or_a_published_cell(name: str) -> None:
    found = kinds(changed(0, name, 1))
    assert found & {"witness-equation", "witness-published"}


@pytest.mark.parametrize(
    "witness",
    [
        [0.5] * len(INDEX),
        [float("nan")] * len(INDEX),
        [True] * len(INDEX),
        ["1"] * len(INDEX),
        [None] * len(INDEX),
        [-1] * len(INDEX),
        [10**30] * len(INDEX),
        [2**63] * len(INDEX),
        [0] * (len(INDEX) - 1),
        [],
        "witness",
        None,
        7,
    ],
)
def test_a_witness_must_be_a_table_of_whole_numbers(witness: object) -> None:
    assert "witness-form" in kinds(CLAIM | {"witnesses": [*CLAIM["witnesses"], witness]})


def test_whole_numbers_written_with_a_point_are_refused() -> None:
    assert kinds(CLAIM | {"witnesses": [[float(v) for v in w] for w in CLAIM["witnesses"]]}) >= {"witness-form"}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"secondary": [*CLAIM["secondary"], "nowhere"]}, "unknown-cell"),
        ({"primary": [*CLAIM["primary"], "nowhere"]}, "unknown-cell"),
        ({"secondary": [*CLAIM["secondary"], CLAIM["primary"][0]]}, "secondary-primary"),
        ({"primary": [*CLAIM["primary"], CLAIM["secondary"][0]]}, "primary-extra"),
        ({"secondary": CLAIM["secondary"] * 2}, "doubled"),
        ({"primary": CLAIM["primary"] * 2}, "doubled"),
        ({"weight": CLAIM["weight"] - 1}, "weight"),
        ({"weight": CLAIM["weight"] + 1}, "weight"),
        ({"bound": CLAIM["bound"] + 1}, "bound"),
        ({"bound": CLAIM["bound"] - 1}, "bound"),
        ({"weight": "much"}, "form"),
        ({"bound": None}, "form"),
        ({"bound": float("nan")}, "form"),
        ({"optimal": 1}, "form"),
        ({"primary": None}, "form"),
        ({"secondary": [3]}, "form"),
        ({"witnesses": {}}, "form"),
    ],
)
def test_false_claims(fields: Form, kind: str) -> None:
    assert kind in kinds(CLAIM | fields)


def test_a_bound_below_the_weight_is_fine_where_no_optimum_is_claimed() -> None:
    assert kinds(CLAIM | {"bound": 0, "optimal": False}) == set()


@pytest.mark.parametrize("claim", [None, [], "safe", {}, {"primary": []}])
def test_what_is_no_protection_is_a_violation_and_no_error(claim: Any) -> None:
    assert kinds(claim) == {"form"}


def test_cells_published_before_are_not_hidden() -> None:
    assert "published-before" in kinds(CLAIM, FORM | {"published_before": [CLAIM["secondary"][0]]})
    assert "published-before" in kinds(CLAIM, FORM | {"published_before": [CLAIM["primary"][0]]})


def test_known_bounds_hold_in_every_witness() -> None:
    name = CLAIM["secondary"][0]
    value = FORM["cells"][INDEX[name]]["value"]
    assert kinds(CLAIM, with_cell(FORM, name, upper=value)) == {"witness-upper"}


def test_public_zeros_are_neither_hidden_nor_held_possible() -> None:
    form = row(2, 0, 4) | {"zeros_public": True}
    claim = {"primary": ["a"], "optimal": True}
    hidden_zero = claim | {
        "secondary": ["b", "c"],
        "weight": 6,
        "bound": 6,
        "witnesses": [[1, 1, 4, 6], [3, 0, 3, 6]],
    }
    assert "zero-hidden" in kinds(hidden_zero, form)
    with_zero = claim | {
        "secondary": ["c"],
        "weight": 5,
        "bound": 5,
        "witnesses": [[0, 0, 6, 6], [3, 0, 3, 6]],
    }
    assert kinds(with_zero, form) == {"witness-zero"}
    good = with_zero | {"witnesses": [[1, 0, 5, 6], [3, 0, 3, 6]]}
    assert kinds(good, form) == set()


def test_a_marked_cell_counts_as_secret() -> None:
    assert ("primary-missing", "r3 / c3") in [
        (each.kind, each.cell) for each in verify(with_cell(FORM, "r3 / c3", sensitive=True), CLAIM)
    ]
    assert "primary-extra" in kinds(CLAIM, with_cell(FORM, CLAIM["primary"][0], sensitive=False))


def test_a_contradicting_table_is_an_error() -> None:
    with pytest.raises(TableError):
        verify(with_cell(FORM, "r / c", value=1), CLAIM)


def test_a_table_without_equations() -> None:
    form = {"threshold": 3, "cells": [{"id": "a", "value": 2}]}
    claim = protect(form)
    assert claim.secondary == ()
    assert verify(form, claim) == ()
    assert verify({"threshold": 3, "cells": []}, protect({"threshold": 3, "cells": []})) == ()
