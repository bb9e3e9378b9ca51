"""As much is read at once as one transaction and its memory take."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parvis.channels.actions import store_deliveries
from parvis.channels.actions.waiting import MOST_BYTES, next_waiting
from parvis.channels.models import Account
from parvis.channels.protocol import Raw

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def store(account: Account, **sizes: int) -> None:
    raws = [Raw(key=key, body=b"x" * size, media_type="x") for key, size in sizes.items()]
    store_deliveries(account, raws, source="posts", at=NOON)


def keys_waiting(account: Account) -> list[str]:
    return [delivery.key for delivery in next_waiting(account)]


def test_the_oldest_come_first_until_the_memory_is_full(square: Account) -> None:
    store(square, a=1, b=MOST_BYTES - 1, c=1)

    assert keys_waiting(square) == ["a", "b"]


def test_one_that_is_larger_than_all_may_be_is_read_alone(square: Account) -> None:
    store(square, a=MOST_BYTES + 1, b=1)

    assert keys_waiting(square) == ["a"]
