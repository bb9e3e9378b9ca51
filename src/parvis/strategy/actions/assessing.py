"""How mature the brand is, week by week."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from parvis.brands.models import Brand
from parvis.insight.actions import catch_up
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.strategy.actions.measuring import measure_aims
from parvis.strategy.models import Assessment
from parvis.strategy.queries.assessing import definition, facts_of
from parvis.strategy.queries.standing import diagnosis_of


@transaction.atomic
def assess(brand: Brand, *, by: Actor, at: datetime) -> Assessment:
    """Of the week of `at`, by the brand's calendar; a second one of a week replaces the first."""
    maturity = diagnosis_of(brand, at=at).maturity
    year, week, _day = at.astimezone(brand.zone).date().isocalendar()
    assessment, _ = Assessment.objects.update_or_create(
        brand=brand,
        year=year,
        week=week,
        defaults={
            "level": maturity.level,
            "levels": {one.id: one.level for one in maturity.dimensions},
            "facts": facts_of(maturity),
            "definition": definition(),
            "assessed_at": at,
        },
    )
    record(
        "maturity.assessed",
        target=("assessment", assessment.pk),
        by=by,
        at=at,
        brand_id=brand.pk,
        facts={"level": maturity.level},
    )
    return assessment


def look_back_each_week(*, at: datetime) -> None:
    """Of every brand that has begun its diagnosis, once in each week of its calendar: asked for
    every day, so that a week in which nothing ran at night is not left out."""
    begun = Q(steps_passed__isnull=False) | Q(diagnosis_sheet__isnull=False)
    for brand in Brand.objects.filter(begun).distinct():
        year, week, _day = at.astimezone(brand.zone).date().isocalendar()
        if not Assessment.objects.filter(brand=brand, year=year, week=week).exists():
            look_back(brand, by=PARVIS, at=at)


def look_back(brand: Brand, *, by: Actor, at: datetime) -> None:
    """Aims and maturity as they stand now. While the log is still being read, they stand as far
    as it was read."""
    catch_up()
    measure_aims(brand, by=by, at=at)
    assess(brand, by=by, at=at)
