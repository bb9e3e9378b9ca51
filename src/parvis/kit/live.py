"""Live pages: what the activity log commits is told to open pages, as server-sent events.

One connection per process listens (`LISTEN`), however many pages are open. A page's event id is
the log's mark, so a browser that comes back says where it was and misses nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import suppress
from typing import ParamSpec, TypeVar

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from parvis.kit.activity import CHANNEL, News, mark, since
from parvis.kit.models import Activity

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

QUIET_SECONDS = 15.0
BACK_OFF_SECONDS = 2.0
QUEUE_MAX = 100


class Hub:
    """Reads the log once for all pages of this process, and hands the news to each."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[News]] = set()
        self._reading: asyncio.Task[None] | None = None

    async def news(self) -> AsyncIterator[News]:
        """What is committed from now on; ends when this page falls too far behind."""
        queue: asyncio.Queue[News] = asyncio.Queue(QUEUE_MAX)
        self._pages.add(queue)
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())
        try:
            while queue in self._pages:
                yield await queue.get()
        finally:
            self._pages.discard(queue)

    async def _read(self) -> None:
        while self._pages:
            try:
                await self._listen()
            except psycopg.OperationalError as error:
                log.warning("live pages wait for the database: %s", error)
                await asyncio.sleep(BACK_OFF_SECONDS)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            _conninfo(), autocommit=True
        ) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            before = await _in_thread(mark)
            while self._pages:
                # a transaction that was still running at the last look may notify no more:
                # looking again after a quiet while brings what it wrote
                async for _ in connection.notifies(timeout=QUIET_SECONDS, stop_after=1):
                    pass
                news = await _news_since(before)
                before = news.mark
                self._tell(news)

    def _tell(self, news: News) -> None:
        for queue in list(self._pages):
            try:
                queue.put_nowait(news)
            except asyncio.QueueFull:
                self._pages.discard(queue)


hub = Hub()


async def stream(brand_ids: Collection[int], *, last_mark: int | None) -> AsyncIterator[bytes]:
    """The events of these brands as `text/event-stream`; first what was missed since the mark."""
    yield b"retry: 2000\n\n"
    if last_mark is not None:
        yield _as_event(await _news_since(last_mark), brand_ids)
    with suppress(asyncio.CancelledError):
        async for news in hub.news():
            yield _as_event(news, brand_ids)


def _as_event(news: News, brand_ids: Collection[int]) -> bytes:
    """One event a target, the last thing that happened to it; a comment when nothing did."""
    last: dict[tuple[str, int], Activity] = {
        (row.target_kind, row.target_id): row for row in news.rows if row.brand_id in brand_ids
    }
    lines = [
        f"id: {news.mark}\nevent: {row.target_kind}\ndata: "
        + json.dumps({"id": row.target_id, "verb": row.verb, "brand": row.brand_id})
        + "\n\n"
        for row in last.values()
    ]
    return "".join(lines).encode() or b": quiet\n\n"


async def _news_since(before: int) -> News:
    return await _in_thread(since, before)


async def _in_thread(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a query in a thread of its own, and give its connection back."""

    def closing() -> T:
        try:
            return call(*args, **kwargs)
        finally:
            connections.close_all()

    return await sync_to_async(closing, thread_sensitive=False)()


def _conninfo() -> str:
    if settings.LISTEN_URL:
        return str(settings.LISTEN_URL)
    own = settings.DATABASES["default"]
    named = {
        "dbname": own["NAME"],
        "user": own.get("USER"),
        "password": own.get("PASSWORD"),
        "host": own.get("HOST"),
        "port": own.get("PORT"),
        **{key: value for key, value in own.get("OPTIONS", {}).items() if key != "pool"},
    }
    return psycopg.conninfo.make_conninfo(
        **{key: str(value) for key, value in named.items() if value}
    )
