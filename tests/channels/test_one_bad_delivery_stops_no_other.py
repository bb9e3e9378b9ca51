"""What the parser lets through and the tables refuse is put aside alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from parvis.channels.actions import read_deliveries, store_deliveries
from parvis.channels.actions.read import Read
from parvis.channels.models import Account, Delivery, Message
from tests.channels.test_each_delivery_is_kept_once import post

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_delivery_that_the_tables_refuse_is_quarantined_and_the_rest_is_read(
    square: Account,
) -> None:
    too_long = {"handle": "z" * 321, "name": "Zoé"}

    read = read_with_one_bad(square, author=too_long)

    assert read == Read(parsed=2, quarantined=1)
    assert stored() == {"1": "@tilleul question 1 ?", "3": "@tilleul question 3 ?"}
    assert aside().key == "post:2"
    assert aside().reason.startswith("it could not be stored: ")


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        ("9" * 1001, "id is longer than 500 characters"),
        ("9\x00", "id holds a NUL or half a surrogate pair"),
    ],
    ids=["too long", "a zero byte"],
)
def test_an_identifier_that_no_table_can_hold_is_quarantined_and_the_rest_is_read(
    square: Account, identifier: str, reason: str
) -> None:
    read = read_with_one_bad(square, id=identifier)

    assert read == Read(parsed=2, quarantined=1)
    assert sorted(stored()) == ["1", "3"]
    assert (aside().key, aside().reason) == ("post:2", reason)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("a\x00b", "a\ufffdb"), ("half a sign: \ud83d", "half a sign: \ufffd")],
    ids=["a zero byte", "half a surrogate pair"],
)
def test_words_that_no_table_can_hold_are_mended(square: Account, said: str, kept: str) -> None:
    read = read_with_one_bad(square, text=said)

    assert read == Read(parsed=3, quarantined=0)
    assert stored()["2"] == kept


def test_a_reason_that_quotes_the_trouble_is_stored_all_the_same(square: Account) -> None:
    store_deliveries(square, [post(1, author="z\ud83d\x00")], source="posts", at=NOON)

    assert read_deliveries(square, at=NOON) == Read(parsed=0, quarantined=1)


def read_with_one_bad(square: Account, **changes: Any) -> Read:
    store_deliveries(square, [post(1), post(2, **changes), post(3)], source="posts", at=NOON)
    return read_deliveries(square, at=NOON)


def stored() -> dict[str, str]:
    return dict(Message.objects.values_list("ext_id", "text"))


def aside() -> Delivery:
    return Delivery.objects.get(state="quarantined")
