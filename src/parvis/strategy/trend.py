"""A value over time, measured for an SVG as wide as its place and `HEIGHT` pixels high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from parvis.insight.chart import MarkLine
from parvis.insight.marks import Mark

HEIGHT = 150
AXIS = 122
TOP = 18


@dataclass(frozen=True)
class Point:
    """`kind` names the definition by which the value was found: points of different kinds are not
    joined by a line."""

    day: date
    value: float
    kind: str = ""


@dataclass(frozen=True)
class Dot:
    """`x` in percent, `y` in pixels from the top."""

    point: Point
    x: str
    y: int


@dataclass(frozen=True)
class Line:
    one: Dot
    other: Dot


@dataclass(frozen=True)
class Trend:
    """`target` is the height of the target's line; `last` the dot that bears its value."""

    dots: Sequence[Dot]
    lines: Sequence[Line]
    marks: Sequence[MarkLine]
    target: int | None
    axis: int = AXIS
    words_top: int = HEIGHT - 6

    @property
    def first(self) -> Dot:
        return self.dots[0]

    @property
    def last(self) -> Dot:
        return self.dots[-1]


def trend_of(
    points: Sequence[Point],
    *,
    target: float | None = None,
    highest: float = 0,
    marks: Sequence[Mark] = (),
) -> Trend | None:
    """From zero to the greatest of the values, the target and `highest`; oldest point first. None
    of no points. Marks outside of the time of the points are left out."""
    if not points:
        return None
    top = max([point.value for point in points] + [target or 0, highest]) or 1
    first, last = points[0].day, points[-1].day
    dots = [
        Dot(point, _place(point.day, first, last), _height(point.value, top)) for point in points
    ]
    return Trend(
        dots=dots,
        lines=[
            Line(one, other) for one, other in pairwise(dots) if one.point.kind == other.point.kind
        ],
        marks=[
            MarkLine(mark, _place(mark.on, first, last))
            for mark in marks
            if first <= mark.on <= last
        ],
        target=None if target is None else _height(target, top),
    )


def _place(day: date, first: date, last: date) -> str:
    """Two percent from the edges, so that no dot is cut; one day alone lies in the middle."""
    length = (last - first).days
    part = (day - first).days / length if length else 0.5
    return f"{2 + 96 * part:.2f}"


def _height(value: float, top: float) -> int:
    return round(AXIS - value / top * (AXIS - TOP))
