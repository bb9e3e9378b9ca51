"""Whoever fills empty tables lets PostgreSQL know how full they are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.kit.statistics import FreshStatistics

pytestmark = pytest.mark.django_db


def test_the_tables_are_counted_each_time_they_have_grown_fourfold() -> None:
    statistics = FreshStatistics()

    counted = []
    for rows in (1_000, 2_000, 3_000, 8_000, 9_000, 31_000, 33_000):
        with CaptureQueriesContext(connection) as queries:
            statistics.note(rows)
        counted += [rows] * len(queries)

    assert counted == [2_000, 8_000, 33_000]
