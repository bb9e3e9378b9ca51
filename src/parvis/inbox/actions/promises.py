"""How a promise ends: answered, or released because the case was resolved without one."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.brands.hours import OpeningHours
from parvis.inbox.models import Promise


def first_or_next(*, first: bool) -> Promise.Kind:
    return Promise.Kind.FIRST_ANSWER if first else Promise.Kind.NEXT_ANSWER


def answered(promise: Promise, *, at: datetime, hours: OpeningHours) -> None:
    """Put down when it was answered, and how long that took on both clocks."""
    promise.answered_at = at
    _stop_clocks(promise, at=at, hours=hours)


def released(promise: Promise, *, at: datetime, hours: OpeningHours) -> None:
    """Put down that nobody waits for the answer any more."""
    promise.released_at = at
    _stop_clocks(promise, at=at, hours=hours)


def _stop_clocks(promise: Promise, *, at: datetime, hours: OpeningHours) -> None:
    waited = max(at - promise.started_at, timedelta())
    promise.wall_seconds = int(waited.total_seconds())
    promise.open_seconds = int(hours.open_between(promise.started_at, at).total_seconds())
