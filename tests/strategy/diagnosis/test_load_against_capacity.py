"""How many messages would be answered in time: by hand, and against a queue that is played."""

from __future__ import annotations

import random
from dataclasses import asdict
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.strategy.diagnosis.load import reckoned, share_within


def test_one_person_exactly_as_busy_as_there_are_hours() -> None:
    """10 messages an hour of 6 minutes each are a load of 1: free 1, in time 10 x 4, late 1."""
    assert share_within(4, an_hour=10, hours_each=0.1, people=1) == pytest.approx(41 / 42)


def test_one_person_who_is_half_busy() -> None:
    """5 an hour, twelve minutes of patience: free 1, in time 1 - 1/e, late 1/2 x 1/e."""
    free, in_time, late = 1, 1 - exp(-1), exp(-1) / 2
    assert share_within(0.2, an_hour=5, hours_each=0.1, people=1) == pytest.approx(
        (free + in_time) / (free + in_time + late)
    )


def test_two_people_exactly_busy_with_six_minutes_of_patience() -> None:
    """A load of 2: free 1 + 1/2, in time 20 x 0.1, late 2/2."""
    assert share_within(0.1, an_hour=20, hours_each=0.1, people=2) == pytest.approx(3.5 / 4.5)


def test_far_too_much_work_is_answered_in_time_as_far_as_hours_go() -> None:
    assert share_within(4, an_hour=1000, hours_each=0.1, people=1) == pytest.approx(10 / 1000)


@pytest.mark.parametrize(
    ("patience", "an_hour", "hours_each", "people"),
    [(0.5, 8, 0.1, 1), (0.2, 30, 0.1, 2), (0.3, 15, 0.3, 4)],
)
def test_a_queue_that_is_played_says_the_same(
    patience: float, an_hour: float, hours_each: float, people: int
) -> None:
    chance = random.Random(3)
    free_at, now, in_time, messages = [0.0] * people, 0.0, 0, 20_000
    for _each in range(messages):
        now += chance.expovariate(an_hour)
        first = min(range(people), key=free_at.__getitem__)
        begins = max(now, free_at[first])
        if begins - now <= patience:
            in_time += 1
            free_at[first] = begins + chance.expovariate(1 / hours_each)
    assert share_within(
        patience, an_hour=an_hour, hours_each=hours_each, people=people
    ) == pytest.approx(in_time / messages, abs=0.02)


def test_a_week_by_hand() -> None:
    """400 messages a week of 6 minutes are the 40 hours of one person; the promise is 4 hours."""
    load = reckoned(
        [(400 * 52 / 12, None)], usual_minutes=6, there_hours=40, people=1, promise_hours=4
    )
    assert asdict(load) == pytest.approx(
        {
            "asked_a_week": 400,
            "handling_minutes": 6,
            "asked_hours": 40,
            "there_hours": 40,
            "used": 1,
            "promise_hours": 4,
            "forecast": 41 / 42,
        }
    )


def test_who_is_there_five_hours_a_week_has_half_an_hour_for_a_promise_of_four() -> None:
    """Five hours spread over forty: of four hours somebody is there for half of one."""
    load = reckoned([(520 / 12, None)], usual_minutes=15, there_hours=5, people=1, promise_hours=4)
    assert load.asked_a_week == pytest.approx(10)
    assert load.forecast == pytest.approx(
        share_within(0.5, an_hour=10 / 5, hours_each=0.25, people=1)
    )


def test_a_channel_takes_its_own_minutes_and_another_the_usual() -> None:
    load = reckoned(
        [(52, 10), (52, None)], usual_minutes=5, there_hours=10, people=1, promise_hours=4
    )
    assert load.asked_hours == pytest.approx((12 * 10 + 12 * 5) / 60)
    assert load.handling_minutes == pytest.approx(7.5)


@pytest.mark.parametrize(
    ("minutes", "hours", "forecast"),
    [(None, 10.0, None), (6.0, None, None), (6.0, 0.0, 0.0)],
)
def test_what_is_not_said_is_not_reckoned_and_no_hours_answer_nobody(
    minutes: float | None, hours: float | None, forecast: float | None
) -> None:
    load = reckoned(
        [(100, None)], usual_minutes=minutes, there_hours=hours, people=1, promise_hours=4
    )
    assert load.forecast == forecast


AMOUNT = st.floats(min_value=0.01, max_value=1e6)


@settings(max_examples=50, deadline=None)
@given(asked=AMOUNT, minutes=AMOUNT, hours=AMOUNT, more=AMOUNT, people=st.integers(1, 300))
def test_more_hours_never_answer_fewer(
    asked: float, minutes: float, hours: float, more: float, people: int
) -> None:
    def forecast(there: float) -> float:
        load = reckoned(
            [(asked, minutes)],
            usual_minutes=None,
            there_hours=there,
            people=people,
            promise_hours=4,
        )
        assert load.forecast is not None
        return load.forecast

    assert 0 <= forecast(hours) <= forecast(hours + more) + 1e-9 <= 1 + 2e-9
