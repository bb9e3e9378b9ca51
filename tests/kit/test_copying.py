"""Rows inserted by COPY are like any others: numbered, checked, and read back the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DataError, IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.channels.models import Account, Delivery, Thread
from parvis.kit.copying import copy_rows, copy_unless_taken, copy_values

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def delivery(account: Account, key: str, body: bytes = b"\x00\xff\\N\t") -> Delivery:
    return Delivery(
        account=account,
        key=key,
        source="é\t\\n",
        media_type="x",
        body=body,
        received_at=NOON,
        state=Delivery.State.WAITING,
    )


def test_rows_come_back_as_they_were_given(square: Account) -> None:
    copied = copy_rows([delivery(square, "a"), delivery(square, "b")])

    read = {row.pk: row for row in Delivery.objects.all()}
    assert [read[row.pk].key for row in copied] == ["a", "b"]
    row = read[copied[0].pk]
    assert (bytes(row.body), row.source, row.received_at, row.state) == (
        b"\x00\xff\\N\t",
        "é\t\\n",
        NOON,
        "waiting",
    )


def test_json_is_kept(brand: Brand) -> None:
    settings = {"host": "imap.example", "words": ["é", None, 1.5]}
    copy_rows(
        [Account(brand=brand, connector="demo", name="x", settings=settings, created_at=NOON)]
    )

    assert Account.objects.get(name="x").settings == settings


def test_ids_go_on_after_a_copy(square: Account) -> None:
    [copied] = copy_rows([delivery(square, "a")])
    saved = delivery(square, "b")
    saved.save()

    assert saved.pk > copied.pk


def test_a_broken_constraint_fails_the_batch(square: Account) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([delivery(square, "a"), delivery(square, "a")])

    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("days", [2**15, -(2**15) - 1, 2**70])
def test_a_number_that_is_too_large_is_refused_and_never_cut(brand: Brand, days: int) -> None:
    account = Account(brand=brand, connector="demo", name="x", keep_raw_days=days, created_at=NOON)

    with pytest.raises(DataError, match=f"keep_raw_days cannot hold {days}"), transaction.atomic():
        copy_rows([account])

    assert not Account.objects.exists()


def test_nothing_is_nothing() -> None:
    assert copy_rows([]) == []


def test_values_are_copied_without_making_rows_of_them(brand: Brand) -> None:
    copy_values(
        Account,
        [
            *("brand_id", "connector", "name", "address", "settings", "state", "error"),
            *("keep_raw_days", "created_at"),
        ],
        [(brand.pk, "demo", "x", "", {"a": [1]}, Account.State.PAUSED, "", 9, NOON)],
    )

    account = Account.objects.get(name="x")
    assert (account.brand, account.settings, account.state) == (brand, {"a": [1]}, "paused")


def test_rows_whose_name_is_taken_are_not_copied_and_the_transaction_goes_on(
    square: Account,
) -> None:
    def copied(*names: str) -> bool:
        rows = [(square.pk, name, "", NOON) for name in names]
        return copy_unless_taken(Thread, ["account_id", "ext_id", "title", "created_at"], rows)

    assert [copied("a"), copied("b", "a"), copied("c")] == [True, False, True]
    assert list(Thread.objects.order_by("id").values_list("ext_id", flat=True)) == ["a", "c"]
