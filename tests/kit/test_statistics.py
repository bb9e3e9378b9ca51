"""Whoever fills empty tables lets PostgreSQL know how full they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.channels.actions import store_deliveries
from parvis.channels.models import Account
from parvis.channels.protocol import Raw
from parvis.kit.statistics import FreshStatistics, refresh_statistics

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_the_tables_are_counted_each_time_they_have_grown_fourfold() -> None:
    statistics = FreshStatistics()

    counted = []
    for rows in (1_000, 2_000, 3_000, 8_000, 9_000, 31_000, 33_000):
        with CaptureQueriesContext(connection) as queries:
            statistics.note(rows)
        counted += [rows for query in queries if query["sql"].startswith("ANALYZE")]

    assert counted == [2_000, 8_000, 33_000]


def test_counted_are_the_columns_by_which_rows_are_found(square: Account) -> None:
    store_deliveries(square, [Raw(key="a", body=b"x", media_type="x")], source="posts", at=NOON)

    refresh_statistics()

    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'channels_delivery'")
        assert {column for (column,) in cursor.fetchall()} == {"id", "account_id", "key"}
