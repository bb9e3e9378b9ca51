"""A message that its author deletes leaves no word in the inbox either."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Raw
from parvis.inbox.actions import take_in
from parvis.inbox.actions.sweep import take_up_what_was_missed
from parvis.inbox.actions.withdrawn import forget_old_words
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from tests.channels.test_in_whatever_order import SECRET, tables_with

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = "2026-03-02T13:00:00Z"
pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(brand: Brand) -> Account:
    return connect_account(brand, connector_id="jsonl", name="Letters", by=PARVIS, at=NOON)


def hear(letters: Account, **fields: object) -> None:
    line = {
        "ext_id": "m1",
        "created_at": NOON.isoformat(),
        "author": {"ext_id": "zoe", "display": "Zoé"},
        **fields,
    }
    body = json.dumps(line).encode()
    raw = Raw(key=str(hash(body)), body=body, media_type="x")
    store_deliveries(letters, [raw], source="import", at=NOON)
    read_deliveries(letters, at=NOON)


def test_deleted_words_are_in_no_table(letters: Account) -> None:
    hear(letters, text=f"Where is my {SECRET}, please?")
    take_in([Message.objects.get().pk])
    assert "inbox_case" in tables_with(SECRET)

    hear(letters, kind="deleted", deleted_at=LATER)
    forget_old_words([Message.objects.get().pk], at=NOON)

    assert tables_with(SECRET) == []
    assert Case.objects.get().title == "Supprimé par son auteur"


def test_a_case_is_called_like_the_words_that_are_left(letters: Account) -> None:
    hear(letters, text=f"Where is my {SECRET}, please?")
    hear(letters, ext_id="m2", thread_ext="m1", text="Anybody there?", parent_ext="m1")
    take_in(list(Message.objects.values_list("pk", flat=True)))

    hear(letters, kind="deleted", deleted_at=LATER)
    take_up_what_was_missed(among_newest=None, at=NOON)

    assert tables_with(SECRET) == []
    assert Case.objects.get().title == "Anybody there?"


def test_an_edit_renames_the_case_that_was_called_like_it(letters: Account) -> None:
    hear(letters, text=f"Where is my {SECRET}, please?")
    take_in([Message.objects.get().pk])

    hear(letters, kind="edited", edited_at=LATER, text="Where is my lamp, please?")
    forget_old_words([Message.objects.get().pk], at=NOON)

    assert Case.objects.get().title == "Where is my lamp, please?"
