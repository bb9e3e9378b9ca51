"""Trying something out beside the course, and saying what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.actions.rows import AlreadyThere
from parvis.strategy.models import Experiment


class NothingLearned(ValueError):
    """An outcome without what was learned of it is lost for the next ones."""


class ConcludedAlready(Exception):
    """Somebody has said before what came of it."""


@transaction.atomic
def begin_experiment(experiment: Experiment, *, by: Actor, at: datetime) -> Experiment:
    """The row as it was filled in. Raises `AlreadyThere` for a label that the brand has used."""
    experiment.begun_by_name = by.name
    try:
        with transaction.atomic():
            experiment.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise AlreadyThere from error
        raise
    _log("begun", experiment, by=by, at=at, ends=experiment.ends.isoformat())
    return experiment


@transaction.atomic
def conclude_experiment(
    experiment: Experiment, *, outcome: Experiment.Outcome, learned: str, by: Actor, at: datetime
) -> None:
    """Also before its last day. Raises `NothingLearned` and `ConcludedAlready`."""
    if not learned.strip():
        raise NothingLearned
    concluded = Experiment.objects.filter(pk=experiment.pk, concluded_at=None).update(
        outcome=outcome,
        learned=learned.strip(),
        concluded_at=at,
        concluded_by_name=by.name,
    )
    if not concluded:
        raise ConcludedAlready
    _log("concluded", experiment, by=by, at=at, outcome=outcome.value)


def _log(verb: str, experiment: Experiment, *, by: Actor, at: datetime, **facts: str) -> None:
    record(
        f"experiment.{verb}",
        target=("experiment", experiment.pk),
        by=by,
        at=at,
        brand_id=experiment.brand_id,
        facts={"label": experiment.label, **facts},
    )
