"""One aim: its target against what was measured, week by week, with what is behind each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parvis.brands.models import Brand
from parvis.insight.forms import FOUR_WEEKS, address_of
from parvis.insight.marks import marks_of
from parvis.insight.queries.counted import Period
from parvis.strategy.diagnosis.result import AimSeen
from parvis.strategy.models import Experiment, Objective, ObjectiveMeasure
from parvis.strategy.queries.counting_aims import RATIOS, accounts_of, is_countable
from parvis.strategy.queries.rows_at import rows_at
from parvis.strategy.queries.standing import diagnosis_of
from parvis.strategy.trend import Point, Trend, trend_of

SHOWN = 60
"""Values: more than a year of weeks."""


@dataclass(frozen=True)
class Value:
    """What an aim was on a day. `part` of `whole` open their rows; a given value has a `source`."""

    day: date
    value: float
    source: str
    by_name: str
    part: int | None
    whole: int | None
    part_rows: str
    whole_rows: str


@dataclass(frozen=True)
class AimPage:
    """`values` are the newest first. `connected` is False where the aim could be counted and none
    of its channels is connected."""

    aim: AimSeen
    objective: Objective | None
    values: Sequence[Value]
    trend: Trend | None
    is_counted: bool
    connected: bool
    least: int
    experiments: Sequence[Experiment]

    @property
    def latest(self) -> Value | None:
        return self.values[0] if self.values else None

    @property
    def first(self) -> Value | None:
        return self.values[-1] if self.values else None

    @property
    def is_reached(self) -> bool | None:
        if self.latest is None or self.aim.target is None:
            return None
        return self.latest.value >= self.aim.target


@dataclass(frozen=True)
class AimStanding:
    """A chosen aim in a list: its target, and the last value with its day."""

    aim: AimSeen
    value: float | None
    day: date | None

    @property
    def is_reached(self) -> bool | None:
        if self.value is None or self.aim.target is None:
            return None
        return self.value >= self.aim.target


def aim_page(brand: Brand, aim: str, *, at: datetime) -> AimPage | None:
    """None of what is no aim."""
    seen = next((one for one in diagnosis_of(brand, at=at).aims if one.id == aim), None)
    if seen is None:
        return None
    objective = Objective.objects.filter(brand=brand, aim=aim).select_related("brand").first()
    rows = _comparable(brand, aim, objective.measure if objective else "")
    is_counted = objective is not None and is_countable(objective)
    return AimPage(
        aim=seen,
        objective=objective,
        values=[_value(row, brand) for row in reversed(rows)],
        trend=_trend(brand, rows, target=seen.target if objective else None),
        is_counted=is_counted,
        connected=objective is None or not is_counted or accounts_of(objective) is not None,
        least=RATIOS[aim].least if aim in RATIOS else 0,
        experiments=list(Experiment.objects.filter(brand=brand, aim=aim)),
    )


def standing_of(brand: Brand, aims: Sequence[AimSeen], *, until: date) -> Sequence[AimStanding]:
    """Those that were chosen, each with its last value, else with what was said of it."""
    last = last_values(brand, until=until)
    return [AimStanding(aim, *_last(aim, last)) for aim in aims if aim.chosen]


def last_values(brand: Brand, *, until: date) -> Mapping[tuple[str, str], tuple[date, float]]:
    """By aim and measure (empty for the usual one), the day and the value of the last."""
    rows = (
        ObjectiveMeasure.objects.filter(brand=brand, day__lte=until)
        .order_by("aim", "measure", "-day")
        .distinct("aim", "measure")
    )
    return {(row.aim, row.measure): (row.day, row.value) for row in rows}


def measure_of(aim: AimSeen) -> str:
    """The brand's own words for the measure, empty for the usual one (`ObjectiveMeasure`)."""
    return "" if aim.unit else aim.measure.en


def _last(
    aim: AimSeen, last: Mapping[tuple[str, str], tuple[date, float]]
) -> tuple[float | None, date | None]:
    found = last.get((aim.id, measure_of(aim)))
    return (found[1], found[0]) if found else (aim.today, None)


def _comparable(brand: Brand, aim: str, measure: str) -> Sequence[ObjectiveMeasure]:
    """Those of this measure, the oldest first."""
    rows = ObjectiveMeasure.objects.filter(brand=brand, aim=aim, measure=measure)
    return list(rows.order_by("-day")[:SHOWN])[::-1]


def _value(row: ObjectiveMeasure, brand: Brand) -> Value:
    part_rows = whole_rows = ""
    if row.counted_until and row.aim in RATIOS:
        address = address_of(brand, Period.of_days(FOUR_WEEKS, at=row.counted_until))
        ratio = RATIOS[row.aim]
        part_rows = rows_at(ratio.part, address, row.accounts)
        whole_rows = rows_at(ratio.whole, address, row.accounts)
    return Value(
        day=row.day,
        value=row.value,
        source=row.source,
        by_name=row.by_name,
        part=row.part,
        whole=row.whole,
        part_rows=part_rows,
        whole_rows=whole_rows,
    )


def _trend(brand: Brand, rows: Sequence[ObjectiveMeasure], *, target: float | None) -> Trend | None:
    if not rows:
        return None
    return trend_of(
        [Point(row.day, row.value, f"{row.basis} {row.definitions}") for row in rows],
        target=target,
        marks=marks_of(brand, first=rows[0].day, last=rows[-1].day),
    )
