"""The sentences in which the pages say their numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parvis.insight.chart import AXIS, TOP, chart_of
from parvis.insight.numbers import NOUNS, TITLES, title_of
from parvis.insight.queries.figures import AnswerRate, PersonsAnswered
from parvis.insight.queries.index import Stretch
from parvis.insight.queries.rows import NUMBERS
from parvis.insight.words import (
    Change,
    change_of_share,
    change_of_time,
    in_few,
    persons_in_words,
    rate_in_words,
    worst_of,
)


@pytest.mark.parametrize(
    ("part", "whole", "few"),
    [
        (856, 1039, (8, 10)),
        (1, 7, (1, 7)),
        (19, 20, (19, 20)),
        (3, 90, (3, 90)),
        (95, 99, (95, 99)),
        (970, 1000, (97, 100)),
        (9_999, 10_000, (99, 100)),
        (1, 10_000, (1, 100)),
    ],
)
def test_a_share_is_said_with_small_numbers(part: int, whole: int, few: tuple[int, int]) -> None:
    assert in_few(part, whole) == few


@pytest.mark.parametrize(
    ("within", "elapsed", "said"),
    [
        (0, 0, "Too early to say who was answered within 4 hours."),
        (0, 3, "No request was answered within 4 hours."),
        (3, 3, "Every request was answered within 4 hours."),
        (1, 3, "1 request in 3 was answered within 4 hours."),
        (80, 100, "8 requests in 10 were answered within 4 hours."),
        (999, 1000, "99 requests in 100 were answered within 4 hours."),
    ],
)
def test_the_answer_rate_in_a_sentence(within: int, elapsed: int, said: str) -> None:
    rate = AnswerRate(hours=4, within=within, elapsed=elapsed, open=0, early=0)

    assert rate_in_words(rate) == said


def test_persons_in_a_sentence() -> None:
    assert persons_in_words(PersonsAnswered(0, 0)) == "Nobody has written."
    assert persons_in_words(PersonsAnswered(0, 2)) == "Nobody who wrote got an answer."
    assert persons_in_words(PersonsAnswered(2, 2)) == "Everybody who wrote got an answer."
    assert persons_in_words(PersonsAnswered(90, 100)) == "9 customers in 10 got an answer."


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (0.82, 0.80, Change("2 points more than in the 30 days before", better=True)),
        (0.79, 0.80, Change("1 point less than in the 30 days before", better=False)),
        (0.801, 0.80, Change("as in the 30 days before")),
        (0.8, None, Change("nothing to compare with in the 30 days before")),
        (None, 0.8, Change("")),
    ],
)
def test_a_share_beside_the_one_before(
    now: float | None, before: float | None, change: Change
) -> None:
    assert change_of_share(now, before, days=30) == change


def test_quicker_is_better() -> None:
    hour, minute = timedelta(hours=1), timedelta(minutes=1)

    assert change_of_time(hour, 2 * hour, days=7) == Change(
        "1 h quicker than in the 7 days before", better=True
    )
    assert change_of_time(hour + minute, hour, days=7) == Change(
        "1 min slower than in the 7 days before", better=False
    )
    assert change_of_time(hour, hour + minute / 2, days=7) == Change("as in the 7 days before")
    assert change_of_time(None, hour, days=7) == Change("")


def day(number: int, *, within: int, elapsed: int) -> Stretch:
    moment = date(2026, 3, number)
    return Stretch(first=moment, last=moment, within=within, elapsed=elapsed)


def test_the_worst_day_is_the_one_on_which_most_was_missed() -> None:
    days = [day(1, within=0, elapsed=2), day(2, within=5, elapsed=7), day(3, within=9, elapsed=9)]

    assert worst_of(days) == days[1]
    assert worst_of(days[2:]) is None


def test_columns_stand_on_one_scale() -> None:
    days = [day(1, within=2, elapsed=4), day(2, within=0, elapsed=0), day(3, within=2, elapsed=2)]

    columns = chart_of(days, worst=days[0]).columns

    full = AXIS - TOP
    assert [(column.within_height, column.missed_height) for column in columns] == [
        (full / 2, full / 2),
        (0, 0),
        (full / 2, 0),
    ]
    assert [column.labelled for column in columns] == [True, False, False]
    assert [column.missed_top for column in columns] == [TOP, AXIS, TOP + full / 2]


def test_every_number_has_its_words() -> None:
    assert title_of("within-72") == "Requests answered within 72 hours"
    assert all("%" not in title_of(number) for number in NUMBERS)
    assert TITLES.keys() == NOUNS.keys()
