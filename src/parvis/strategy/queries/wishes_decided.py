"""What customers asked for and was decided, as the activity log has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from parvis.brands.models import Brand
from parvis.kit.models import Activity


@dataclass(frozen=True)
class DecidedWish:
    """`title` as the wish was called then; `kind` is done, planned or declined."""

    wish_id: int
    title: str
    kind: str
    decided_at: datetime


def wishes_decided(brand: Brand, *, since: datetime, until: datetime) -> Sequence[DecidedWish]:
    """After `since`, up to `until`; the oldest first. A wish decided twice is there twice."""
    rows = _of_wishes(brand, "wish.decided", since, until).order_by("at", "id")
    return [
        DecidedWish(row.target_id, row.facts["title"], row.facts["kind"], row.at) for row in rows
    ]


def somebody_was_told(brand: Brand, *, since: datetime, until: datetime) -> bool:
    """Those who had asked were told what came of it."""
    return _of_wishes(brand, "wish.told", since, until).exists()


def page_of_wishes(brand: Brand) -> str:
    return f"{reverse('strategy:wishes')}?brand={brand.slug}"


def _of_wishes(brand: Brand, verb: str, since: datetime, until: datetime) -> QuerySet[Activity]:
    return Activity.objects.filter(
        target_kind="wish", verb=verb, brand_id=brand.pk, at__gt=since, at__lte=until
    )
