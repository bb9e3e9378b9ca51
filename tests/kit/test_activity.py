"""The activity log: every committed row is read exactly once, whatever the order of ids."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from parvis.kit import activity
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now
from parvis.kit.live import _conninfo
from parvis.kit.models import Activity
from tests.marks import until_all_can_be_read

pytestmark = pytest.mark.django_db(transaction=True)


def say(number: int) -> None:
    activity.record("test.said", target=("test", number), by=PARVIS, at=now(), brand_id=None)


def read(mark: int) -> tuple[list[int], int]:
    until_all_can_be_read()
    news = activity.since(mark)
    return [row.target_id for row in news.rows], news.mark


def test_what_is_committed_is_read_once_and_in_order() -> None:
    mark = activity.mark()
    say(1)
    say(2)

    first, mark = read(mark)
    say(3)
    second, mark = read(mark)
    third, _ = read(mark)

    assert (first, second, third) == ([1, 2], [3], [])


def test_a_slow_transaction_is_not_jumped_over() -> None:
    mark = activity.mark()
    table = Activity._meta.db_table
    with psycopg.connect(_conninfo()) as slow:
        slow.execute(
            f"INSERT INTO {table} (at, logged_at, actor_kind, actor_name, verb, target_kind,"
            " target_id, facts) VALUES (now(), now(), 'parvis', 'Parvis', 'test.said', 'test', 1,"
            " '{}')"
        )
        say(2)  # a later id, committed first
        news = activity.since(mark)
        slow.commit()
    afterwards, _ = read(news.mark)

    assert (news.rows, afterwards) == ((), [1, 2])


def test_a_listener_is_told_once_a_transaction() -> None:
    with psycopg.connect(_conninfo(), autocommit=True) as listening:
        listening.execute(f"LISTEN {activity.CHANNEL}")
        for number in range(3):
            say(number)
        heard = list(listening.notifies(timeout=2, stop_after=3))

    assert [(notice.channel, notice.payload) for notice in heard] == [(activity.CHANNEL, "")] * 3
    assert connection.in_atomic_block is False
