"""The raw store and the cursor: nothing twice, nothing lost, nothing put back."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from parvis.brands.models import Brand
from parvis.channels.actions import read_deliveries, replay, store_deliveries
from parvis.channels.actions.imports import Imported, import_deliveries
from parvis.channels.actions.ledger import CursorMoved, Stored, cursor_of, store_page
from parvis.channels.models import Account, Delivery, Message
from parvis.channels.protocol import Page, Raw
from parvis.channels.town import post_on_square
from parvis.kit.actors import PARVIS
from tests.two_processes import in_a_process, wait_until_somebody_waits

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def post(number: int, **changes: Any) -> Raw:
    body = {
        "id": str(number),
        "answers": "",
        "thread": str(number),
        "author": {"handle": "zoe", "name": "Zoé"},
        "by_brand": False,
        "text": f"@tilleul question {number} ?",
        "posted_at": NOON.isoformat(),
        **changes,
    }
    return Raw(key=f"post:{number}", body=json.dumps(body).encode(), media_type="application/json")


def store(square: Account, *raws: Raw) -> Stored:
    return store_deliveries(square, raws, source="posts", at=NOON)


def test_the_same_key_is_kept_once(square: Account) -> None:
    assert store(square, post(1), post(2)) == Stored(new=2, known=0)
    assert store(square, post(2), post(3)) == Stored(new=1, known=1)

    assert list(Delivery.objects.order_by("id").values_list("key", flat=True)) == [
        "post:1",
        "post:2",
        "post:3",
    ]


def test_a_key_twice_in_one_page_is_kept_once(square: Account) -> None:
    assert store(square, post(1), post(1)) == Stored(new=1, known=1)


def test_the_cursor_moves_with_its_page_and_never_back(square: Account) -> None:
    ours, stale = (cursor_of(square, "posts", at=NOON) for _ in range(2))

    store_page(square, Page(raws=(post(1),), cursor={"after": 1}), cursor=ours, at=NOON)
    with pytest.raises(CursorMoved):
        store_page(square, Page(raws=(post(2),), cursor={"after": 0}), cursor=stale, at=NOON)

    assert cursor_of(square, "posts", at=NOON).mark == {"after": 1}
    assert Delivery.objects.count() == 1


def test_poison_is_put_aside_with_its_reason_and_the_rest_goes_on(square: Account) -> None:
    poison = Raw(key="post:9", body=b"not json", media_type="application/json")
    store(square, post(1), poison, post(2))

    read = read_deliveries(square, at=NOON)

    assert (read.parsed, read.quarantined) == (2, 1)
    aside = Delivery.objects.get(state="quarantined")
    assert aside.key == "post:9"
    assert "post of the square" in aside.reason
    assert Message.objects.count() == 2


def test_a_replayed_delivery_is_read_again(square: Account) -> None:
    store(square, Raw(key="post:9", body=b"not json", media_type="application/json"))
    read_deliveries(square, at=NOON)
    aside = Delivery.objects.get()
    Delivery.objects.update(body=post(9).body)  # as after a parser's mistake was mended

    replay(aside, by=PARVIS, at=NOON)
    read_deliveries(square, at=NOON)

    aside.refresh_from_db()
    assert (aside.state, aside.reason) == ("parsed", "")
    assert Message.objects.get().ext_id == "9"


def test_reading_twice_changes_nothing(square: Account) -> None:
    store(square, post(1))
    read_deliveries(square, at=NOON)
    Delivery.objects.update(state="waiting")

    read_deliveries(square, at=NOON)

    assert Message.objects.count() == 1


def test_two_brands_keep_the_same_post_apart(
    square: Account, brand: Brand, other_brand: Brand
) -> None:
    post_on_square(other_brand, handle="zoe", name="Zoé", text="Ailleurs", at=NOON)

    store(square, post(1))
    read_deliveries(square, at=NOON)

    assert [row.account.brand for row in Message.objects.all()] == [brand]


@pytest.mark.django_db(transaction=True)
def test_an_import_and_the_reading_of_a_mailbox_bring_the_same_at_once(square: Account) -> None:
    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            store(square, post(1))
            importing = elsewhere.submit(
                in_a_process, lambda: import_deliveries(square, [post(1), post(2)], at=NOON)
            )
            wait_until_somebody_waits(importing)
        imported = importing.result()

    assert imported == Imported(new=1, known=1)
    assert sorted(Message.objects.values_list("ext_id", flat=True)) == ["1", "2"]
    assert list(Delivery.objects.values_list("state", flat=True)) == ["parsed", "parsed"]


def test_an_import_leaves_nothing_waiting_and_nothing_unsaid(square: Account) -> None:
    poison = Raw(key="post:9", body=b"not json", media_type="application/json")

    imported = import_deliveries(square, [post(1), poison, post(1)], at=NOON)

    assert imported == Imported(new=1, known=1, quarantined=1)
    assert list(
        Delivery.objects.order_by("key").values_list("key", "state", "parser_version", "read_at")
    ) == [("post:1", "parsed", 1, NOON), ("post:9", "quarantined", 1, None)]
    assert "post of the square" in Delivery.objects.get(key="post:9").reason
