"""Quiet messages that were drawn by lot tell how much lower the answer rate may be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.models import Judgement, SpotCheck
from parvis.insight.queries.counted import Period
from parvis.insight.queries.document import as_json
from tests.insight.ledger import Said, index_of, write

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def said(noon: datetime, name: str, *, needs_answer: bool = True) -> Said:
    return Said(at=noon - 48 * HOUR, who=name, thread=name, needs_answer=needs_answer)


@pytest.fixture
def week(square: Account, noon: datetime) -> list[Said]:
    """Of 10 requests 5 were answered; 100 quiet messages beside them."""
    asked = [said(noon, f"guest {number}") for number in range(10)]
    answers = [
        Said(at=noon - 47 * HOUR, who="", to=f"guest {number}", thread=f"guest {number}")
        for number in range(5)
    ]
    quiet = [said(noon, f"quiet {number}", needs_answer=False) for number in range(100)]
    write(square, [*asked, *quiet, *answers])
    return quiet


def check(noon: datetime, *, messages: int, missed: int) -> None:
    rows = Judgement.objects.filter(message__author_name__startswith="quiet").order_by("pk")
    SpotCheck.objects.bulk_create(
        SpotCheck(judgement=row, calls_for_answer=number < missed, by_name="Lea", checked_at=noon)
        for number, row in enumerate(rows[:messages])
    )


def test_without_a_check_nothing_is_said(brand: Brand, week: list[Said], noon: datetime) -> None:
    document = as_json(index_of(brand, Period.of_days(7, at=noon)))

    assert document["triage"] == {
        "checked": 0,
        "missed": 0,
        "miss_rate": None,
        "answer_rate": [],
    }


def test_the_rate_lies_between_what_the_checks_allow(
    brand: Brand, week: list[Said], noon: datetime
) -> None:
    check(noon, messages=20, missed=0)

    found = index_of(brand, Period.of_days(7, at=noon)).missed

    # at most 16.1 % of the other 80 are requests that nobody answered: 5 of 22.9
    assert (found.checked.messages, found.checked.missed) == (20, 0)
    assert [rate.hours for rate in found.rates] == [4, 24, 72]
    day = found.rates[1].share
    assert day is not None
    assert (round(day.low, 3), day.high) == (0.218, 0.5)
    assert found.rates[2].share is None


def test_more_that_was_missed_lowers_both_ends(
    brand: Brand, week: list[Said], noon: datetime
) -> None:
    check(noon, messages=20, missed=2)

    day = index_of(brand, Period.of_days(7, at=noon)).missed.rates[1].share

    assert day is not None
    assert (round(day.low, 3), round(day.high, 3)) == (0.147, 0.409)


def test_the_page_says_it(
    client: Client, brand: Brand, viewer: User, week: list[Said], noon: datetime
) -> None:
    check(noon, messages=20, missed=0)
    client.force_login(viewer)

    page = client.get("/insight/", {"at": noon.isoformat(), "days": "7"}).content.decode()

    assert "With what triage may have missed: 22% to 50% within 24 hours." in page
    assert (
        "Of the 20 quiet messages drawn by lot that would open a turn, 0 needed an answer" in page
    )
