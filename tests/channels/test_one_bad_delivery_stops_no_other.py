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


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "a\x00b"},
        {"text": "half a sign: \ud83d"},
        {"id": "9" * 1001},
        {"author": {"handle": "z" * 321, "name": "Zoé"}},
    ],
    ids=["a zero byte", "half a surrogate pair", "a name too long", "an author too long"],
)
def test_a_delivery_that_the_tables_refuse_is_quarantined_and_the_rest_is_read(
    square: Account, changes: dict[str, Any]
) -> None:
    store_deliveries(square, [post(1), post(2, **changes), post(3)], source="posts", at=NOON)

    read = read_deliveries(square, at=NOON)

    assert read == Read(parsed=2, quarantined=1)
    assert list(Message.objects.order_by("id").values_list("ext_id", flat=True)) == ["1", "3"]
    aside = Delivery.objects.get(state="quarantined")
    assert aside.key == "post:2"
    assert aside.reason.startswith("it could not be stored: ")


def test_a_reason_that_quotes_the_trouble_is_stored_all_the_same(square: Account) -> None:
    store_deliveries(square, [post(1, author="z\ud83d\x00")], source="posts", at=NOON)

    assert read_deliveries(square, at=NOON) == Read(parsed=0, quarantined=1)
