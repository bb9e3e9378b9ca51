"""Many rows are written anew in one statement, each with its own values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.kit.rewriting import rewrite_rows

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_each_row_gets_its_own_values_in_one_statement(brand: Brand, other_brand: Brand) -> None:
    accounts = [
        Account.objects.create(brand=brand, connector="jsonl", name=f"n{n}", created_at=NOON)
        for n in range(3)
    ]
    accounts[0].state, accounts[0].error_at = Account.State.BROKEN, NOON
    accounts[1].settings, accounts[1].brand = {"é": [None, 1]}, other_brand
    accounts[1].last_ok_at = NOON + timedelta(hours=1)

    with CaptureQueriesContext(connection) as queries:
        rewrite_rows(accounts, ["state", "error_at", "settings", "brand", "last_ok_at"])

    assert len(queries) == 1
    assert list(
        Account.objects.order_by("name").values_list(
            "state", "error_at", "settings", "brand", "last_ok_at"
        )
    ) == [
        ("broken", NOON, {}, brand.pk, None),
        ("active", None, {"é": [None, 1]}, other_brand.pk, NOON + timedelta(hours=1)),
        ("active", None, {}, brand.pk, None),
    ]


def test_nothing_is_asked_of_the_database_for_no_rows(brand: Brand) -> None:
    with CaptureQueriesContext(connection) as queries:
        rewrite_rows([], ["state"])

    assert len(queries) == 0
