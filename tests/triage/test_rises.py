"""Alarms are as rare as is said in usual times, and a five-fold rise is found within the hour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from parvis.triage.rises import (
    FALSE_ALARMS_IN_90_DAYS,
    HOURS,
    LEAST,
    THRESHOLDS,
    WEEK,
    Rise,
    grown,
    is_normal,
    rises,
    unusual,
)
from parvis.triage.weeks import WEEKS

A_DAY = 24
Counts = NDArray[np.int64]


def usual_week() -> NDArray[np.float64]:
    """More by day than by night, half as much at the end of the week; 1 on average."""
    hour = np.arange(WEEK)
    shape = (1 + 0.8 * np.sin(hour / A_DAY * 2 * np.pi)) * np.where(hour >= 120, 0.5, 1)
    return np.asarray(shape / shape.mean())


def heard(hours: int, *, rate: float, scatter: float, seed: int) -> Counts:
    """Counts by hour, the oldest first: Poisson, or so much more scattered."""
    chance = np.random.default_rng(seed)
    expected = rate * np.resize(usual_week(), hours)
    if scatter > 1:
        shape = np.maximum(expected / (scatter - 1), 1e-9)
        expected = expected * chance.gamma(shape) / shape
    return np.asarray(chance.poisson(expected))


def looked_at_each_hour(counts: Counts) -> Counts:
    """The past as it is seen from each hour on, the latest hour first."""
    rows = np.arange(HOURS, len(counts) + 1)
    return np.asarray(counts[rows[:, None] - 1 - np.arange(HOURS)[None, :]])


def alarms(counts: Counts) -> int:
    """Those that are a day apart count as two."""
    table = looked_at_each_hour(counts)
    raised = np.zeros(len(table), dtype=bool)
    for hours, threshold in THRESHOLDS.items():
        now, _, chance = unusual(table, hours=hours, weeks=WEEKS)
        raised |= (now >= LEAST) & (chance < threshold)
    at = np.flatnonzero(raised)
    return int(len(at) > 0) + int((np.diff(at) > A_DAY).sum())


@pytest.mark.parametrize("rate", [0.05, 1.0, 20.0])
@pytest.mark.parametrize("scatter", [1.0, 2.0, 4.0])
def test_in_usual_times_alarms_are_as_rare_as_is_said(rate: float, scatter: float) -> None:
    runs = 6
    found = [
        alarms(heard(HOURS + 90 * A_DAY, rate=rate, scatter=scatter, seed=seed))
        for seed in range(runs)
    ]

    assert sum(found) / runs <= FALSE_ALARMS_IN_90_DAYS


@pytest.mark.parametrize("rate", [4.0, 20.0, 100.0])
def test_a_five_fold_rise_is_found_within_the_hour(rate: float) -> None:
    found = []
    for seed in range(20):
        past = heard(HOURS, rate=rate, scatter=1.0, seed=seed)[::-1].copy()
        past[0] = round(5 * rate * usual_week()[(HOURS - 1) % WEEK])
        (rise,) = rises([past.tolist()], weeks=WEEKS)
        found.append(rise.is_alarming and rise.hours == 1)

    assert sum(found) >= 18


def test_without_two_weeks_of_past_nothing_is_said() -> None:
    assert rises([[50] * HOURS], weeks=1) == []


def test_few_messages_are_no_crisis_however_unusual() -> None:
    (rise,) = rises([[4, *[0] * (HOURS - 1)]], weeks=8)

    assert (rise.count, rise.is_alarming) == (4, False)


def test_it_is_normal_again_when_the_last_hours_are() -> None:
    usual = [4] * HOURS

    assert is_normal(usual, weeks=8)
    assert not is_normal([30, *usual[1:]], weeks=8)
    assert is_normal([*usual[:5], 60, *usual[6:]], weeks=8)


def goes_on(after: Sequence[float], *, seed: int) -> tuple[list[int], Rise]:
    """Three an hour for weeks, a first hour of thirty, which somebody sees, and then hours of so
    many on average; the latest hour first, and what was seen."""
    chance = np.random.default_rng(seed)
    usual = chance.poisson(3.0, HOURS)
    counts = [*reversed([30, *chance.poisson(after)]), *usual.tolist()][:HOURS]
    return counts, Rise(1, 30, 3.0, 0.0)


def test_a_rise_that_stays_as_bad_as_it_was_seen_calls_nobody_again() -> None:
    called = 0
    for seed in range(100):
        for since in range(1, 11):
            counts, seen = goes_on([30.0] * since, seed=seed)
            called += grown(counts, seen=seen, since=since, weeks=WEEKS) is not None

    assert called == 0


def test_a_rise_that_becomes_four_times_as_bad_calls_again_within_the_hour() -> None:
    found = []
    for seed in range(50):
        counts, seen = goes_on([30.0, 20.0, 120.0], seed=seed)
        again = grown(counts, seen=seen, since=3, weeks=WEEKS)
        found.append(again is not None and (again.hours, again.count) == (1, counts[0]))

    assert sum(found) >= 45


def test_what_came_before_it_was_seen_is_not_counted_as_growth() -> None:
    counts = [90, *[3] * (HOURS - 1)]

    assert grown(counts, seen=Rise(1, 12, 3.0, 0.0), since=0.5, weeks=WEEKS) is None
    assert grown(counts, seen=Rise(1, 12, 3.0, 0.0), since=1.0, weeks=WEEKS) is not None


def test_by_day_as_many_times_the_usual_as_at_night_is_no_growth() -> None:
    """Twenty-five where five are usual, seen at night; forty-five where ten are, by day."""
    counts = [45, *[10] * (HOURS - 1)]

    assert grown(counts, seen=Rise(1, 25, 5.0, 0.0), since=8, weeks=WEEKS) is None
