"""What is said of the brand as a whole, the answers to questions, and going from step to step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.actions.course import on_course
from parvis.strategy.diagnosis.form import Told
from parvis.strategy.models import Answer, Sheet, StepPassed


@transaction.atomic
def fill_sheet(
    brand: Brand, *, to: Mapping[str, object], by: Actor, at: datetime, why: str = ""
) -> Sheet:
    """Change facts of the brand's sheet, which begins with this if there was none. Raises
    `WhyMissing` where another promise changes the course without a word `why`."""
    sheet, _ = Sheet.objects.select_for_update().get_or_create(brand=brand)
    changed = [name for name, value in to.items() if getattr(sheet, name) != value]
    for name in changed:
        setattr(sheet, name, to[name])
    if changed:
        sheet.full_clean()
        with on_course(brand, why=why, by=by, at=at):
            sheet.save(update_fields=changed)
        record(
            "diagnosis.sheet_filled",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"fields": changed},
        )
    return sheet


@transaction.atomic
def answer_questions(
    brand: Brand, *, told: Mapping[str, Told | None], by: Actor, at: datetime
) -> None:
    """Each question that is named gets this answer, or none any more."""
    kept = {answer.question: answer.told for answer in Answer.objects.filter(brand=brand)}
    changed = [name for name, one in told.items() if kept.get(name) != one]
    Answer.objects.filter(brand=brand, question__in=changed).delete()
    Answer.objects.bulk_create(
        answer_row(brand, name, one) for name in changed if (one := told[name]) is not None
    )
    if changed:
        record(
            "diagnosis.answered",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"questions": changed},
        )


@transaction.atomic
def pass_step(brand: Brand, *, step: int, by: Actor, at: datetime) -> None:
    """Somebody has been through this step; a second time changes nothing."""
    _, is_new = StepPassed.objects.get_or_create(
        brand=brand, step=step, defaults={"by_name": by.name, "passed_at": at}
    )
    if is_new:
        record(
            "diagnosis.step_passed",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"step": step},
        )


def answer_row(brand: Brand, question: str, told: Told) -> Answer:
    value = told.value
    return Answer(
        brand=brand,
        question=question,
        yes=value if isinstance(value, bool) else None,
        number=None if isinstance(value, bool) else value,
        evidence=told.evidence,
        on=told.on,
    )
