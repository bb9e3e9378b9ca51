"""What each number counts, as a condition on what was heard.

Every number of the index is counted by one of these conditions, and the page of its rows shows
what the same condition finds: they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from parvis.brands.models import Brand
from parvis.insight.models import Heard

WINDOWS = (4, 24, 72)
"""Hours within which an answer is looked for."""

IS_TURN = Q(opens_turn=True, needs_answer=True)


@dataclass(frozen=True, slots=True)
class Period:
    """From after `since` to `at`."""

    since: datetime
    at: datetime

    @classmethod
    def of_days(cls, days: int, *, at: datetime) -> Period:
        """The `days` (of 24 hours) that end at `at`."""
        return cls(at - timedelta(days=days), at)

    @property
    def length(self) -> timedelta:
        return self.at - self.since

    @property
    def days(self) -> int:
        """Whole days, a begun one counted as one."""
        return -(-self.length // timedelta(days=1))

    @property
    def before(self) -> Period:
        """The period of the same length that ended when this one began."""
        return Period(self.since - self.length, self.since)


def heard(brand: Brand, period: Period) -> QuerySet[Heard]:
    return Heard.objects.filter(
        brand_id=brand.pk, asked_at__gt=period.since, asked_at__lte=period.at
    )


def turns(brand: Brand, period: Period) -> QuerySet[Heard]:
    """The counting messages of the period."""
    return heard(brand, period).filter(IS_TURN)


def is_answered(*, at: datetime) -> Q:
    """As it stood at `at`: an answer that came later had not come yet."""
    return Q(answered_at__lte=at)


def is_unanswered(*, at: datetime) -> Q:
    return Q(answered_at=None) | Q(answered_at__gt=at)


def conditions(*, at: datetime) -> Mapping[str, Q]:
    """By the number's name, which of the turns it counts."""
    answered, unanswered = is_answered(at=at), is_unanswered(at=at)
    due = Q(promised_for__lt=at)
    kept = Q(answered_at__lte=F("promised_for"))
    return {
        "turns": Q(),
        "answered": answered,
        "unanswered": unanswered,
        "machine-only": unanswered & Q(machine_answered_at__lte=at),
        "due": due,
        "kept": due & kept,
        "broken": due & (Q(answered_at=None) | Q(answered_at__gt=F("promised_for"))),
        **{name: is_it for hours in WINDOWS for name, is_it in _over(hours, at=at).items()},
    }


def _over(hours: int, *, at: datetime) -> Mapping[str, Q]:
    """A turn is counted once its window is over; until then it is open, or answered early.

    Counting quick answers before slow ones could be missed would flatter the rate.
    """
    window = timedelta(hours=hours)
    elapsed, still_inside = Q(asked_at__lte=at - window), Q(asked_at__gt=at - window)
    within = Q(answered_at__lte=F("asked_at") + window)
    later_or_never = Q(answered_at=None) | Q(answered_at__gt=F("asked_at") + window)
    return {
        f"elapsed-{hours}": elapsed,
        f"within-{hours}": elapsed & within,
        f"missed-{hours}": elapsed & later_or_never,
        f"open-{hours}": still_inside & is_unanswered(at=at),
        f"early-{hours}": still_inside & is_answered(at=at),
    }
