"""Names beside points: each to the right of its point, else where it covers no other name and no other point."""

from __future__ import annotations

from collections.abc import Mapping

Box = tuple[float, float, float, float]
Point = tuple[int, int]
# Mean width of a letter and height of a line, as shares of the type size; the gap between point and name.
LETTER, LINE, GAP = 0.54, 1.1, 0.75
# Horizontal anchor and vertical shift, best first.
PLACES = (("start", 0.0), ("end", 0.0), ("middle", -1.0), ("middle", 1.15), ("start", -0.6), ("start", 0.6),
          ("end", -0.6), ("end", 0.6))  # fmt: skip


def beside(
    names: Mapping[str, tuple[Point, str]], size: float, frame: tuple[int, int, int, int]
) -> dict[str, tuple[int, int, str]]:
    """Baseline start and anchor of every name set in type of `size` inside the frame (left, top, right, bottom).

    >>> beside({"a": ((0, 0), "Ort")}, 10, (-100, -100, 100, 100))
    {'a': (8, 4, 'start')}
    """
    taken = {key: _around(point, size) for key, (point, _) in names.items()}
    found: dict[str, tuple[int, int, str]] = {}
    for key, (point, name) in sorted(names.items(), key=lambda item: (item[1][0][0], item[0])):
        others = [box for other, box in taken.items() if other != key]
        placed = _options(point, name, size)
        options = [(_cost(box, others, frame), rank, text) for rank, (box, text) in enumerate(placed)]
        _, rank, text = min(options)
        found[key] = text
        taken[f"{key} name"] = placed[rank][0]
    return found


def _around(point: Point, size: float) -> Box:
    half = size * 0.5
    return point[0] - half, point[1] - half, point[0] + half, point[1] + half


def _options(point: Point, name: str, size: float) -> list[tuple[Box, tuple[int, int, str]]]:
    width, gap = len(name) * LETTER * size, GAP * size
    found = []
    for anchor, shift in PLACES:
        middle = point[1] + shift * size
        x = {"start": point[0] + gap, "end": point[0] - gap, "middle": float(point[0])}[anchor]
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        box = (left, middle - LINE * size / 2, left + width, middle + LINE * size / 2)
        found.append((box, (round(x), round(middle + size * 0.35), anchor)))
    return found


def _cost(box: Box, others: list[Box], frame: tuple[int, int, int, int]) -> float:
    """The area of other things that the box covers, and ten times what sticks out of the frame."""
    covered = sum(_common(box, other) for other in others)
    area = (box[2] - box[0]) * (box[3] - box[1])
    return covered + 10 * (area - _common(box, frame))


def _common(first: Box, second: Box) -> float:
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    return width * height if width > 0 and height > 0 else 0.0
