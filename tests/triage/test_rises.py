"""Alarms are as rare as is said in usual times, and a five-fold rise is found within the hour."""

from __future__ import annotations

import math
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
    Seen,
    grown,
    is_normal,
    pace,
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


def goes_on(after: Sequence[float], *, seed: int) -> tuple[list[int], Seen]:
    """Three an hour for weeks, a first hour of thirty, which somebody sees, and then hours of so
    many on average; the latest hour first, and what was seen."""
    chance = np.random.default_rng(seed)
    usual = chance.poisson(3.0, HOURS)
    counts = [*reversed([30, *chance.poisson(after)]), *usual.tolist()][:HOURS]
    return counts, Seen(1, 30, 3.0)


def test_a_rise_that_stays_as_bad_as_it_was_seen_calls_nobody_again() -> None:
    called = 0
    for seed in range(100):
        for since in range(1, 11):
            counts, seen = goes_on([30.0] * since, seed=seed)
            called += grown(counts, seen=seen, pace=seen, since=since, weeks=WEEKS) is not None

    assert called == 0


def test_a_rise_that_becomes_four_times_as_bad_calls_again_within_the_hour() -> None:
    found = []
    for seed in range(50):
        counts, seen = goes_on([30.0, 20.0, 120.0], seed=seed)
        again = grown(counts, seen=seen, pace=seen, since=3, weeks=WEEKS)
        found.append(again is not None and (again.hours, again.count) == (1, counts[0]))

    assert sum(found) >= 45


def test_what_came_before_it_was_seen_is_not_counted_as_growth() -> None:
    counts = [90, *[3] * (HOURS - 1)]

    assert (
        grown(counts, seen=Seen(1, 12, 3.0), pace=Seen(1, 12, 3.0), since=0.5, weeks=WEEKS) is None
    )
    assert (
        grown(counts, seen=Seen(1, 12, 3.0), pace=Seen(1, 12, 3.0), since=1.0, weeks=WEEKS)
        is not None
    )


def test_by_day_as_many_times_the_usual_as_at_night_is_no_growth() -> None:
    """Twenty-five where five are usual, seen at night; forty-five where ten are, by day."""
    counts = [45, *[10] * (HOURS - 1)]

    assert grown(counts, seen=Seen(1, 25, 5.0), pace=Seen(1, 25, 5.0), since=8, weeks=WEEKS) is None


A_MINUTE = 1 / 60


def test_the_pace_of_a_rise_leaves_out_what_came_before_it_rose() -> None:
    """Twelve in the last ten minutes of an hour; and twelve all over the hour."""
    begun = pace([0.4 + 0.8 * number for number in range(12)], usual=1.0)
    going_on = pace([4.9 + 5.0 * number for number in range(12)], usual=1.0)

    assert (begun.count, begun.hours) == (12, 10 * A_MINUTE)
    assert (going_on.count, going_on.hours) == (12, 1.0)


def looked_at_until(
    said: NDArray[np.float64], *, usual: Sequence[int], until: float
) -> tuple[float, list[float]]:
    """When an alert of a rise is raised by looks every ten minutes, and, seen four minutes later,
    at which looks it calls again. Hours; `said`: when each message of the rise was."""
    noticed, called = math.inf, []
    seen = at_pace = Seen(1, 0, 0.0)
    for at in np.arange(1 / 6, until, 1 / 6):
        ago = at - said[said <= at]
        late, _ = np.histogram(ago, bins=np.arange(HOURS + 1))
        counts = late + np.asarray(usual)
        (rise,) = rises([counts.tolist()], weeks=WEEKS)
        if noticed == math.inf and rise.is_alarming:
            noticed, saw = at + 4 * A_MINUTE, said[said <= at + 4 * A_MINUTE]
            minutes = (noticed - saw) * 60
            hourly = rise.expected / rise.hours
            seen = Seen(rise.hours, rise.count, rise.expected)
            at_pace = pace(minutes.tolist(), usual=hourly)
        elif grown(counts.tolist(), seen=seen, pace=at_pace, since=at - noticed, weeks=WEEKS):
            called.append(at)
    return noticed, called


@pytest.mark.parametrize("rate", [12.0, 30.0, 72.0, 200.0])
def test_a_rise_that_is_seen_when_it_has_just_begun_and_stays_so_calls_nobody_again(
    rate: float,
) -> None:
    called = []
    for seed in range(20):
        chance = np.random.default_rng(seed)
        begins = chance.random()
        said = begins + np.cumsum(chance.exponential(1 / rate, round(8 * rate)))
        noticed, again = looked_at_until(said, usual=chance.poisson(1.0, HOURS).tolist(), until=6)
        assert noticed < 3
        called += again

    assert called == []


def test_what_grows_after_hours_of_the_same_calls_again_soon() -> None:
    """From thirty an hour to a hundred and twenty, four hours after it began."""
    soon = []
    for seed in range(20):
        chance = np.random.default_rng(seed)
        before = np.cumsum(chance.exponential(1 / 30, 160))
        after = 4 + np.cumsum(chance.exponential(1 / 120, 240))
        said = np.concatenate([before[before < 4], after])
        _, again = looked_at_until(said, usual=chance.poisson(1.0, HOURS).tolist(), until=5.1)
        soon.append(bool(again) and min(again) > 4)

    assert soon == [True] * 20


def test_what_is_usual_calls_nobody_again_after_a_false_alarm() -> None:
    """Somebody sees each alarm that chance raised; of the day after none calls again."""
    alarmed, called = 0, 0
    for seed in range(12):
        counts = heard(HOURS + 90 * A_DAY, rate=1.0, scatter=4.0, seed=seed)
        table = looked_at_each_hour(counts)
        for row, rise in enumerate(rises(table, weeks=WEEKS)):
            if rise.is_alarming:
                seen = Seen(rise.hours, rise.count, rise.expected)
                later = list(enumerate(table[row + 1 : row + A_DAY], start=1))
                alarmed += 1
                called += any(
                    grown(x.tolist(), seen=seen, pace=seen, since=n, weeks=WEEKS) for n, x in later
                )

    assert (alarmed > 0, called) == (True, 0)
