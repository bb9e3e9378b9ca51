"""Kaplan and Meier's estimate, Wilson's interval, and lengths of time in opening hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.brands.hours import OpeningHours, Period
from parvis.insight.queries.open_time import OpenTime
from parvis.insight.queries.shares import wilson_interval
from parvis.insight.queries.times import Times, waits_of
from tests.insight.survival import Wait, kaplan_meier, mean_of_answered


def weeks(*lengths: int, over: bool) -> list[Wait]:
    return [Wait(timedelta(weeks=length), over) for length in lengths]


@pytest.mark.django_db
def test_a_published_example_has_its_published_median() -> None:
    # remission of leukaemia under 6-mercaptopurine (Freireich and others, Blood 21, 1963)
    ended = weeks(6, 6, 6, 7, 10, 13, 16, 22, 23, over=True)
    running = weeks(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35, over=False)

    assert kaplan_meier([*running, *ended], 0.25, 0.5, 0.9) == [
        timedelta(weeks=13),
        timedelta(weeks=23),
        None,
    ]
    assert counted([*running, *ended]) == Times(
        median=timedelta(weeks=23), p90=None, mean_of_answered=sum(lengths_of(ended), ZERO) / 9
    )


@pytest.mark.parametrize("people", [1, 2, 3, 10, 11, 100])
def test_when_all_are_answered_it_is_the_plain_quantile(people: int) -> None:
    waits = weeks(*range(1, people + 1), over=True)

    assert kaplan_meier(waits, 0.5, 0.9) == [
        timedelta(weeks=-(-people // 2)),
        timedelta(weeks=-(-9 * people // 10)),
    ]


@pytest.mark.django_db
@given(
    st.lists(st.builds(Wait, st.integers(0, 60).map(lambda n: timedelta(hours=n)), st.booleans()))
)
def test_the_statement_reckons_as_plain_loops_do(waits: list[Wait]) -> None:
    median, p90 = kaplan_meier(waits, 0.5, 0.9)

    found = counted(waits)

    assert (found.median, found.p90) == (median, p90)
    expected = mean_of_answered(waits)
    assert (found.mean_of_answered is None) == (expected is None)
    if expected is not None and found.mean_of_answered is not None:
        assert abs(found.mean_of_answered - expected) < timedelta(milliseconds=1)


ZERO = timedelta()


def lengths_of(waits: list[Wait]) -> list[timedelta]:
    return [wait.length for wait in waits]


def counted(waits: list[Wait]) -> Times:
    """By the statement that the product runs."""
    rows = "SELECT * FROM unnest(%s::interval[], %s::boolean[]) AS waited (wait, over)"
    return waits_of(rows, (lengths_of(waits), [wait.over for wait in waits])).times


def test_nobody_and_nobody_answered_reach_nothing() -> None:
    assert kaplan_meier([], 0.5) == [None]
    assert kaplan_meier(weeks(1, 2, over=False), 0.5) == [None]


def test_the_mean_is_of_those_answered() -> None:
    waits = [*weeks(1, 3, over=True), *weeks(50, over=False)]

    assert mean_of_answered(waits) == timedelta(weeks=2)
    assert mean_of_answered(weeks(50, over=False)) is None


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [(8, 10, (0.490, 0.943)), (0, 10, (0.0, 0.278)), (10, 10, (0.722, 1.0)), (1, 1, (0.207, 1.0))],
)
def test_the_interval_of_a_share(part: int, whole: int, interval: tuple[float, float]) -> None:
    found = wilson_interval(part, whole)

    assert found is not None
    assert (round(found[0], 3), round(found[1], 3)) == interval


def test_a_share_of_nothing_has_no_interval() -> None:
    assert wilson_interval(0, 0) is None


SHIFTS = {day: (Period(9 * 60, 12 * 60), Period(13 * 60 + 30, 18 * 60)) for day in range(5)}
SINCE = datetime(2026, 3, 1, 7, 13, tzinfo=UTC)


@pytest.mark.parametrize("week", [SHIFTS, {}])
def test_open_time_of_a_period_is_what_the_hours_say_of_each_span(
    week: dict[int, tuple[Period, ...]],
) -> None:
    hours = OpeningHours(ZoneInfo("Europe/Paris"), week, frozenset({date(2026, 3, 18)}))
    until = SINCE + timedelta(days=40)  # over the change to summer time
    open_time = OpenTime(hours, since=SINCE, until=until)
    dice = Random(5)

    for _ in range(200):
        start = SINCE + timedelta(seconds=dice.randint(0, 40 * 86_400))
        end = start + timedelta(seconds=dice.randint(-3600, 12 * 86_400))
        assert open_time.between(start, end) == hours.open_between(start, end)
