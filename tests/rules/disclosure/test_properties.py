"""What holds for every table: safety against attackers of our own, and the least weight."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from nahtlos.rules.disclosure import Budget, Protection, Table, Unprotectable, audit, protect, verify
from nahtlos.rules.disclosure.release import released
from tests.rules.disclosure.forms import Form, crossed_tables, grid, linked_tables
from tests.rules.disclosure.readers import cheapest_by_trying, every_table, narrowed, ranges, secret

SHORT = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
LONG = settings(SHORT, max_examples=340)


def attack(form: Form) -> None:
    """Protects a table and sets every attacker on it; what is refused must be hopeless indeed."""
    try:
        result = protect(form)
    except Unprotectable as refused:
        known = set(form["published_before"])
        zeros = {cell["id"] for cell in form["cells"] if form["zeros_public"] and cell["value"] == 0}
        widest = ({cell["id"] for cell in form["cells"]} - known - zeros) | (set(secret(form)) - known)
        assert set(refused.cells) == set(narrowed(form, widest, whole=True))
        return
    hidden = set(result.hidden)
    assert verify(form, result.to_dict()) == ()
    assert set(result.primary) == set(secret(form))
    assert narrowed(form, hidden, whole=False) == []
    assert narrowed(form, hidden, whole=True) == []
    assert result.optimal
    assert_nothing_calculable(form, result)
    for seen in result.secondary:
        if costs(form, seen):
            assert narrowed(form, hidden - {seen}, whole=True) != [], f"{seen} is hidden for nothing"


def costs(form: Form, name: str) -> bool:
    return bool(next(cell.get("weight", 1) for cell in form["cells"] if cell["id"] == name) > 0)


def assert_nothing_calculable(form: Form, result: Protection) -> None:
    """No hidden cell has one possible value only, and the audit says the same."""
    found = ranges(form, set(result.hidden), result.hidden, whole=True)
    fixed = {name for name, (least, most) in found.items() if most - least < 0.5}
    assert fixed <= needless(form)
    assert {each.cell for each in audit(released(Table.from_dict(form), result))} <= needless(form)


def needless(form: Form) -> set[str]:
    """Secret cells whose guarantee asks for nothing: low enough and at the threshold as they are."""
    low = 1 if form["zeros_public"] else 0
    return {
        cell["id"]
        for cell in form["cells"]
        if cell.get("sensitive") and cell["value"] <= low and cell["value"] >= form["threshold"]
    }


@SHORT
@given(crossed_tables(2))
def test_two_dimensions(form: Form) -> None:
    attack(form)


@settings(SHORT, max_examples=15)
@given(crossed_tables(3))
def test_three_dimensions(form: Form) -> None:
    attack(form)


@SHORT
@given(linked_tables())
def test_linked_tables(form: Form) -> None:
    attack(form)


@SHORT
@given(crossed_tables(2))
def test_the_fallback_is_as_safe(form: Form) -> None:
    try:
        result = protect(form, budget=Budget(rounds=0))
    except Unprotectable:
        with pytest.raises(Unprotectable):
            protect(form)
        return
    assert verify(form, result) == ()
    assert narrowed(form, set(result.hidden), whole=True) == []
    assert protect(form).weight <= result.weight


@pytest.mark.long
@LONG
@given(crossed_tables(2))
def test_many_of_two_dimensions(form: Form) -> None:
    attack(form)


@pytest.mark.long
@LONG
@given(crossed_tables(3))
def test_many_of_three_dimensions(form: Form) -> None:
    attack(form)


@pytest.mark.long
@LONG
@given(linked_tables())
def test_many_linked_tables(form: Form) -> None:
    attack(form)


TINY = [
    ([[1, 2], [2, 1]], 3),
    ([[0, 1], [2, 4]], 3),
    ([[1, 3], [0, 2]], 4),
    ([[2, 2], [3, 4]], 3),
    ([[1, 0], [0, 1]], 2),
    ([[4, 1], [1, 0]], 3),
]


@pytest.mark.parametrize(("rows", "threshold"), TINY)
@pytest.mark.parametrize("zeros_public", [False, True])
def test_the_least_weight_of_all_patterns(rows: list[list[int]], threshold: int, zeros_public: bool) -> None:
    """Against plain enumeration of all patterns and all tables."""
    form = grid(rows, threshold=threshold) | {"zeros_public": zeros_public}
    leaves = [f"r{i} / c{j}" for i in (1, 2) for j in (1, 2)]
    tables = every_table(form, leaves, 4 + threshold)
    best = cheapest_by_trying(form, tables)
    if best is None:
        with pytest.raises(Unprotectable):
            protect(form)
    else:
        assert protect(form).weight == best


@pytest.mark.parametrize("known", [("r1 / c",), ("r / c1", "r2 / c"), ("r1 / c3",)])
def test_the_least_weight_beside_what_is_known(known: tuple[str, ...]) -> None:
    form = grid([[1, 2, 3], [2, 4, 0]]) | {"published_before": list(known)}
    leaves = [f"r{i} / c{j}" for i in (1, 2) for j in (1, 2, 3)]
    best = cheapest_by_trying(form, every_table(form, leaves, 6))
    assert best is not None
    assert protect(form).weight == best
