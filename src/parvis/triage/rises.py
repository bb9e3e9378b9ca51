"""Whether more is heard than the past lets expect: counts of the last hours against the same hours
of the weeks before.

Counts of past weeks say how many are usual at this hour of this weekday, and how much they
scatter. How likely as many as now are is asked of the predictive distribution of such counts: a
gamma-Poisson (negative binomial), which knows that few weeks teach little, with all counts divided
by their over-dispersion. The thresholds are low enough that looking every ten minutes, at three
lengths of time, raises no more than one alarm by chance in ninety days for what is looked at
(tests/triage/test_rises.py simulates it).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from parvis.triage.weeks import LEAST_WEEKS, WEEKS

WEEK = 168
"""Hours."""
HOURS = WEEK * WEEKS + 24
"""So many hours of counts are looked at."""
LEAST = 5
"""Fewer negative messages are no crisis, however unusual."""
FALSE_ALARMS_IN_90_DAYS = 1.0
THRESHOLDS = {1: 6e-6, 3: 1.5e-5, 24: 6e-5}
"""By the hours that are looked at together: a rise is raised below this chance."""
NORMAL_FROM = 0.02
"""From this chance on, of the last three hours, things are as usual again."""
GROWN = {1: 1e-4, 3: 1e-4}
"""By the hours that are looked at together: what somebody saw has grown below this chance, which is
asked of a rise that goes on for some hours, not of years of usual times."""
LEARNED_OVER = 3
"""Hours after somebody saw a rise: they tell how bad it was, unless they are far more than that."""
PACES = range(5, 61)
"""Minutes: who sees a rise that has just begun sees the beginning of an hour, not all of it."""

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rise:
    """`count` in the last `hours`, where `expected` are usual; `chance`: how likely so many are."""

    hours: int
    count: int
    expected: float
    chance: float

    @property
    def is_alarming(self) -> bool:
        return self.count >= LEAST and self.chance < THRESHOLDS[self.hours]


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw: `count` in so many `hours`, where `expected` are usual."""

    hours: float
    count: int
    expected: float


def rises(counts: Sequence[Sequence[int]] | Counts, *, weeks: int) -> list[Rise]:
    """For each series of counts by hour, the latest hour first, its most unusual length of time.

    Each series has `HOURS` counts, of which only those of the last `weeks` past weeks are known.
    Empty where there are too few weeks.
    """
    known = min(weeks, WEEKS)
    if known < LEAST_WEEKS or not len(counts):
        return []
    table = np.asarray(counts, dtype=np.int64)
    judged = {hours: unusual(table, hours=hours, weeks=known) for hours in THRESHOLDS}
    return [
        _most_telling(
            [
                Rise(hours, int(now[row]), float(usual[row]), float(chance[row]))
                for hours, (now, usual, chance) in judged.items()
            ]
        )
        for row in range(len(table))
    ]


def _most_telling(found: Sequence[Rise]) -> Rise:
    """The shortest that alarms; of none that does, the nearest to it."""
    alarming = [rise for rise in found if rise.is_alarming]
    return next(iter(alarming), min(found, key=lambda one: one.chance / THRESHOLDS[one.hours]))


def pace(minutes: Sequence[float], *, usual: float) -> Seen:
    """At which pace messages came when somebody saw a rise: of the lengths of time before, the one
    whose count is the furthest from what is usual, so that what came before it rose is left out.

    `minutes`: how long before that moment each was said. `usual`: so many an hour.
    """
    counts = {length: sum(ago <= length for ago in minutes) for length in PACES}
    paces = [Seen(length / 60, count, usual * length / 60) for length, count in counts.items()]
    return max(paces, key=_far_from_usual)


def _far_from_usual(one: Seen) -> float:
    """How many times likelier so many are at their own pace than at the usual one (logarithm)."""
    expected = max(one.expected, 0.01 * one.hours)
    if one.count <= expected:
        return 0.0
    return one.count * math.log(one.count / expected) - (one.count - expected)


def grown(
    counts: Sequence[int], *, seen: Seen, pace: Seen, since: float, weeks: int
) -> Rise | None:
    """What is heard since somebody saw a rise, where that is far more than they saw: alarming, and
    unlikely while things stay as bad as they were.

    `seen`: what they were told; `pace`: at which it came then. `since`: the hours since then; only
    hours that began later are counted. As bad as it was is what they were told or, if that is more,
    how it went on: its first hours after that, and before these are over its pace. That is as many
    an hour, or as many times what is usual, whichever is more.
    """
    table = np.asarray([counts], dtype=np.int64)
    for hours, threshold in GROWN.items():
        if hours > since:
            return None
        (now,), (usual,), (chance,) = unusual(table, hours=hours, weeks=min(weeks, WEEKS))
        rise = Rise(hours, int(now), float(usual), float(chance))
        went_on = _went_on(counts, until=hours, since=int(since), weeks=min(weeks, WEEKS)) or pace
        worst = max(seen, went_on, key=partial(_as_bad, now=rise))
        scatter = _scatter_before(table, hours, min(weeks, WEEKS))
        size = worst.count / scatter + 0.5
        level = _as_bad(worst, rise) / scatter
        likely = float(betainc(max(now, 1) / scatter, size, level / (level + size)))
        if rise.is_alarming and likely < threshold:
            return rise
    return None


def _scatter_before(table: Counts, hours: int, weeks: int) -> float:
    """Of the weeks before this one, which holds the rise, where more than one of them is known."""
    before = WEEK if weeks > LEAST_WEEKS else 0
    known = weeks - 1 if before else weeks
    windows = _windows(table[:, before:], hours, known)
    return float(_scatter(windows[:, 1:], known, WEEK // hours)[0])


def _went_on(counts: Sequence[int], *, until: int, since: int, weeks: int) -> Seen | None:
    """How bad it was in its first hours after somebody saw it, `since` whole hours ago, and before
    the last hours (`until`); None where there is none between."""
    first = max(until, since - LEARNED_OVER)
    if first >= since:
        return None
    past = [sum(counts[first + WEEK * week : since + WEEK * week]) for week in range(1, weeks + 1)]
    return Seen(since - first, sum(counts[first:since]), sum(past) / len(past))


def is_normal(counts: Sequence[int], *, weeks: int) -> bool:
    """What is heard in the last hours is nothing unusual (any more)."""
    table = np.asarray([counts], dtype=np.int64)
    return all(
        float(unusual(table, hours=hours, weeks=min(weeks, WEEKS))[2][0]) >= NORMAL_FROM
        for hours in (1, 3)
    )


def _as_bad(seen: Seen, now: Rise) -> float:
    """How many would be heard in the hours of `now`."""
    as_many_times = now.expected * seen.count / max(seen.expected, LEAST)
    return max(seen.count / seen.hours * now.hours, as_many_times)


def unusual(table: Counts, *, hours: int, weeks: int) -> tuple[Counts, Floats, Floats]:
    """Of each series: how many in the last `hours`, how many are usual, and how likely so many or
    more are."""
    windows = _windows(table, hours, weeks)
    now, past = windows[:, 0], windows[:, WEEK // hours :: WEEK // hours]
    scatter = _scatter(windows[:, 1:], weeks, WEEK // hours)
    usual = past.sum(axis=1) / weeks
    size = past.sum(axis=1) / scatter + 0.5
    chance = np.ones(len(table))
    some = now > 0
    chance[some] = betainc(now[some] / scatter[some], size[some], 1 / (weeks + 1))
    return now, usual, chance


def _windows(table: Counts, hours: int, weeks: int) -> Counts:
    """Counts of as many hours together, the latest first, as far back as the past is known."""
    kept = table[:, : weeks * WEEK + hours]
    whole: Counts = kept.reshape(len(table), -1, hours).sum(axis=2)
    return whole


def _scatter(past: Counts, weeks: int, a_week: int) -> Floats:
    """How much more counts of the same hour scatter from week to week than by chance alone (1)."""
    by_hour = past[:, : weeks * a_week].reshape(len(past), weeks, a_week)
    usual = by_hour.mean(axis=1)
    squares = ((by_hour - usual[:, None, :]) ** 2).sum(axis=(1, 2)) / (weeks - 1)
    total = usual.sum(axis=1)
    scatter = np.divide(squares, total, out=np.ones(len(past)), where=total > 0)
    return np.asarray(np.maximum(scatter, 1.0))
