"""Open pages hear of everything that is committed, also of what happened while nobody listened."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from time import monotonic
from typing import TypeVar

import psycopg
import pytest
from django.db import connection, connections, transaction

from parvis.kit.activity import News, Step, record_all, since
from parvis.kit.actors import PARVIS
from parvis.kit.live import Hub, Page, _conninfo, stream
from tests.marks import until_all_can_be_read

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Value = TypeVar("Value")
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_hears_what_is_committed_after_it_was_opened() -> None:
    async def open_page() -> list[str]:
        async with Hub().page() as page:
            await elsewhere(happen, "case.opened")
            return await heard(page, 1)

    assert run(open_page) == ["case.opened"]


def test_what_is_committed_while_nobody_listens_is_told_afterwards() -> None:
    async def cut_off() -> list[str]:
        async with Hub(back_off=0.3).page() as page:
            await elsewhere(cut_the_listener_off)
            await elsewhere(happen, "case.noted")
            return await heard(page, 1)

    assert run(cut_off) == ["case.noted"]


def test_what_a_slow_transaction_holds_back_is_told_soon_after_its_end() -> None:
    async def slow() -> tuple[list[str], float]:
        async with Hub().page() as page:
            async with await psycopg.AsyncConnection.connect(_conninfo()) as other:
                await other.execute("SELECT pg_current_xact_id()")
                await elsewhere(happen, "case.opened")
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.3):
                        await heard(page, 1)
            ended = monotonic()
            return await heard(page, 1), monotonic() - ended

    told, seconds = run(slow)
    assert told == ["case.opened"]
    assert seconds < 10  # and not at the next quiet look


def test_too_much_at_once_ends_the_page_so_that_it_looks_at_everything() -> None:
    async def flood() -> News | None:
        async with Hub(most=2).page() as page:
            await elsewhere(happen, "case.opened", "case.noted", "case.resolved")
            return await first_not_empty(page)

    assert run(flood) is None


def test_who_was_away_for_very_long_is_not_told_all_of_it() -> None:
    for n in range(3):
        happen(f"case.step-{n}")
    until_all_can_be_read()

    assert [len(since(0, most=most).rows) for most in (2, 3)] == [0, 3]
    assert [since(0, most=most).complete for most in (2, 3)] == [False, True]


def test_the_browser_learns_the_mark_also_when_nothing_happened_to_its_brands() -> None:
    happen("case.opened")
    mark_before = since(0).mark

    async def listen() -> list[bytes]:
        events = stream([], last_mark=0)
        got = [await anext(events), await anext(events)]
        await events.aclose()
        return got

    retry, first = run(listen)
    assert retry == b"retry: 2000\n\n"
    told = re.fullmatch(rb"id: (\d+)\n\n", first)
    assert told
    assert int(told[1]) >= mark_before  # other tests write to the server meanwhile


def happen(*verbs: str) -> None:
    """All in one transaction."""
    steps = [Step(verb, ("case", 1), NOON) for verb in verbs]
    with transaction.atomic():
        record_all(steps, by=PARVIS, brand_id=1)


def cut_the_listener_off() -> None:
    """As when the database is started again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        assert cursor.fetchall() == [(True,)]


async def heard(page: Page, wanted: int) -> list[str]:
    verbs: list[str] = []
    while len(verbs) < wanted:
        news = await page.get()
        assert news is not None
        verbs += [row.verb for row in news.rows]
    return verbs


async def first_not_empty(page: Page) -> News | None:
    news = await page.get()
    while news is not None and not news.rows:
        news = await page.get()
    return news


async def elsewhere(work: Callable[..., None], *words: str) -> None:
    """In a thread with a connection of its own."""

    def working() -> None:
        try:
            work(*words)
        finally:
            connections.close_all()

    await asyncio.to_thread(working)


def run(work: Callable[[], Awaitable[Value]]) -> Value:
    async def in_time() -> Value:
        async with asyncio.timeout(20):
            return await work()

    return asyncio.run(in_time())
