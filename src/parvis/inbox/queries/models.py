"""Which model judges a brand's messages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from parvis.brands.models import Brand
from parvis.inbox.models import BrandModel

if TYPE_CHECKING:
    from parvis.triage.judge import Judge

KEPT_IN_MEMORY = 4
"""Models of so many brands stay with a worker, 25 MB each."""
log = logging.getLogger(__name__)


def judge_of(brand_slug: str) -> Judge:
    """The brand's own model where it has one in use, else the shipped one. Raises
    `Brand.DoesNotExist`."""
    return judge_for(Brand.objects.only("pk").get(slug=brand_slug))


def judge_for(brand: Brand) -> Judge:
    """The same. Which one it is is looked up each time, so that a new one judges at once."""
    from parvis.triage.judge import shipped  # with NumPy and SciPy, which only workers need

    rows = BrandModel.objects.filter(brand=brand, state=BrandModel.State.IN_USE)
    number = rows.values_list("pk", flat=True).first()
    return shipped() if number is None else _kept(number)


def model_in_use(brand: Brand) -> BrandModel | None:
    """Without its numbers, as are those of `models_of`."""
    return _models_of(brand).filter(state=BrandModel.State.IN_USE).first()


def models_of(brand: Brand, *, most: int) -> Sequence[BrandModel]:
    """The latest first."""
    return list(_models_of(brand).order_by("-number")[:most])


def returned_at(brand: Brand) -> datetime | None:
    """When a model of the brand was last sent back by somebody."""
    rows = BrandModel.objects.filter(brand=brand, state=BrandModel.State.RETURNED)
    return rows.order_by("-changed_at").values_list("changed_at", flat=True).first()


def _models_of(brand: Brand) -> QuerySet[BrandModel, BrandModel]:
    rows = BrandModel.objects.filter(brand=brand).select_related("brand")
    return rows.annotate(can_be_used=Q(numbers__isnull=False)).defer("numbers", "about")


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _kept(model_id: int) -> Judge:
    from parvis.triage.judge import Judge, shipped
    from parvis.triage.linear import WrongModel

    row = BrandModel.objects.get(pk=model_id)
    if row.numbers is None or row.about is None:
        return shipped()
    try:
        return Judge.of(bytes(row.numbers), row.about)
    except WrongModel as error:
        log.warning("The model %s of a brand is not used, the shipped one is: %s", row.pk, error)
        return shipped()
