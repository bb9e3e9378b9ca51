"""Writing down what the desk has sorted, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Greatest

from parvis.brands.models import Brand
from parvis.inbox.actions.open_case import OpenCase
from parvis.inbox.actions.settling import settle_promises
from parvis.inbox.models import Case, CaseMessage, Resolution, Snooze
from parvis.kit.activity import Step, record_all
from parvis.kit.actors import PARVIS
from parvis.kit.copying import copy_rows, copy_values
from parvis.kit.rewriting import rewrite_rows


@dataclass
class Sorted:
    """What there is to write. `fresh` are the ids of the messages of the batch; `answers_before`
    those of answers that were there before the question had a case."""

    brand: Brand
    fresh: set[int]
    places: list[tuple[int, Case, datetime | None]] = field(default_factory=list)
    known_later: list[tuple[int, datetime]] = field(default_factory=list)
    answers_before: set[int] = field(default_factory=set)
    log: list[tuple[str, Case, datetime]] = field(default_factory=list)


def write(batch: Sorted, cases: Iterable[OpenCase]) -> None:
    """Store the batch: cases, places, promises, and a line each in the activity log."""
    touched = [one for one in cases if one.is_touched]
    copy_rows(one.case for one in touched if one.is_new)
    copy_values(
        CaseMessage,
        ["message_id", "case_id", "known_at"],
        ((message_id, case.pk, known_at) for message_id, case, known_at in batch.places),
    )
    for message_id, at in batch.known_later:
        CaseMessage.objects.filter(message=message_id).update(known_at=at)
    for one in touched:
        _write_opening(one)
    _write_promises(touched)
    settled = _settle(batch, touched)
    rewrite_rows(
        [one.case for one in touched if not one.is_new or one in settled],
        ["state", "due_at", "last_activity_at", "snoozed_until"],
    )
    steps = [Step(verb, ("case", case.pk), at) for verb, case, at in batch.log]
    record_all(steps, by=PARVIS, brand_id=batch.brand.pk)


def _write_opening(one: OpenCase) -> None:
    if one.reopened_by:
        Resolution.objects.filter(case=one.case, reopened_at=None).update(
            reopened_at=Greatest("resolved_at", Value(one.reopened_by.created_at))
        )
    if one.woken_by:
        Snooze.objects.filter(case=one.case, ended_at=None).update(
            ended_at=one.woken_by.created_at, ended_by_name=str(one.case.person)
        )


def _write_promises(touched: Iterable[OpenCase]) -> None:
    in_order = [one for one in touched if not one.to_settle]
    # first: a case has one running promise, and the batch may both end one and make the next
    ended = [promise for one in in_order for promise in one.ended]
    rewrite_rows(ended, ["answered_at", "wall_seconds", "open_seconds"])
    for one in in_order:
        for promise in one.promised:
            promise.case_id = one.case.pk
    copy_rows(promise for one in in_order for promise in one.promised)


def _settle(batch: Sorted, touched: Iterable[OpenCase]) -> list[OpenCase]:
    """The clocks of cases to which something came late, or which promise a resolution."""
    late = [one for one in touched if one.to_settle]
    if late:
        at = max(one.case.last_activity_at for one in late)
        due = settle_promises(
            [one.case.pk for one in late], brand=batch.brand, at=at, fresh=batch.fresh
        )
        for one in late:
            one.case.due_at = due[one.case.pk] if one.case.is_open else None
    return late
