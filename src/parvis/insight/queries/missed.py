"""What the answer rate would be if triage missed as many requests as checks by lot say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from parvis.brands.models import Brand
from parvis.inbox.models import Correction, SpotCheck
from parvis.inbox.queries.checks import Checked
from parvis.insight.models import Heard
from parvis.insight.queries.counted import WINDOWS, Period, heard
from parvis.insight.queries.figures import AnswerRate
from parvis.kit.intervals import Interval

CHECKED_OVER = timedelta(weeks=12)
"""Checks of so long before the end of the period tell of it."""


@dataclass(frozen=True)
class RateBetween:
    """Of one window: where the share lies with what was missed; None where nothing is counted."""

    hours: int
    share: Interval | None


@dataclass(frozen=True)
class Missed:
    """`checked` are the quiet messages, such as would open a turn, that were drawn by lot and
    looked at; without any, nothing is said of the rates."""

    checked: Checked
    rates: Sequence[RateBetween]


def missed(brand: Brand, period: Period, rates: Sequence[AnswerRate]) -> Missed:
    """Of a period whose rates are known. Two queries."""
    checked = _checked(brand, period)
    if not checked.messages:
        return Missed(checked, [])
    quiet = _quiet(brand, period)
    return Missed(checked, [_between(rate, quiet, checked.share) for rate in rates])


def _checked(brand: Brand, period: Period) -> Checked:
    opens = Heard.objects.filter(pk=OuterRef("judgement_id"), opens_turn=True)
    found = SpotCheck.objects.filter(
        Exists(opens),
        undone_at=None,
        judgement__account__brand=brand,
        checked_at__gt=period.at - CHECKED_OVER,
        checked_at__lte=period.at,
    ).aggregate(messages=Count("pk"), missed=Count("pk", filter=Q(calls_for_answer=True)))
    return Checked(**found)


def _quiet(brand: Brand, period: Period) -> dict[str, int]:
    """Quiet messages that would open a turn and of which nobody of the team spoke: how many there
    are whose window is over, and how many of these were answered within it all the same."""
    said = Correction.objects.filter(judgement=OuterRef("pk"), undone_at=None)
    looked_at = SpotCheck.objects.filter(judgement=OuterRef("pk"), undone_at=None)
    rows = heard(brand, period).filter(
        ~Exists(said), ~Exists(looked_at), opens_turn=True, needs_answer=False
    )
    counted = {}
    for hours in WINDOWS:
        window = timedelta(hours=hours)
        elapsed = Q(asked_at__lte=period.at - window)
        within = elapsed & Q(answered_at__lte=F("asked_at") + window)
        counted[f"elapsed_{hours}"] = Count("pk", filter=elapsed)
        counted[f"within_{hours}"] = Count("pk", filter=within)
    return rows.aggregate(**counted)


def _between(rate: AnswerRate, quiet: dict[str, int], miss_rate: Interval) -> RateBetween:
    """Those missed are believed to have been answered as often as other quiet ones."""
    elapsed, within = quiet[f"elapsed_{rate.hours}"], quiet[f"within_{rate.hours}"]
    shares = [
        (rate.within + missed * within) / whole
        for missed in (miss_rate.low, miss_rate.high)
        if (whole := rate.elapsed + missed * elapsed)
    ]
    return RateBetween(rate.hours, Interval(min(shares), max(shares)) if shares else None)
