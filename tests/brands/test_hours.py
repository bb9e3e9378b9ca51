"""Opening hours on known days: split shifts, holidays, nights, days of 23 and of 25 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.brands.hours import OpeningHours, Period

PARIS = ZoneInfo("Europe/Paris")
MORNING, AFTERNOON = Period(9 * 60, 12 * 60 + 30), Period(13 * 60 + 30, 18 * 60)
SPLIT = OpeningHours(PARIS, dict.fromkeys(range(5), (MORNING, AFTERNOON)))
HOUR = timedelta(hours=1)


def paris(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def only_sunday(*periods: Period) -> OpeningHours:
    return OpeningHours(PARIS, {6: periods})


def test_a_promise_runs_through_the_morning_and_goes_on_after_the_break() -> None:
    assert SPLIT.due_at(paris(3, 2, 11), after=4 * HOUR) == paris(3, 2, 16)


def test_the_break_itself_does_not_count() -> None:
    assert SPLIT.open_between(paris(3, 2, 12), paris(3, 2, 14)) == HOUR


def test_what_comes_on_friday_evening_starts_on_monday() -> None:
    friday = paris(3, 6, 19)

    assert SPLIT.next_opening(friday) == paris(3, 9, 9)
    assert SPLIT.due_at(friday, after=2 * HOUR) == paris(3, 9, 11)


def test_a_promise_that_ends_with_the_day_is_due_at_closing_time() -> None:
    assert SPLIT.due_at(paris(3, 2, 17), after=HOUR) == paris(3, 2, 18)


def test_a_holiday_is_as_if_it_were_not() -> None:
    closed = OpeningHours(PARIS, SPLIT.week, frozenset({date(2026, 5, 1)}))

    assert closed.due_at(paris(4, 30, 17), after=2 * HOUR) == paris(5, 4, 10)
    assert not closed.is_open(paris(5, 1, 10))


def test_without_hours_every_hour_counts() -> None:
    always = OpeningHours(PARIS, {})

    assert always.due_at(paris(3, 28, 23), after=4 * HOUR) == paris(3, 29, 4)
    assert always.open_between(paris(3, 28, 23), paris(3, 29, 23)) == 23 * HOUR


def test_closed_for_ever_a_promise_falls_due_by_the_clock_on_the_wall() -> None:
    start = paris(3, 2, 10)
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 366))
    shut = OpeningHours(PARIS, SPLIT.week, every_day)

    assert shut.due_at(start, after=4 * HOUR) == start + 4 * HOUR


def test_a_night_belongs_to_two_days() -> None:
    night = OpeningHours(PARIS, {4: (Period(22 * 60, 24 * 60),), 5: (Period(0, 2 * 60),)})

    assert night.due_at(paris(3, 6, 23), after=2 * HOUR) == paris(3, 7, 1)


def test_a_day_of_23_hours_is_as_long_as_its_clocks_ran() -> None:
    sunday = only_sunday(Period(0, 24 * 60))

    assert sunday.open_between(paris(3, 28, 12), paris(3, 30, 12)) == 23 * HOUR


def test_a_day_of_25_hours_is_as_long_as_its_clocks_ran() -> None:
    sunday = only_sunday(Period(0, 24 * 60))

    assert sunday.open_between(paris(10, 24, 12), paris(10, 26, 12)) == 25 * HOUR


@pytest.mark.parametrize(
    ("periods", "minutes"),
    [
        ((Period(130, 170),), 0),  # 2:10 to 2:50, which the clocks jump over
        ((Period(60, 150),), 60),  # 1:00 to 2:30 ends with the jump
        ((Period(170, 190),), 10),  # 2:50 to 3:10 begins with it
        ((Period(60, 150), Period(180, 240)), 120),  # and nothing is counted twice
    ],
)
def test_hours_at_the_edge_of_the_hour_that_spring_skips(
    periods: tuple[Period, ...], minutes: int
) -> None:
    opening = only_sunday(*periods)

    measured = opening.open_between(paris(3, 28, 12), paris(3, 30, 12))

    assert measured == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("periods", "minutes"),
    [
        ((Period(120, 180),), 120),  # 2:00 to 3:00 runs twice
        ((Period(60, 150),), 90),  # 1:00 to 2:30 ends at the first 2:30
        ((Period(150, 180),), 90),  # 2:30 to 3:00 begins there
    ],
)
def test_hours_at_the_edge_of_the_hour_that_autumn_repeats(
    periods: tuple[Period, ...], minutes: int
) -> None:
    opening = only_sunday(*periods)

    measured = opening.open_between(paris(10, 24, 12), paris(10, 26, 12))

    assert measured == timedelta(minutes=minutes)


def test_nothing_lies_between_an_instant_and_an_earlier_one() -> None:
    assert SPLIT.open_between(paris(3, 2, 12), paris(3, 2, 9)) == timedelta()


def test_a_due_time_is_in_utc() -> None:
    assert SPLIT.due_at(paris(3, 2, 11), after=HOUR).tzinfo is UTC
