"""A whole form, brought from a file: it takes the place of what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import psycopg
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.actions.course import on_course
from parvis.strategy.actions.form_rows import rows_of
from parvis.strategy.actions.looks import keep_looks, places_looked_at
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.models import (
    Answer,
    Channel,
    Objective,
    Place,
    Rival,
    Segment,
    Sheet,
    StepPassed,
    Subject,
    Voice,
)
from parvis.strategy.models.sheet import STEPS
from parvis.strategy.queries.form import form_of, mark_of

LISTS: tuple[type[models.Model], ...] = (
    *(Place, Channel, Voice, Subject, Segment, Objective, Rival, Answer),
)


class FormUnusable(Exception):
    """What the form says cannot be kept; the message says what and why. Nothing was written."""


class SaidMeanwhile(Exception):
    """Something else is said by now than what somebody agreed to replace. Nothing was written."""


def bring_form(
    brand: Brand, form: Form, *, by: Actor, at: datetime, why: str = "", over: str | None = None
) -> None:
    """Name, day and language of the form are left aside: the brand has its own. All steps are
    passed by it. `over` is the mark of what it may replace, anything unless told. Raises
    `FormUnusable`, `SaidMeanwhile`, and `WhyMissing` where the course changes without a word `why`;
    nothing was written then."""
    with on_course(brand, why=why, by=by, at=at):
        if over is not None and mark_of(form_of(brand, at=at)) != over:
            raise SaidMeanwhile
        replace_form(brand, form)
        _pass_all_steps(brand, by=by, at=at)
        record(
            "diagnosis.brought",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={},
        )


def replace_form(brand: Brand, form: Form) -> None:
    """Inside a transaction that holds the brand. Raises `FormUnusable`."""
    looked_at = places_looked_at(brand)
    for model in LISTS:
        model._default_manager.filter(brand=brand).delete()
    Sheet.objects.filter(brand=brand).delete()
    try:
        with transaction.atomic():
            for rows in rows_of(form, brand=brand):
                _write_all(rows)
    except IntegrityError as error:
        raise FormUnusable(_told_by(error)) from error
    keep_looks(brand, looked_at)


def _pass_all_steps(brand: Brand, *, by: Actor, at: datetime) -> None:
    StepPassed.objects.bulk_create(
        [
            StepPassed(brand=brand, step=step, by_name=by.name, passed_at=at)
            for step in range(1, STEPS + 1)
        ],
        ignore_conflicts=True,
    )


def _write_all(rows: Sequence[models.Model]) -> None:
    if not rows:
        return
    for row in rows:
        try:
            row.clean_fields(exclude=_of_other_rows(row))
        except ValidationError as error:
            raise FormUnusable(_told(row, error)) from error
    type(rows[0])._default_manager.bulk_create(rows)


def _of_other_rows(row: models.Model) -> set[str]:
    return {one.name for one in row._meta.concrete_fields if one.is_relation}


def _told(row: models.Model, error: ValidationError) -> str:
    wrong = "; ".join(
        f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
    )
    return f"{type(row).__name__.lower()} “{row}”: {wrong}"


def _told_by(error: IntegrityError) -> str:
    """The name of the constraint is a sentence."""
    cause = error.__cause__
    constraint = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else ""
    return (constraint or str(error)).replace("_", " ")
