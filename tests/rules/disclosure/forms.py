"""Small tables for the tests, in the JSON form, and strategies that draw random ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from nahtlos.rules.disclosure import Hierarchy, Table, crossed, linked

Form = dict[str, Any]


def row(*values: int, threshold: int = 3, **fields: Any) -> Form:
    """One total 't' over the cells 'a', 'b', …"""
    names = [chr(ord("a") + place) for place in range(len(values))]
    cells = [{"id": name, "value": value} for name, value in zip(names, values, strict=True)]
    cells.append({"id": "t", "value": sum(values)})
    return {"threshold": threshold, "cells": cells, "equations": [{"total": "t", "parts": names}], **fields}


def grid(rows: list[list[int]], *, threshold: int = 3) -> Form:
    """A table of rows r1, r2, … and columns c1, c2, … with all margins."""
    down = Hierarchy.flat("r", [f"r{place + 1}" for place in range(len(rows))])
    across = Hierarchy.flat("c", [f"c{place + 1}" for place in range(len(rows[0]))])
    counts = {(down.leaves[i], across.leaves[j]): value for i, line in enumerate(rows) for j, value in enumerate(line)}
    return crossed([down, across], counts, threshold=threshold).to_dict()


def with_cell(form: Form, name: str, **fields: Any) -> Form:
    """The same table with fields of one cell changed."""
    cells = [cell | fields if cell["id"] == name else cell for cell in form["cells"]]
    return form | {"cells": cells}


def odd_triangle(*, total: int = 100, side: int = 50, known: tuple[str, ...] = ()) -> Form:
    """Linked sums in which 'p' can move by even steps only, unless a total is hidden.

    a and b move together (t2, t3), and p against both (t1): so p goes from 1 to 3 but never to 0, while a
    reader who allowed half persons would see no problem.
    """
    values = {"p": 1, "a": 3, "b": 3, "c": 4, "t1": 7, "t2": 7, "t3": 7}
    weights = {"t1": total, "t2": side, "t3": side}
    cells = [
        {"id": name, "value": value} | ({"weight": weights[name]} if name in weights else {})
        for name, value in values.items()
    ]
    equations = [
        {"total": "t1", "parts": ["a", "b", "p"]},
        {"total": "t2", "parts": ["a", "c"]},
        {"total": "t3", "parts": ["b", "c"]},
    ]
    return {"threshold": 3, "cells": cells, "equations": equations, "published_before": list(known)}


COUNTS = st.integers(0, 9) | st.sampled_from([0, 1, 2, 3, 20])


@st.composite
def crossed_tables(draw: st.DrawFn, dimensions: int = 2) -> Form:
    """Random tables of two or three dimensions, the first one sometimes a hierarchy."""
    sizes = [draw(st.integers(2, 4 if dimensions == 2 else 3)) for _ in range(dimensions)]
    axes = [
        Hierarchy.flat(f"{axis}", [f"{axis}{place}" for place in range(size)])
        for axis, size in zip("xyz", sizes, strict=False)
    ]
    if draw(st.booleans()):
        leaves = axes[0].leaves
        lower = (("x'", leaves[:2]), ("x", ("x'", *leaves[2:])))
        axes[0] = Hierarchy((lower[1], lower[0])) if len(leaves) > 2 else axes[0]
    keys: list[tuple[str, ...]] = [()]
    for axis in axes:
        keys = [(*key, leaf) for key in keys for leaf in axis.leaves]
    counts = {key: draw(COUNTS) for key in keys}
    table = crossed(axes, counts, threshold=draw(st.integers(2, 5)), zeros_public=draw(st.booleans()))
    return decorated(draw, table.to_dict())


@st.composite
def linked_tables(draw: st.DrawFn) -> Form:
    """One set of places split in two ways that cross (Kreisteile and model regions), by groups."""
    places = [f"p{number}" for number in range(draw(st.integers(3, 5)))]
    cut = draw(st.integers(1, len(places) - 1))
    first = Hierarchy((("all", ("north", "south")), ("north", tuple(places[:cut])), ("south", tuple(places[cut:]))))
    odd = tuple(places[::2])
    even = tuple(places[1::2])
    second = Hierarchy((("all", ("odd", "even")), ("odd", odd), ("even", even)))
    groups = Hierarchy.flat("g", ["g1", "g2"])
    counts = {(place, group): draw(COUNTS) for place in places for group in groups.leaves}
    threshold = draw(st.integers(2, 4))
    tables: list[Table] = [crossed([each, groups], counts, threshold=threshold) for each in (first, second)]
    return decorated(draw, linked(tables).to_dict())


def decorated(draw: st.DrawFn, form: Form) -> Form:
    """With a few weights, bounds, marks and cells that are known already."""
    names = [cell["id"] for cell in form["cells"]]
    some = st.lists(st.sampled_from(names), max_size=2, unique=True)
    for name in draw(some):
        form = with_cell(form, name, weight=draw(st.integers(1, 40)))
    for name in draw(some):
        value = next(cell["value"] for cell in form["cells"] if cell["id"] == name)
        form = with_cell(form, name, upper=value + draw(st.integers(0, 12)))
    for name in draw(st.lists(st.sampled_from(names), max_size=1)):
        form = with_cell(form, name, sensitive=draw(st.booleans()))
    return form | {"published_before": draw(some)}
