"""Until when a case may be put aside, in the brand's own time and hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from parvis.brands.calendar import opening_hours
from parvis.brands.hours import OpeningHours
from parvis.inbox.models import Case

LATER = timedelta(hours=3)
HALF_HOUR = timedelta(minutes=30)
MORNING = time(9)
"""When the day begins for a brand that is always open."""


@dataclass(frozen=True)
class SnoozeTime:
    """`after_promise`: by then the promise of the case will have been broken."""

    key: str
    label: Lazy
    until: datetime
    after_promise: bool


def snooze_times(case: Case, *, at: datetime) -> Sequence[SnoozeTime]:
    """What one chooses from at the moment `at`, the soonest first."""
    hours = opening_hours(case.brand, years=[at.year])
    return [
        SnoozeTime(key, label, until, is_after_promise(case, until))
        for key, label, until in times_to_choose(hours, at=at)
    ]


def is_after_promise(case: Case, until: datetime) -> bool:
    return case.due_at is not None and until > case.due_at


def times_to_choose(hours: OpeningHours, *, at: datetime) -> Iterator[tuple[str, Lazy, datetime]]:
    """Each by its name: later today while the brand is open, and two mornings."""
    local = at.astimezone(hours.zone)
    later = _next_half_hour(local + LATER)
    if later.date() == local.date() and hours.is_open(later):
        yield "later", _("Later today"), later
    tomorrow = local.date() + timedelta(days=1)
    morning = _opening(hours, tomorrow)
    if morning.astimezone(hours.zone).date() == tomorrow:
        yield "tomorrow", _("Tomorrow morning"), morning
    else:
        yield "tomorrow", _("When you open again"), morning
    monday = local.date() + timedelta(days=7 - local.weekday())
    next_week = _opening(hours, monday)
    if next_week != morning:
        yield "next_week", _("Next week"), next_week


def _next_half_hour(local: datetime) -> datetime:
    """On the half hour or after it."""
    past = timedelta(minutes=local.minute % 30, seconds=local.second) + timedelta(
        microseconds=local.microsecond
    )
    return local if not past else local + (HALF_HOUR - past)


def _opening(hours: OpeningHours, day: date) -> datetime:
    """When the brand opens on that day, or next after it."""
    if hours.always_open:
        return datetime.combine(day, MORNING, hours.zone)
    return hours.next_opening(datetime.combine(day, time(), hours.zone))
