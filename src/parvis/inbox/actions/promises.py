"""The promise of an answer, given and kept in the order in which things were said."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.brands.hours import OpeningHours
from parvis.inbox.models import Promise


def first_or_next(*, first: bool) -> Promise.Kind:
    return Promise.Kind.FIRST_ANSWER if first else Promise.Kind.NEXT_ANSWER


def answered(promise: Promise, *, at: datetime, hours: OpeningHours) -> None:
    """Put down when it was answered, and how long that took on both clocks."""
    promise.answered_at = at
    waited = max(at - promise.started_at, timedelta())
    promise.wall_seconds = int(waited.total_seconds())
    promise.open_seconds = int(hours.open_between(promise.started_at, at).total_seconds())
