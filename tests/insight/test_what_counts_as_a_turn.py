"""Counting messages and their first answers, one sentence of the definition at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account
from tests.insight.ledger import Said, turns_of, write

pytestmark = pytest.mark.django_db

Count = Callable[[Sequence[Said]], list[tuple[int, timedelta | None]]]
"""For each turn found: which of the messages it is, and how long it waited."""


@pytest.fixture
def count(brand: Brand, square: Account, noon: datetime) -> Count:
    def counted(said: Sequence[Said]) -> list[tuple[int, timedelta | None]]:
        ids = [message.pk for message in write(square, said)]
        found = turns_of(brand, since=noon - timedelta(days=1), at=noon + timedelta(days=30))
        return [
            (
                ids.index(turn.pk),
                turn.answered_at - turn.asked_at if turn.answered_at else None,
            )
            for turn in found
        ]

    return counted


@pytest.fixture
def zoe(noon: datetime) -> Callable[..., Said]:
    return lambda hours, thread="t", **rest: Said(
        at=noon + timedelta(hours=hours), who="zoe", thread=thread, **rest
    )


@pytest.fixture
def brand_says(noon: datetime) -> Callable[..., Said]:
    return lambda hours, to="zoe", thread="t", **rest: Said(
        at=noon + timedelta(hours=hours), who="", to=to, thread=thread, **rest
    )


Speaks = Callable[..., Said]


def test_the_first_message_in_a_thread_opens_a_turn_and_the_next_one_does_not(
    count: Count, zoe: Speaks
) -> None:
    assert count([zoe(0), zoe(1), zoe(2, thread="another")]) == [(0, None), (2, None)]


def test_each_person_of_a_thread_opens_their_own(count: Count, zoe: Speaks, noon: datetime) -> None:
    assert count([zoe(0), Said(at=noon, who="yann", thread="t")]) == [(0, None), (1, None)]


def test_once_the_brand_has_posted_the_next_message_opens_a_turn(
    count: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    assert count([zoe(0), brand_says(1, to="yann"), zoe(2)]) == [(0, None), (2, None)]


@pytest.mark.parametrize(("hours", "opens"), [(23.99, False), (24, True)])
def test_a_day_of_silence_opens_a_turn(
    count: Count, zoe: Speaks, hours: float, opens: bool
) -> None:
    assert count([zoe(0), zoe(hours)]) == [(0, None)] + [(1, None)] * opens


def test_thanks_are_no_turn_but_end_the_silence(count: Count, zoe: Speaks) -> None:
    assert count([zoe(0), zoe(20, needs_answer=False), zoe(40)]) == [(0, None)]


def test_machines_the_unknown_and_the_observed_are_nobody(
    count: Count, zoe: Speaks, noon: datetime
) -> None:
    assert (
        count(
            [
                zoe(0, thread="1", automatic=True),
                zoe(0, thread="2", direction="observed"),
                Said(at=noon, who="", thread="3", direction="in"),
            ]
        )
        == []
    )


def test_what_was_deleted_was_asked_all_the_same(count: Count, zoe: Speaks) -> None:
    assert count([zoe(0, deleted=True)]) == [(0, None)]


def test_two_names_of_one_person_are_one_person(
    count: Count, zoe: Speaks, brand_says: Speaks, noon: datetime
) -> None:
    by_mail = Said(at=noon + timedelta(hours=1), who="zoe@mail", thread="t")

    assert count([zoe(0), by_mail, brand_says(2, to="zoe@mail")]) == [(0, timedelta(hours=2))]


def test_the_first_reply_by_a_human_answers(count: Count, zoe: Speaks, brand_says: Speaks) -> None:
    said = [zoe(0), brand_says(0.1, automatic=True), brand_says(3), brand_says(5)]

    assert count(said) == [(0, timedelta(hours=3))]


def test_a_reply_of_the_same_second_answers_and_one_before_does_not(
    count: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    assert count([brand_says(0), zoe(1), brand_says(1)]) == [(1, timedelta())]


def test_a_reply_written_in_the_networks_own_program_answers(
    count: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    assert count([zoe(0), brand_says(1, direction="echo")]) == [(0, timedelta(hours=1))]


def test_a_reply_to_nobody_in_particular_answers_and_one_to_somebody_else_does_not(
    count: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    said = [zoe(0), brand_says(1, to="yann"), brand_says(2, to="")]

    assert count(said) == [(0, timedelta(hours=2))]


def test_a_reply_elsewhere_answers_within_the_same_case_only(
    count: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    said = [
        zoe(0, case="zoe: lamp"),
        brand_says(1, thread="mail"),
        brand_says(2, thread="mail", case="zoe: chair"),
        brand_says(3, thread="mail", case="zoe: lamp"),
    ]

    assert count(said) == [(0, timedelta(hours=3))]


def test_a_moment_belongs_to_the_period_that_it_ends(
    brand: Brand, square: Account, zoe: Speaks, noon: datetime
) -> None:
    message = write(square, [zoe(0)])[0]
    day = timedelta(days=1)

    assert [turn.pk for turn in turns_of(brand, since=noon - day, at=noon)] == [message.pk]
    assert turns_of(brand, since=noon, at=noon + day) == []


def test_a_reply_in_the_case_to_somebody_else_does_not_answer(
    count: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    said = [zoe(0, case="zoe: lamp"), brand_says(1, to="yann", thread="mail", case="zoe: lamp")]

    assert count(said) == [(0, None)]
