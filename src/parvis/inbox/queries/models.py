"""Which model judges a brand's messages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet

from parvis.brands.models import Brand
from parvis.inbox.meaning import hearing
from parvis.inbox.models import BrandModel, Correction, Remark, SpotCheck

if TYPE_CHECKING:
    from parvis.triage.judge import Judge

KEPT_IN_MEMORY = 4
"""Models of so many brands stay with a worker, 25 MB each."""
LEAST_SPOKEN = 20
"""So many messages must somebody have spoken of before a model is made."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lessons:
    """What the team has said that no model in use has learned from. A check that found a
    question is a correction, too, and counted as that."""

    corrections: int
    remarks: int
    checks: int
    needed: int = LEAST_SPOKEN

    @property
    def count(self) -> int:
        return self.corrections + self.remarks + self.checks


def judge_of(brand_slug: str) -> Judge:
    """The brand's own model where it has one in use, else the shipped one, by words alone. Raises
    `Brand.DoesNotExist`."""
    return _judge_by_words(Brand.objects.only("pk").get(slug=brand_slug))


def judge_for(brand: Brand) -> Judge:
    """The same, hearing what messages mean where the installation can. Which one it is is looked up
    each time, so that a new one judges at once."""
    return hearing(_judge_by_words(brand))


def _judge_by_words(brand: Brand) -> Judge:
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


def learned_until(brand: Brand) -> datetime:
    """What was said up to then is in the model in use, or made one that the team sent back."""
    last = BrandModel.objects.filter(brand=brand).aggregate(
        used=Max("learned_until", filter=Q(state=BrandModel.State.IN_USE)),
        returned=Max("changed_at", filter=Q(state=BrandModel.State.RETURNED)),
    )
    return max(last["used"] or _LONG_AGO, last["returned"] or _LONG_AGO)


def lessons_since(brand: Brand) -> Lessons:
    """What the team has said since then."""
    since = learned_until(brand)
    about = {"judgement__account__brand": brand}
    living = {**about, "undone_at": None}
    return Lessons(
        corrections=Correction.objects.filter(**living, corrected_at__gt=since).count(),
        remarks=Remark.objects.filter(**living, said_at__gt=since).count(),
        checks=SpotCheck.objects.filter(
            **living, checked_at__gt=since, calls_for_answer=False
        ).count(),
    )


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
