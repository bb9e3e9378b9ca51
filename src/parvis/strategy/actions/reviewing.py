"""The minutes of a quarter's review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.models import Review
from parvis.strategy.quarters import Quarter
from parvis.strategy.queries.reviews import seen_of


@transaction.atomic
def write_minutes(
    brand: Brand,
    quarter: Quarter,
    *,
    held_on: date,
    present: Sequence[str],
    minutes: str,
    decisions: Sequence[str],
    by: Actor,
    at: datetime,
) -> Review:
    """The first time what was to be seen is kept with them; later only the words change."""
    written = {
        "held_on": held_on,
        "present": list(present),
        "minutes": minutes.strip(),
        "decisions": list(decisions),
        "written_at": at,
        "written_by_name": by.name,
    }
    review, is_new = Review.objects.update_or_create(
        brand=brand,
        year=quarter.year,
        quarter=quarter.number,
        defaults=written,
        create_defaults={**written, "seen": seen_of(brand, quarter, at=at).as_json()},
    )
    record(
        "review.held" if is_new else "review.rewritten",
        target=("review", review.pk),
        by=by,
        at=at,
        brand_id=brand.pk,
        facts={"year": quarter.year, "quarter": quarter.number},
    )
    return review
