"""One line of the form: a place, a subject, a segment … written down, or struck out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.db import IntegrityError, models, transaction
from psycopg.errors import UniqueViolation

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.actions.course import on_course
from parvis.strategy.models import (
    Capture,
    Channel,
    Fit,
    Habit,
    Objective,
    Place,
    Practice,
    Rival,
    Segment,
    Subject,
    Voice,
)

Row = Place | Channel | Voice | Subject | Segment | Habit | Objective | Rival | Capture
Part = Fit | Practice
Above = Brand | Segment | Rival
"""What a line hangs on."""


class AlreadyThere(Exception):
    """The brand has another line of that name."""


@transaction.atomic
def write_down(
    row: Row,
    *,
    by: Actor,
    at: datetime,
    parts: Mapping[str, Sequence[Part]] | None = None,
    why: str = "",
) -> Row:
    """A new line or a changed one. `parts` take the place of those that it had under that name
    (`fits` of a subject, `practices` of a rival). Raises `AlreadyThere`, and `WhyMissing` where
    the course changes without a word `why`."""
    is_new = row.pk is None
    with _on_course(row, why=why, by=by, at=at):
        _store(row)
    for name, rows in (parts or {}).items():
        hanging = getattr(row, name)
        hanging.all().delete()
        hanging.bulk_create(rows)
    _log("written" if is_new else "changed", row, by=by, at=at)
    return row


@transaction.atomic
def strike_out(row: Row, *, by: Actor, at: datetime, why: str = "") -> None:
    """It is said no more, nor what hung on it. Raises `WhyMissing` as `write_down` does."""
    _log("struck_out", row, by=by, at=at)
    with _on_course(row, why=why, by=by, at=at):
        row.delete()


def _on_course(row: Row, *, why: str, by: Actor, at: datetime) -> AbstractContextManager[None]:
    """Only an aim is part of the course."""
    if isinstance(row, Objective):
        return on_course(row.brand, why=why, by=by, at=at)
    return nullcontext()


def above_of(row: Row) -> Above:
    """What the line hangs on."""
    if isinstance(row, Habit):
        return row.segment
    return row.rival if isinstance(row, Capture) else row.brand


def brand_of(row: Row) -> Brand:
    above = above_of(row)
    return above if isinstance(above, Brand) else above.brand


def _store(row: models.Model) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise AlreadyThere from error
        raise


def _log(verb: str, row: Row, *, by: Actor, at: datetime) -> None:
    kind = type(row).__name__.lower()
    record(
        f"diagnosis.{kind}_{verb}",
        target=(kind, row.pk),
        by=by,
        at=at,
        brand_id=brand_of(row).pk,
        facts={} if isinstance(row, Voice) else {"name": str(row)},
    )
