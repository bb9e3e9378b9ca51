"""Random threads of many persons, counted by one SQL statement and by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.queries.counted import WINDOWS, Period
from parvis.insight.queries.document import figures_as_json
from tests.insight import by_hand
from tests.insight.ledger import Said, index_of, turns_of, write

pytestmark = pytest.mark.django_db

NAMES = ["zoe", "zoe@mail", "yann", "xavier", "wanda"]
STEPS = [0, 0, 1, 20, 240, 1380, 1440, 1500]
"""Minutes between two messages: the same second, and both sides of four hours and of a day."""


def random_ledger(seed: int, *, start: datetime) -> list[Said]:
    """Some threads and cases, in which everything happens that the definition speaks of."""
    dice = Random(seed)
    said = []
    at = start
    for _ in range(dice.randint(1, 60)):
        at += timedelta(minutes=dice.choice(STEPS))
        ours = dice.random() < 0.4
        name = dice.choice(NAMES)
        person = name.partition("@")[0]
        said.append(
            Said(
                at=at,
                who="" if ours else name,
                to=dice.choice([name, name, ""]) if ours else "",
                thread=dice.choice(["post", "mail", "chat"]),
                needs_answer=dice.random() < 0.8,
                automatic=dice.random() < 0.15,
                deleted=dice.random() < 0.1,
                returned=ours and dice.random() < 0.2,
                direction=dice.choice(["out", "echo"])
                if ours
                else dice.choice(["in", "in", "in", "in", "observed"]),
                case=dice.choice(["", f"{person}: parcel", "zoe: lamp"]),
                words=dice.choice(["Which order?", "It leaves tonight."]) if ours else "",
            )
        )
    dice.shuffle(said)
    return said


@pytest.mark.parametrize("seed", range(40))
def test_the_statement_finds_the_same_turns_and_answers(
    brand: Brand, square: Account, noon: datetime, seed: int
) -> None:
    said = random_ledger(seed, start=noon)
    messages = write(square, said)
    since, at = noon + timedelta(hours=5), noon + timedelta(days=12)

    found = turns_of(brand, since=since, at=at)

    expected = by_hand.turns(said, since=since, at=at)
    assert [(turn.pk, turn.asked_at, known_then(turn.answered_at, at)) for turn in found] == [
        (messages[turn.position].pk, turn.asked_at, turn.answered_at) for turn in expected
    ]


def known_then(answered_at: datetime | None, at: datetime) -> datetime | None:
    return answered_at if answered_at and answered_at <= at else None


@pytest.mark.parametrize("seed", range(40, 60))
def test_the_index_counts_what_a_count_by_hand_counts(
    brand: Brand, square: Account, noon: datetime, seed: int
) -> None:
    said = random_ledger(seed, start=noon)
    write(square, said)
    period = Period.of_days(7, at=noon + timedelta(days=8))

    figures = index_of(brand, period).now

    found = by_hand.turns(said, since=period.since, at=period.at)
    over = {hours: by_hand.elapsed(found, hours, at=period.at) for hours in WINDOWS}
    assert [(rate.within, rate.elapsed) for rate in figures.rates] == [
        (by_hand.within(over[hours], hours), len(over[hours])) for hours in WINDOWS
    ]
    answered = by_hand.persons(said, since=period.since, at=period.at)
    assert (figures.persons.answered, figures.persons.addressed) == (
        sum(answered.values()),
        len(answered),
    )
    assert figures.turns == len(found)


@pytest.mark.parametrize("seed", range(60, 70))
def test_the_period_before_is_counted_as_it_stood_at_its_end(
    brand: Brand, square: Account, noon: datetime, seed: int
) -> None:
    write(square, random_ledger(seed, start=noon))
    period = Period.of_days(7, at=noon + timedelta(days=14))

    before, then = index_of(brand, period).before, index_of(brand, period.before).now
    assert figures_as_json(before) == figures_as_json(then)
