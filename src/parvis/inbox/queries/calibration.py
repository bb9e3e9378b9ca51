"""Columns of what was so, beside what triage said, measured for an SVG `HEIGHT` pixels high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.inbox.queries.quality import Step

HEIGHT = 150
AXIS = 126
TOP = 18
GAP = 0.3
"""The part of a column's place that stays empty."""


@dataclass(frozen=True)
class Column:
    """`x`, `end`, `width` and `middle` in percent; the rest in pixels from the top. `said` is where
    the mean of the chances lies that triage gave; `low` is the step's, in whole percent, for a
    label that is short enough to stand below its column on a phone."""

    step: Step
    low: int
    x: str
    end: str
    width: str
    middle: str
    top: int
    height: int
    said: int
    words_top: int = HEIGHT - 6


@dataclass(frozen=True)
class Chart:
    columns: Sequence[Column]
    axis: int = AXIS


def calibration_chart(steps: Sequence[Step]) -> Chart:
    """A column for each step, as high as the share of its messages that needed an answer."""
    place = 100 / len(steps)
    return Chart(
        [_column(step, start=number * place, place=place) for number, step in enumerate(steps)]
    )


def _column(step: Step, *, start: float, place: float) -> Column:
    high = AXIS - TOP
    height = round(step.share * high)
    return Column(
        step=step,
        low=round(step.low * 100),
        x=f"{start + place * GAP / 2:.3f}",
        end=f"{start + place * (1 - GAP / 2):.3f}",
        width=f"{place * (1 - GAP):.3f}",
        middle=f"{start + place / 2:.3f}",
        top=AXIS - height,
        height=height,
        said=AXIS - round(step.said * high),
    )
