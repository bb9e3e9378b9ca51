"""Events of one message, in whatever order they come, leave the same in the ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Delivery, Media, Message, Thread, Tombstone
from parvis.channels.protocol import Raw
from parvis.kit.actors import PARVIS

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = "kanariengelb"
pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(brand: Brand) -> Account:
    return connect_account(brand, connector_id="jsonl", name="Letters", by=PARVIS, at=NOON)


def line(name: str = "m1", /, **fields: Any) -> dict[str, Any]:
    said = {
        "ext_id": name,
        "author": {"ext_id": "zoe", "display": "Zoé"},
        "text": "first",
        "created_at": NOON.isoformat(),
    }
    return said | fields


def at_minute(minute: int) -> str:
    return (NOON + timedelta(minutes=minute)).isoformat()


CREATED = line(text=f"first {SECRET}", title=f"title {SECRET}")
EDITED = line(kind="edited", text=f"second {SECRET}", edited_at=at_minute(1))
EDITED_AGAIN = line(kind="edited", text=f"third {SECRET}", edited_at=at_minute(2))
DELETED = {"ext_id": "m1", "kind": "deleted", "deleted_at": at_minute(3)}
RESTORED = line(
    kind="restored", text="fourth", edited_at=at_minute(2), restored_at=at_minute(4), revision="z"
)


def hear(account: Account, *lines: dict[str, Any], at_once: bool = False) -> None:
    """Each line is a delivery; they are read one by one, or all in a batch."""
    before = Delivery.objects.count()
    for number, said in enumerate(lines, start=before):
        raw = Raw(key=f"line {number}", body=json.dumps(said).encode(), media_type="x")
        store_deliveries(account, [raw], source="import", at=NOON)
        if not at_once:
            read_deliveries(account, at=NOON)
    read_deliveries(account, at=NOON)


def words() -> Sequence[tuple[str, bool]]:
    rows = Message.objects.order_by("ext_id")
    return [(row.text, row.deleted_at is not None) for row in rows]


@pytest.mark.parametrize("at_once", [False, True], ids=["one by one", "in a batch"])
@pytest.mark.parametrize("order", [*permutations([CREATED, EDITED, EDITED_AGAIN])])
def test_the_newest_words_stay(
    letters: Account, order: Sequence[dict[str, Any]], *, at_once: bool
) -> None:
    hear(letters, *order, at_once=at_once)

    assert words() == [(f"third {SECRET}", False)]


def test_an_edit_before_its_creation_makes_the_message_known(letters: Account) -> None:
    hear(letters, EDITED)

    message = Message.objects.get()
    assert (message.text, message.created_at) == (f"second {SECRET}", NOON)


@pytest.mark.parametrize("at_once", [False, True], ids=["one by one", "in a batch"])
@pytest.mark.parametrize("order", [*permutations([CREATED, EDITED, DELETED])])
def test_of_what_was_deleted_no_byte_is_left(
    letters: Account, order: Sequence[dict[str, Any]], *, at_once: bool
) -> None:
    hear(letters, *order, at_once=at_once)

    assert tables_with(SECRET) == []
    assert all(gone and not text for text, gone in words())


@pytest.mark.parametrize("at_once", [False, True], ids=["one by one", "in a batch"])
@pytest.mark.parametrize("order", [*permutations([CREATED, EDITED, DELETED, RESTORED])])
def test_what_was_restored_has_the_words_of_the_restoration(
    letters: Account, order: Sequence[dict[str, Any]], *, at_once: bool
) -> None:
    hear(letters, *order, at_once=at_once)

    assert words() == [("fourth", False)]


def test_a_restoration_older_than_the_deletion_restores_nothing(letters: Account) -> None:
    hear(letters, CREATED, {**DELETED, "deleted_at": at_minute(9)}, RESTORED)

    assert words() == [("", True)]


def test_the_deletion_on_another_network_is_none_here(letters: Account) -> None:
    hear(letters, CREATED, {**DELETED, "network": "elsewhere"})

    assert words() == [(f"first {SECRET}", False)]


def test_a_subject_and_a_quotation_go_with_the_message(letters: Account) -> None:
    answer = line(
        "m2",
        parent_ext="m1",
        thread_ext="m1",
        text="we look",
        quoted=f"> first {SECRET}",
        html=f"<p>we look</p><blockquote>{SECRET}</blockquote>",
        direction="out",
    )
    hear(letters, CREATED, answer, DELETED)

    assert tables_with(SECRET) == []
    assert words() == [("", True), ("we look", False)]
    assert Thread.objects.get().title == ""


def test_a_tombstone_holds_no_name(letters: Account) -> None:
    hear(letters, {**DELETED, "ext_id": "a-telling-name"})

    assert "a-telling-name" not in str(Tombstone.objects.values())


def test_what_is_read_again_changes_nothing(letters: Account) -> None:
    hear(letters, CREATED, EDITED)
    before = list(Message.objects.values())

    Delivery.objects.update(state="waiting")
    read_deliveries(letters, at=NOON + timedelta(days=1))

    assert list(Message.objects.values()) == before


def test_what_a_better_parser_reads_again_takes_the_place_of_the_old(letters: Account) -> None:
    hear(letters, CREATED)
    Message.objects.update(text="misread")

    Delivery.objects.update(state="waiting")
    read_deliveries(letters, at=NOON)

    assert words() == [(f"first {SECRET}", False)]


HISTORY = [CREATED, EDITED, EDITED_AGAIN, DELETED, RESTORED]


@given(data=st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_any_batches_any_repetition_end_alike(
    letters: Account, data: st.DataObject
) -> None:
    happened = HISTORY[: data.draw(st.integers(1, len(HISTORY)), label="how far it went")]
    heard = data.draw(st.permutations(happened + data.draw(st.lists(st.sampled_from(happened)))))
    _forget_everything()

    for said in heard:
        hear(letters, said, at_once=data.draw(st.booleans()))
    read_deliveries(letters, at=NOON)

    last = happened[-1]
    if last is DELETED:
        assert tables_with(SECRET) == []
        assert all(gone and not text for text, gone in words())
    else:
        assert words() == [(last["text"], False)]


def _forget_everything() -> None:
    for model in (Media, Message, Thread, Tombstone, Delivery):
        model.objects.all().delete()


def tables_with(text: str) -> list[str]:
    """Every table of this database in which the text is found, in whatever column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS r WHERE r::text LIKE %s OR r::text LIKE %s',
                [f"%{text}%", f"%{text.encode().hex()}%"],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found
