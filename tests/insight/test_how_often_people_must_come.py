"""Contacts per case, by the definition's own examples and against a count by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.queries.contacts import Contacts
from parvis.insight.queries.counted import Period
from tests.insight import by_hand
from tests.insight.ledger import Said, index_of, write
from tests.insight.test_turns_against_a_count_by_hand import random_ledger

pytestmark = pytest.mark.django_db

CASE = "zoe: parcel"
Speaks = Callable[..., Said]


@pytest.fixture
def zoe(noon: datetime) -> Speaks:
    return lambda hours, thread="square", **rest: Said(
        at=noon + timedelta(hours=hours), who="zoe", thread=thread, case=CASE, **rest
    )


@pytest.fixture
def brand_says(noon: datetime) -> Speaks:
    return lambda hours, words, thread="square", **rest: Said(
        at=noon + timedelta(hours=hours),
        who="",
        to="zoe",
        thread=thread,
        case=CASE,
        words=words,
        **rest,
    )


@pytest.fixture
def contacts(brand: Brand, square: Account, noon: datetime) -> Callable[[Sequence[Said]], int]:
    def counted(said: Sequence[Said]) -> int:
        write(square, said)
        found = index_of(brand, Period.of_days(30, at=noon + timedelta(days=20))).now.contacts
        assert found.cases == 1
        return found.contacts

    return counted


Count = Callable[[Sequence[Said]], int]


def test_to_be_asked_back_is_no_second_contact(
    contacts: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    said = [
        zoe(0),
        brand_says(1, "Which order?"),
        zoe(2, words="number 12"),
        brand_says(3, "Sent."),
    ]

    assert contacts(said) == 1


def test_each_chase_is_one_whatever_the_channel(contacts: Count, zoe: Speaks) -> None:
    assert contacts([zoe(0), zoe(5), zoe(30, thread="mail")]) == 3


def test_each_return_after_an_answer_is_one_and_thanks_are_none(
    contacts: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    said = [
        zoe(0),
        brand_says(1, "It leaves tonight."),
        zoe(2, needs_answer=False, words="Thank you"),
        zoe(90, words="It has not come"),
    ]

    assert contacts(said) == 2


def test_what_is_said_after_the_answer_to_a_question_counts_again(
    contacts: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    assert contacts([zoe(0), brand_says(1, "Which order?"), zoe(2), zoe(9)]) == 2


@pytest.mark.parametrize(
    ("words", "contacts_in_all"),
    [
        ("Quelle commande ?", 1),
        ("Which one? We look at it now.", 1),
        ("It leaves tonight. Is there anything else we can do for you?", 2),
        ("C'est réparé. Avez-vous une autre question ?", 2),
        ("See https://tilleul.example/?order=12", 2),
    ],
)
def test_a_courtesy_and_an_address_ask_for_nothing(
    contacts: Count, zoe: Speaks, brand_says: Speaks, words: str, contacts_in_all: int
) -> None:
    assert contacts([zoe(0), brand_says(1, words), zoe(2)]) == contacts_in_all


def test_a_machines_question_does_not_make_a_chase_an_answer(
    contacts: Count, zoe: Speaks, brand_says: Speaks
) -> None:
    said = [zoe(0), brand_says(0.1, "Have you read our answers?", automatic=True), zoe(5)]

    assert contacts(said) == 2


def test_a_case_that_began_before_the_period_is_not_of_it(
    brand: Brand, square: Account, noon: datetime, zoe: Speaks
) -> None:
    write(square, [zoe(0), zoe(50)])

    found = index_of(brand, Period(noon + timedelta(hours=1), noon + timedelta(days=20))).now

    assert found.contacts == Contacts(cases=0, contacts=0, single=0, median=None)
    assert found.contacts.mean is None


@pytest.mark.parametrize("seed", range(80, 100))
def test_contacts_are_what_a_count_by_hand_counts(
    brand: Brand, square: Account, noon: datetime, seed: int
) -> None:
    said = random_ledger(seed, start=noon)
    write(square, said)
    period = Period.of_days(8, at=noon + timedelta(days=9))

    found = index_of(brand, period).now.contacts

    taken = by_hand.contacts(said, since=period.since, at=period.at)
    assert (found.cases, found.contacts, found.single) == (
        len(taken),
        sum(taken.values()),
        sum(number == 1 for number in taken.values()),
    )
    assert found.median == (sorted(taken.values())[(len(taken) - 1) // 2] if taken else None)
