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

from collections.abc import Sequence
from dataclasses import dataclass

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


def grown(counts: Sequence[int], *, seen: Rise, since: float, weeks: int) -> Rise | None:
    """What is heard since somebody saw a rise (`seen`), where that is far more than they saw: as
    unlikely while things stay as bad as they were as a rise is in usual times.

    `since`: the hours since then; only hours that began later are counted. As bad as it was is as
    many an hour, or as many times what is usual, whichever is more.
    """
    table = np.asarray([counts], dtype=np.int64)
    for hours in (1, 3):
        if hours > since:
            return None
        (now,), (usual,), (chance,) = unusual(table, hours=hours, weeks=min(weeks, WEEKS))
        rise = Rise(hours, int(now), float(usual), float(chance))
        scatter = float(_scatter(_windows(table, hours, weeks)[:, 1:], weeks, WEEK // hours)[0])
        size = seen.count / scatter + 0.5
        level = _as_bad(seen, rise) / scatter
        likely = float(betainc(max(now, 1) / scatter, size, level / (level + size)))
        if rise.is_alarming and likely < THRESHOLDS[hours]:
            return rise
    return None


def is_normal(counts: Sequence[int], *, weeks: int) -> bool:
    """What is heard in the last hours is nothing unusual (any more)."""
    table = np.asarray([counts], dtype=np.int64)
    return all(
        float(unusual(table, hours=hours, weeks=min(weeks, WEEKS))[2][0]) >= NORMAL_FROM
        for hours in (1, 3)
    )


def _as_bad(seen: Rise, now: Rise) -> float:
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
