"""How maturity has gone, week by week: for the page of maturity and the review of a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.brands.models import Brand
from parvis.insight.marks import marks_of
from parvis.strategy.catalogue import spoken
from parvis.strategy.diagnosis.maturity import HIGHEST, dimensions
from parvis.strategy.queries.assessing import Week, weeks_assessed
from parvis.strategy.trend import Point, Trend, trend_of


@dataclass(frozen=True)
class Line:
    """One week of the table. `anew` marks the first by other criteria than the week before."""

    week: Week
    levels: Sequence[int | None]
    anew: bool


@dataclass(frozen=True)
class History:
    """`lines` are the newest first; `names` those of the dimensions, in the order of `levels`."""

    trend: Trend | None
    names: Sequence[str]
    lines: Sequence[Line]

    @property
    def latest(self) -> Week | None:
        return self.lines[0].week if self.lines else None

    @property
    def first(self) -> Week | None:
        """The oldest that may be compared with the latest."""
        same = [line.week for line in self.lines if line.week.definition == self._definition]
        return same[-1] if same else None

    @property
    def _definition(self) -> str:
        return self.lines[0].week.definition


def maturity_history(brand: Brand) -> History:
    """Of the last year; in three queries."""
    weeks = weeks_assessed(brand)
    known = dimensions()
    before: Sequence[Week | None] = [None, *weeks[:-1]] if weeks else []
    lines = [
        Line(
            week,
            [week.levels.get(each.id) for each in known],
            anew=earlier is not None and earlier.definition != week.definition,
        )
        for week, earlier in zip(weeks, before, strict=True)
    ]
    return History(
        trend=_trend(brand, weeks),
        names=[spoken(each.name) for each in known],
        lines=lines[::-1],
    )


def _trend(brand: Brand, weeks: Sequence[Week]) -> Trend | None:
    if not weeks:
        return None
    points = [Point(week.monday, week.level, week.definition) for week in weeks]
    marks = marks_of(brand, first=points[0].day, last=points[-1].day)
    return trend_of(points, highest=HIGHEST, marks=marks)
