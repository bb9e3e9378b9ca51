"""The page says a number; its link leads to exactly the rows that it counts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import take_in
from parvis.insight.numbers import counts
from parvis.insight.queries.counted import Period
from parvis.insight.queries.rows import NUMBERS, rows_of
from tests.insight.ledger import Said, index_of, write
from tests.insight.test_turns_against_a_count_by_hand import random_ledger

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="(/insight/rows/\?[^"]+)">([\d,]+)')
COUNT = re.compile(r'<h1>.*?<span class="count">([\d,]+)</span>', re.DOTALL)


@pytest.mark.parametrize("seed", range(3))
def test_each_number_is_the_length_of_its_list(
    brand: Brand, square: Account, noon: datetime, seed: int
) -> None:
    messages = write(square, random_ledger(seed, start=noon))
    take_in([message.pk for message in messages])
    period = Period.of_days(30, at=noon + timedelta(days=20))

    numbers = counts(index_of(brand, period))

    assert numbers == {number: len(rows_of(number, brand, period)) for number in NUMBERS}


def test_each_link_of_the_page_leads_to_as_many_rows_as_it_says(
    client: Client, brand: Brand, square: Account, viewer: User
) -> None:
    at = datetime.fromisoformat("2026-03-30T12:00:00+00:00")
    start = at - timedelta(days=12)
    write(square, [*random_ledger(7, start=start), *random_ledger_elsewhere(start)])
    client.force_login(viewer)

    page = client.get("/insight/", {"at": at.isoformat()}).content.decode()

    links = [(unescape(href), said) for href, said in LINK.findall(page)]
    opened = {href: COUNT.findall(client.get(href).content.decode()) for href, _ in links}
    assert len(opened) > 20
    assert {href: [said] for href, said in links} == opened


def random_ledger_elsewhere(start: datetime) -> list[Said]:
    """Somebody who is still waiting when the period ends, and somebody just answered."""
    return [
        Said(at=start + timedelta(days=11, hours=23), who="vera", thread="late"),
        Said(at=start + timedelta(days=11, hours=22), who="ulla", thread="quick"),
        Said(at=start + timedelta(days=11, hours=23), who="", to="ulla", thread="quick"),
    ]


def test_rows_come_fifty_a_page(
    client: Client, brand: Brand, square: Account, viewer: User, noon: datetime
) -> None:
    write(square, [Said(at=noon, who=f"guest{n}", thread=f"thread {n}") for n in range(53)])
    client.force_login(viewer)
    address = f"/insight/rows/?number=turns&brand=tilleul&days=7&at={noon:%Y-%m-%dT%H:%M:%SZ}"

    first, second = (client.get(f"{address}&page={page}").content.decode() for page in (1, 2))

    assert (first.count("row asked"), second.count("row asked")) == (50, 3)
    assert "51 to 53 of 53" in second


def test_a_row_says_who_asked_what_where_and_when_it_was_answered(
    client: Client, brand: Brand, square: Account, agent: User, noon: datetime
) -> None:
    messages = write(
        square,
        [
            Said(at=noon, who="zoe", thread="parcel", case="zoe: parcel"),
            Said(at=noon + timedelta(hours=2), who="", to="zoe", thread="parcel"),
        ],
    )
    client.force_login(agent)
    at = f"{noon + timedelta(hours=5):%Y-%m-%dT%H:%M:%SZ}"

    page = client.get(f"/insight/rows/?number=within-4&brand=tilleul&days=7&at={at}")

    shown = " ".join(page.content.decode().split())
    asked, case_id = messages[0].pk, messages[0].place.case_id
    assert f'href="/inbox/cases/{case_id}/?message={asked}#message-{asked}"' in shown
    for words in ['<b dir="auto">zoe</b>', "Place du village", "zoe in parcel", "after 2 h"]:
        assert words in shown
    day = r"\d{1,2} [A-Z][a-z]+ \d{4}"
    assert re.search(rf"from {day} to {day}, \d\d:\d\d, as it stood then", shown)
