"""What arrives in one batch ends as it would have ended one by one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.brands.actions import change_brand
from parvis.brands.models import Brand
from parvis.channels.actions.account import account_for_import
from parvis.channels.actions.imports import import_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Raw
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case, Promise
from parvis.kit.actors import PARVIS

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(brand: Brand) -> Account:
    return account_for_import(brand, name="Letters", connector_id="jsonl")


def hour(number: int) -> datetime:
    return datetime(2026, 3, 2, number, tzinfo=UTC)


def arrive(account: Account, *lines: dict[str, object]) -> None:
    raws = [
        Raw(key=str(line["ext_id"]), body=json.dumps(line).encode(), media_type="application/json")
        for line in lines
    ]
    import_deliveries(account, raws, at=hour(20))
    take_in(list(Message.objects.order_by("id").values_list("pk", flat=True)))


def letter(name: str, *, at: int, text: str, direction: str = "in") -> dict[str, object]:
    return {
        "ext_id": name,
        "thread_ext": "t-1",
        "parent_ext": "q-1" if direction == "out" else None,
        "created_at": hour(at).isoformat(),
        "text": text,
        "direction": direction,
        "author": {"ext_id": "tilleul" if direction == "out" else "mina"},
    }


def test_a_batch_that_ends_a_promise_and_makes_the_next_keeps_both(letters: Account) -> None:
    arrive(letters, letter("q-1", at=8, text="Where is my order?"))

    arrive(
        letters,
        letter("a-1", at=9, text="It leaves today.", direction="out"),
        letter("q-2", at=10, text="And when will it arrive?"),
    )

    assert list(
        Promise.objects.order_by("id").values_list("kind", "started_at", "answered_at")
    ) == [
        ("first_answer", hour(8), hour(9)),
        ("next_answer", hour(10), None),
    ]
    assert Case.objects.get().due_at == hour(14)


def queries_of_taking_in(letters: Account, *, persons: int) -> int:
    """Each person asks, is answered, and asks again; all of it is taken in at once."""
    lines = [
        letter(f"{name}-{number}", at=8 + number, text=text, direction=direction)
        | {"thread_ext": name, "parent_ext": f"{name}-0" if direction == "out" else None}
        | {"author": {"ext_id": "tilleul" if direction == "out" else name}}
        for name in (f"person-{persons}-{n}" for n in range(persons))
        for number, (text, direction) in enumerate(
            [("Where is it?", "in"), ("On its way.", "out"), ("And my invoice?", "in")]
        )
    ]
    raws = [
        Raw(key=str(line["ext_id"]), body=json.dumps(line).encode(), media_type="application/json")
        for line in lines
    ]
    import_deliveries(letters, raws, at=hour(20))
    fresh = list(Message.objects.filter(judgement=None, place=None).values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        take_in(fresh)
    return len(queries)


@pytest.mark.parametrize("resolution", [None, 600])
def test_many_ask_no_more_queries_than_few(
    letters: Account, brand: Brand, resolution: int | None
) -> None:
    change_brand(brand, to={"resolution_minutes": resolution}, by=PARVIS, at=hour(7))
    queries_of_taking_in(letters, persons=2)  # the terms of the brand are kept once

    few = queries_of_taking_in(letters, persons=3)
    many = queries_of_taking_in(letters, persons=30)

    assert many == few
    kinds = ["first_answer", "next_answer"] + (["resolution"] if resolution else [])
    assert set(Promise.objects.values_list("kind", flat=True)) == set(kinds)
    assert Case.objects.count() == 35
