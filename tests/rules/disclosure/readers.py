"""Attackers of our own for the tests: they know the published table and nothing of the code under test.

They work on tables, not on deviations, and build their programmes from the JSON form alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

import highspy
import numpy as np

Form = dict[str, Any]
Range = tuple[float, float]


def bounds(form: Form, hidden: set[str]) -> Iterator[tuple[float, float]]:
    """What a reader holds possible for each cell before solving anything."""
    for cell in form["cells"]:
        if cell["id"] in hidden:
            sensitive_zero = cell["value"] == 0
            yield (1.0 if form.get("zeros_public") and not sensitive_zero else 0.0), cell.get("upper", np.inf)
        else:
            yield cell["value"], cell["value"]


def ranges(form: Form, hidden: set[str], asked: Iterable[str], *, whole: bool) -> dict[str, Range]:
    """The least and the largest value each asked cell can take in any table that fits."""
    index = {cell["id"]: place for place, cell in enumerate(form["cells"])}
    maker: Any = highspy.Highs
    solver = maker()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    for lower, upper in bounds(form, hidden):
        solver.addVar(lower, upper)
    for equation in form["equations"]:
        columns = [index[equation["total"]], *(index[part] for part in equation["parts"])]
        factors = [-1.0] + [1.0] * len(equation["parts"])
        solver.addRow(0.0, 0.0, len(columns), np.array(columns), np.array(factors))
    if whole:
        for place in range(len(index)):
            solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
    return {name: (extreme(solver, index[name], 1.0), extreme(solver, index[name], -1.0)) for name in asked}


def extreme(solver: Any, column: int, cost: float) -> float:
    solver.changeColCost(column, cost)
    solver.run()
    status = solver.getModelStatus()
    value = solver.getSolution().col_value[column]
    solver.changeColCost(column, 0.0)
    if status == highspy.HighsModelStatus.kOptimal:
        return float(value)
    unbounded = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
    assert status in unbounded, status
    return np.inf


def secret(form: Form) -> list[str]:
    """The primary cells, by the words of the interface."""
    return [cell["id"] for cell in form["cells"] if cell.get("sensitive", 0 < cell["value"] < form["threshold"])]


def narrowed(form: Form, hidden: set[str], *, whole: bool) -> list[str]:
    """The primary cells whose range a reader narrows below the guarantee."""
    low = 1 if form.get("zeros_public") else 0
    found = ranges(form, hidden, secret(form), whole=whole)
    return [name for name, (least, most) in found.items() if least > low + 1e-6 or most < form["threshold"] - 1e-6]


def every_table(form: Form, leaves: list[str], largest: int) -> np.ndarray[Any, Any]:
    """All tables with inner cells up to the largest value, one row each, by plain enumeration."""
    index = {cell["id"]: place for place, cell in enumerate(form["cells"])}
    inner = np.array(list(product(range(largest + 1), repeat=len(leaves))), dtype=np.int64)
    tables = np.full((len(inner), len(index)), -1, dtype=np.int64)
    tables[:, [index[name] for name in leaves]] = inner
    open_equations = list(form["equations"])
    while open_equations:
        equation = open_equations.pop(0)
        parts = [index[name] for name in equation["parts"]]
        if (tables[0, parts] < 0).any():
            open_equations.append(equation)
        else:
            tables[:, index[equation["total"]]] = tables[:, parts].sum(axis=1)
    return tables


def cheapest_by_trying(form: Form, tables: np.ndarray[Any, Any]) -> float | None:
    """The least weight of a pattern that keeps the guarantee, by trying all patterns on all tables."""
    cells = form["cells"]
    index = {cell["id"]: place for place, cell in enumerate(cells)}
    primary, known = set(secret(form)), set(form.get("published_before", ()))
    zeros = {cell["id"] for cell in cells if form.get("zeros_public") and cell["value"] == 0}
    free = [cell["id"] for cell in cells if cell["id"] not in primary | known | zeros]
    limits = list(bounds(form, {cell["id"] for cell in cells}))
    fits = np.all([(tables[:, i] >= low) & (tables[:, i] <= up) for i, (low, up) in enumerate(limits)], axis=0)
    same = tables[fits] == np.array([cell["value"] for cell in cells])
    low = 1 if form.get("zeros_public") else 0
    shown = [(tables[fits][:, index[p]] <= low, tables[fits][:, index[p]] >= form["threshold"]) for p in primary]
    best = None
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            cost = sum(cost_of(cells[index[name]]) for name in chosen)
            if best is not None and cost >= best:
                continue
            public = [index[cell["id"]] for cell in cells if cell["id"] not in primary | set(chosen)]
            agree = same[:, public].all(axis=1)
            if all((agree & below).any() and (agree & above).any() for below, above in shown):
                best = cost
    return best


def cost_of(cell: Form) -> float:
    return float(cell.get("weight", cell["value"] + 1))
