"""Live pages: what the activity log commits is told to open pages, as server-sent events.

One connection per process listens (`LISTEN`), however many pages are open. A page's event id is
the log's mark, so a browser that comes back says where it was and misses nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from typing import ParamSpec, TypeAlias, TypeVar

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connections

from parvis.kit.activity import CHANNEL, News, mark, since
from parvis.kit.models import Activity

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

QUIET_SECONDS = 15.0
HELD_BACK_SECONDS = 0.5
BACK_OFF_SECONDS = 2.0
LONGEST_SECONDS = 1800.0
QUEUE_MAX = 100
NEWS_MAX = 5000

END = None
Page: TypeAlias = "asyncio.Queue[News | None]"


class Hub:
    """Reads the log once for all pages of this process, and hands the news to each."""

    def __init__(self, *, back_off: float = BACK_OFF_SECONDS, most: int = NEWS_MAX) -> None:
        self._pages: set[Page] = set()
        self._reading: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()
        self._mark: int | None = None
        self._back_off = back_off
        self._most = most

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """A page that gets everything committed from now on, until it is closed."""
        page: Page = asyncio.Queue(QUEUE_MAX)
        self._pages.add(page)
        if self._reading is None or self._reading.done():
            self._listening.clear()
            self._reading = asyncio.create_task(self._read())
        try:
            await self._listening.wait()
            yield page
        finally:
            self._pages.discard(page)

    async def _read(self) -> None:
        while self._pages:
            try:
                await self._listen()
            except (psycopg.Error, DatabaseError) as error:
                log.warning("live pages wait for the database: %s", error)
                await asyncio.sleep(self._back_off)
        self._mark = None

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            _conninfo(), autocommit=True
        ) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            if self._mark is None:
                self._mark = await _in_thread(mark)
            self._listening.set()
            while self._pages:
                # at once, for what was committed while nobody listened; and again although nobody
                # knocks, since what an older transaction held back has knocked before
                news = await _in_thread(since, self._mark, most=self._most)
                self._tell(news)
                patience = HELD_BACK_SECONDS if news.held_back else QUIET_SECONDS
                async for _ in connection.notifies(timeout=patience, stop_after=1):
                    pass

    def _tell(self, news: News) -> None:
        self._mark = news.mark
        for page in list(self._pages):
            if page.full() or not news.complete:
                self._pages.discard(page)
                _empty(page)
                page.put_nowait(END)
            else:
                page.put_nowait(news)


def _empty(page: Page) -> None:
    while not page.empty():
        page.get_nowait()


hub = Hub()


async def stream(
    brand_ids: Collection[int], *, last_mark: int | None
) -> AsyncGenerator[bytes, None]:
    """The events of these brands as `text/event-stream`; first what was missed since the mark.

    It ends when the page has fallen too far behind, and now and then, so that whoever may see
    less by now is asked again who they are: the browser comes back, and looks at everything.
    """
    yield b"retry: 2000\n\n"
    end = asyncio.get_running_loop().time() + LONGEST_SECONDS
    with suppress(asyncio.CancelledError, TimeoutError):
        async with hub.page() as page:
            if last_mark is not None:
                yield _as_event(await _in_thread(since, last_mark, most=NEWS_MAX), brand_ids)
            while news := await _next(page, until=end):
                yield _as_event(news, brand_ids)


async def _next(page: Page, *, until: float) -> News | None:
    return await asyncio.wait_for(page.get(), until - asyncio.get_running_loop().time())


def _as_event(news: News, brand_ids: Collection[int]) -> bytes:
    """One event a target, the last thing that happened to it; only the mark when nothing did."""
    last: dict[tuple[str, int], Activity] = {
        (row.target_kind, row.target_id): row for row in news.rows if row.brand_id in brand_ids
    }
    lines = [
        f"id: {news.mark}\nevent: {row.target_kind}\ndata: "
        + json.dumps({"id": row.target_id, "verb": row.verb, "brand": row.brand_id})
        + "\n\n"
        for row in last.values()
    ]
    return "".join(lines or [f"id: {news.mark}\n\n"]).encode()


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
