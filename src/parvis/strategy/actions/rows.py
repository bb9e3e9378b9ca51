"""One line of the form: a place, a subject, a segment … written down, or struck out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, models, transaction
from psycopg.errors import UniqueViolation

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
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
    row: Row, *, by: Actor, at: datetime, parts: Mapping[str, Sequence[Part]] | None = None
) -> Row:
    """A new line or a changed one. `parts` take the place of those that it had under that name
    (`fits` of a subject, `practices` of a rival). Raises `AlreadyThere`."""
    is_new = row.pk is None
    _store(row)
    for name, rows in (parts or {}).items():
        hanging = getattr(row, name)
        hanging.all().delete()
        hanging.bulk_create(rows)
    _log("written" if is_new else "changed", row, by=by, at=at)
    return row


@transaction.atomic
def strike_out(row: Row, *, by: Actor, at: datetime) -> None:
    """It is said no more, nor what hung on it."""
    _log("struck_out", row, by=by, at=at)
    row.delete()


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
