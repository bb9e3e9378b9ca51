"""Writing down how far aims have come, by count or by somebody's word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from parvis.brands.models import Brand
from parvis.insight.queries.index import DEFINITIONS
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.models import Objective, ObjectiveMeasure
from parvis.strategy.queries.counting_aims import Counted, count_aim, is_countable

WEEK = timedelta(weeks=1)
WEEKS_BACK = 12
"""The log knows the past: an aim that was never measured gets the trend of a quarter at once."""


class SourceMissing(ValueError):
    """A figure without its source says nothing. Nothing was written."""


class NotToBeGiven(ValueError):
    """This aim is counted: a figure by hand would stand between counted ones."""


@transaction.atomic
def measure_aims(brand: Brand, *, by: Actor, at: datetime) -> int:
    """Each chosen aim that can be counted, as it stands at `at`. How many values were written.

    It tells what has been worked out: `insight.actions.catch_up` goes before it.
    """
    rows = [
        _row(objective, counted, at=at)
        for objective in Objective.objects.filter(brand=brand).select_related("brand")
        if is_countable(objective)
        for moment in _moments(objective, at=at)
        if (counted := count_aim(objective, at=moment)) is not None
    ]
    _write(rows)
    if rows:
        record(
            "aims.measured",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"aims": sorted({row.aim for row in rows})},
        )
    return len(rows)


@transaction.atomic
def give_measure(
    objective: Objective, *, value: float, day: date, source: str, by: Actor, at: datetime
) -> ObjectiveMeasure:
    """A figure from a study, an import or a count by hand; it takes the place of one of the same
    day. Raises `SourceMissing` and `NotToBeGiven`."""
    if not source.strip():
        raise SourceMissing
    if is_countable(objective):
        raise NotToBeGiven
    row = ObjectiveMeasure(
        brand_id=objective.brand_id,
        aim=objective.aim,
        measure=objective.measure,
        day=day,
        value=value,
        basis=ObjectiveMeasure.Basis.GIVEN,
        source=source.strip(),
        by_name=by.name,
        written_at=at,
    )
    _write([row])
    record(
        "aims.value_given",
        target=("objective", objective.pk),
        by=by,
        at=at,
        brand_id=objective.brand_id,
        facts={"aim": objective.aim, "value": value, "day": day.isoformat()},
    )
    return row


def _moments(objective: Objective, *, at: datetime) -> Sequence[datetime]:
    """Now; and week by week before, where nothing was ever counted."""
    known = ObjectiveMeasure.objects.filter(
        brand_id=objective.brand_id, aim=objective.aim, basis=ObjectiveMeasure.Basis.MEASURED
    )
    if known.exists():
        return [at]
    return [at - back * WEEK for back in range(WEEKS_BACK, -1, -1)]


def _row(objective: Objective, counted: Counted, *, at: datetime) -> ObjectiveMeasure:
    return ObjectiveMeasure(
        brand_id=objective.brand_id,
        aim=objective.aim,
        day=counted.until.astimezone(objective.brand.zone).date(),
        value=counted.value,
        basis=ObjectiveMeasure.Basis.MEASURED,
        written_at=at,
        part=counted.part,
        whole=counted.whole,
        accounts=list(counted.accounts),
        counted_until=counted.until,
        definitions=DEFINITIONS,
    )


def _write(rows: Sequence[ObjectiveMeasure]) -> None:
    """The value of a day is the last that was written of it."""
    ObjectiveMeasure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["brand", "aim", "measure", "day"],
        update_fields=[
            *("value", "basis", "source", "by_name", "written_at"),
            *("part", "whole", "accounts", "counted_until", "definitions"),
        ],
    )
