"""Reading from a source that changes, by processes that die: each thing is there once.

For every connector that pulls: what stands in `tests.contract.sources` is all it has to give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import cast

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from parvis.brands.models import Brand
from parvis.channels.actions import pull_account, read_deliveries, read_from_start
from parvis.channels.actions.ledger import CursorMoved, cursor_of, store_page
from parvis.channels.models import Cursor, Delivery, Gap, Message
from parvis.channels.protocol import Page, Pulls
from parvis.channels.registry import CONNECTORS, connector
from parvis.kit.actors import PARVIS
from tests.contract.sources import SOURCES, Source

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
few = settings(max_examples=12, stateful_step_count=10, deadline=None)
pytestmark = pytest.mark.django_db


@contextmanager
def killed_before_it_commits() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class ReadingMachine(RuleBasedStateMachine):
    """A source that changes, and processes that read from it until they die or stall."""

    there: Source

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.written = 0
        self.seen: set[str] = set()
        self.stalled: tuple[Cursor, Page] | None = None

    def teardown(self) -> None:
        try:
            self.all_goes_well()
            assert self.seen <= set(self.said())
        finally:
            for words in self.there.held():
                self.there.vanish(words)
            transaction.savepoint_rollback(self.savepoint)

    @rule()
    def somebody_writes(self) -> None:
        self.written += 1
        self.there.write(f"words{self.written}")

    @rule(number=st.integers(1, 10))
    def something_vanishes(self, number: int) -> None:
        self.there.vanish(f"words{number}")

    @rule()
    def the_source_is_renumbered(self) -> None:
        self.there.renumber()

    @rule()
    def all_goes_well(self) -> None:
        self.seen |= self.there.held()
        pull_account(self.there.account, clock=lambda: NOON, io=self.there.io)
        read_deliveries(self.there.account, at=NOON)

    @rule()
    def a_process_dies_after_it_has_fetched(self) -> None:
        self.fetched()

    @rule()
    def a_process_dies_before_it_commits(self) -> None:
        cursor, page = self.fetched()
        with killed_before_it_commits():
            store_page(self.there.account, page, cursor=cursor, at=NOON)

    @rule()
    def a_process_dies_after_it_has_committed(self) -> None:
        cursor, page = self.fetched()
        store_page(self.there.account, page, cursor=cursor, at=NOON)

    @rule()
    def a_process_stalls(self) -> None:
        self.stalled = self.fetched()

    @rule()
    def the_stalled_process_goes_on(self) -> None:
        if self.stalled:
            cursor, page = self.stalled
            with suppress(CursorMoved):
                store_page(self.there.account, page, cursor=cursor, at=NOON)

    @rule()
    def a_reader_dies(self) -> None:
        with killed_before_it_commits():
            read_deliveries(self.there.account, at=NOON)

    @rule()
    def somebody_reads_from_the_start(self) -> None:
        read_from_start(self.there.account, by=PARVIS, at=NOON)

    @invariant()
    def nothing_is_there_twice(self) -> None:
        assert [words for words, count in Counter(self.said()).items() if count > 1] == []

    def fetched(self) -> tuple[Cursor, Page]:
        network = cast("Pulls", connector(self.there.account.connector))
        source = network.spec.sources[0]
        cursor = cursor_of(self.there.account, source, at=NOON)
        return cursor, network.pull(self.there.io, source=source, cursor=cursor.mark, budget=1)

    def said(self) -> list[str]:
        return list(Message.objects.values_list("text", flat=True))


def test_each_connector_that_pulls_has_a_source() -> None:
    pulling = {name for name in CONNECTORS if isinstance(connector(name), Pulls)}

    assert SOURCES.keys() == pulling


@pytest.mark.parametrize("name", SOURCES)
def test_each_thing_is_there_once(brand: Brand, name: str) -> None:
    machine = type("Reading", (ReadingMachine,), {"there": SOURCES[name](brand)})

    run_state_machine_as_test(machine, settings=few)


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_brought_by_comparing_is_what_is_brought_by_reading(
    brand: Brand, name: str
) -> None:
    there = SOURCES[name](brand)
    for words in ("one", "two", "three"):
        there.write(words)
    pull_account(there.account, clock=lambda: NOON, io=there.io)
    brought = _stored()
    read_deliveries(there.account, at=NOON)
    messages = list(Message.objects.values("ext_id", "text", "revision"))

    Delivery.objects.all().delete()
    pull_account(there.account, clock=lambda: NOON, io=there.io)
    assert _stored() == []
    Cursor.objects.update(compared_at=None)
    pull_account(there.account, clock=lambda: NOON, io=there.io)
    assert _stored() == brought
    read_deliveries(there.account, at=NOON)

    assert list(Message.objects.values("ext_id", "text", "revision")) == messages
    assert not Gap.objects.exists()


def _stored() -> list[tuple[str, bytes]]:
    return [(row.key, bytes(row.body)) for row in Delivery.objects.order_by("key")]
