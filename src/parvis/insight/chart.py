"""The columns of the days, measured for an SVG as wide as its place and `HEIGHT` pixels high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.insight.marks import Mark
from parvis.insight.queries.index import Stretch

HEIGHT = 150
AXIS = 126
TOP = 18
GAP = 0.3
"""The part of a column's place that stays empty."""


@dataclass(frozen=True)
class Column:
    """`x`, `width` and `middle` in percent; the rest in pixels from the top.

    `labelled` columns are few enough for their numbers not to touch: the highest, and the one on
    which most was missed.
    """

    stretch: Stretch
    x: str
    width: str
    middle: str
    within_top: int
    within_height: int
    missed_top: int
    missed_height: int
    labelled: bool

    @property
    def label_top(self) -> int:
        return self.missed_top - 5


@dataclass(frozen=True)
class MarkLine:
    """A mark at `x` percent: in the middle of the stretch that its day lies in."""

    mark: Mark
    x: str


@dataclass(frozen=True)
class Chart:
    columns: Sequence[Column]
    marks: Sequence[MarkLine] = ()
    axis: int = AXIS
    words_top: int = HEIGHT - 6

    @property
    def first(self) -> Stretch:
        return self.columns[0].stretch

    @property
    def last(self) -> Stretch:
        return self.columns[-1].stretch


def chart_of(
    stretches: Sequence[Stretch], *, worst: Stretch | None, marks: Sequence[Mark] = ()
) -> Chart:
    """A column for each stretch, all from zero and on one scale; `marks` lie within them."""
    highest = max(stretches, key=lambda stretch: stretch.elapsed)
    pixels = (AXIS - TOP) / highest.elapsed if highest.elapsed else 0
    step = 100 / len(stretches)
    columns = [
        _column(
            stretch,
            start=position * step,
            step=step,
            pixels=pixels,
            labelled=stretch.elapsed > 0 and stretch in {highest, worst},
        )
        for position, stretch in enumerate(stretches)
    ]
    return Chart(columns, marks=_mark_lines(marks, columns))


def _mark_lines(marks: Sequence[Mark], columns: Sequence[Column]) -> Sequence[MarkLine]:
    return [
        MarkLine(mark, column.middle)
        for mark in marks
        for column in columns
        if column.stretch.first <= mark.on <= column.stretch.last
    ]


def _column(
    stretch: Stretch, *, start: float, step: float, pixels: float, labelled: bool
) -> Column:
    within, whole = round(stretch.within * pixels), round(stretch.elapsed * pixels)
    return Column(
        stretch=stretch,
        x=f"{start + step * GAP / 2:.3f}",
        width=f"{step * (1 - GAP):.3f}",
        middle=f"{start + step / 2:.3f}",
        within_top=AXIS - within,
        within_height=within,
        missed_top=AXIS - whole,
        missed_height=whole - within,
        labelled=labelled,
    )
