"""What a quarter has brought: aims against targets, maturity then and now, turns, trials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.result import AimSeen
from parvis.strategy.models import Assessment, Course, Experiment, Review
from parvis.strategy.quarters import Quarter
from parvis.strategy.queries.aims import last_values, measure_of
from parvis.strategy.queries.course import ChangeMade, changes_made
from parvis.strategy.queries.experiments import tried_between
from parvis.strategy.queries.standing import diagnosis_of
from parvis.strategy.queries.wishes_decided import DecidedWish, wishes_decided


@dataclass(frozen=True)
class AimOverQuarter:
    """`before` is the last value until the quarter began, `now` the last of it. `unit` as of
    `AimSeen`."""

    aim: str
    unit: str
    target: float | None
    before: float | None
    now: float | None

    @property
    def is_reached(self) -> bool | None:
        if self.now is None or self.target is None:
            return None
        return self.now >= self.target


@dataclass(frozen=True)
class QuarterSeen:
    """What the review looks at: computed while the minutes are open, kept with them then.

    `level_before` and `level` are None where nothing was assessed, and `same_criteria` says
    whether they may be compared.
    """

    aims: Sequence[AimOverQuarter]
    level_before: int | None
    level: int | None
    same_criteria: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "aims": [
                {
                    "aim": one.aim,
                    "unit": one.unit,
                    "target": one.target,
                    "before": one.before,
                    "now": one.now,
                }
                for one in self.aims
            ],
            "level_before": self.level_before,
            "level": self.level,
            "same_criteria": self.same_criteria,
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> QuarterSeen:
        return cls(
            aims=[AimOverQuarter(**one) for one in kept["aims"]],
            level_before=kept["level_before"],
            level=kept["level"],
            same_criteria=kept["same_criteria"],
        )


@dataclass(frozen=True)
class ReviewPage:
    """`review` is None until minutes are written."""

    quarter: Quarter
    review: Review | None
    seen: QuarterSeen
    changes: Sequence[ChangeMade]
    experiments: Sequence[Experiment]
    wishes: Sequence[DecidedWish]


@dataclass(frozen=True)
class QuarterLine:
    quarter: Quarter
    review: Review | None
    is_over: bool


def review_page(brand: Brand, quarter: Quarter, *, at: datetime) -> ReviewPage:
    review = Review.objects.filter(brand=brand, year=quarter.year, quarter=quarter.number).first()
    return ReviewPage(
        quarter=quarter,
        review=review,
        seen=QuarterSeen.of_json(review.seen) if review else seen_of(brand, quarter, at=at),
        changes=[
            one for one in changes_made(brand) if _is_within(one.change.changed_at, quarter, brand)
        ],
        experiments=tried_between(brand, quarter.first, quarter.last),
        wishes=wishes_decided(
            brand,
            since=_begin_of(quarter.first, brand),
            until=_begin_of(quarter.next.first, brand),
        ),
    )


def seen_of(brand: Brand, quarter: Quarter, *, at: datetime) -> QuarterSeen:
    """Of the chosen aims as they are chosen now; values and levels are those of the quarter."""
    day_before = quarter.first - timedelta(days=1)
    before = last_values(brand, until=day_before)
    now = last_values(brand, until=quarter.last)
    then, latest = _assessed(brand, until=day_before), _assessed(brand, until=quarter.last)
    return QuarterSeen(
        aims=[
            _over_quarter(aim, before, now, quarter)
            for aim in diagnosis_of(brand, at=at).aims
            if aim.chosen
        ],
        level_before=then.level if then else None,
        level=latest.level if latest else None,
        same_criteria=bool(then and latest and then.definition == latest.definition),
    )


def quarters_to_review(brand: Brand, *, today: date) -> Sequence[QuarterLine]:
    """From the one that runs back to the first that has anything to look at; the newest first."""
    begun = _begun(brand)
    kept = {Quarter(row.year, row.quarter): row for row in Review.objects.filter(brand=brand)}
    quarter, oldest = Quarter.of(today), min([Quarter.of(begun or today), *kept])
    lines = []
    while quarter >= oldest:
        lines.append(QuarterLine(quarter, kept.get(quarter), is_over=quarter.last < today))
        quarter = quarter.before
    return lines


def review_due(brand: Brand, *, today: date) -> Quarter | None:
    """The last quarter, once it is over and while nobody has written its minutes; None where the
    course was not set in it yet."""
    over = Quarter.of(today).before
    begun = _begun(brand)
    if begun is None or begun > over.last:
        return None
    held = Review.objects.filter(brand=brand, year=over.year, quarter=over.number)
    return None if held.exists() else over


def _begun(brand: Brand) -> date | None:
    course = Course.objects.filter(brand=brand).first()
    return course.set_at.astimezone(brand.zone).date() if course else None


def _over_quarter(
    aim: AimSeen,
    before: Mapping[tuple[str, str], tuple[date, float]],
    now: Mapping[tuple[str, str], tuple[date, float]],
    quarter: Quarter,
) -> AimOverQuarter:
    key = (aim.id, measure_of(aim))
    day, value = now.get(key, (None, None))
    return AimOverQuarter(
        aim=aim.id,
        unit=aim.unit,
        target=aim.target,
        before=before[key][1] if key in before else None,
        now=value if day and day >= quarter.first else None,
    )


def _assessed(brand: Brand, *, until: date) -> Assessment | None:
    ends = _begin_of(until + timedelta(days=1), brand)
    return (
        Assessment.objects.filter(brand=brand, assessed_at__lt=ends)
        .order_by("-assessed_at")
        .first()
    )


def _is_within(moment: datetime, quarter: Quarter, brand: Brand) -> bool:
    return quarter.first <= moment.astimezone(brand.zone).date() <= quarter.last


def _begin_of(day: date, brand: Brand) -> datetime:
    return datetime.combine(day, time(), brand.zone)
