"""Live pages: from the commit of a step to the moment at which every open page knows of it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bench.cast import found_brand, hire_agent
from bench.conversations import FIRST_DAY
from bench.figures import Figure, percentile
from bench.installation import Installation, web_process
from bench.sizes import Sizes
from parvis.brands.models import Brand, User

DATABASE = "bench_live"
MOST_SECONDS = 0.3
PAUSE_SECONDS = 0.05
LAST_WAIT_SECONDS = 2.0


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    with installation.database(DATABASE):
        brand = found_brand()
        cookie = _session_of(hire_agent(brand))
        with web_process(installation, DATABASE) as port:
            delays, lost = asyncio.run(_delays(port, cookie, brand, sizes))
    p95 = percentile(delays, 95)
    return [
        Figure(
            name="live",
            unit="ms, p95",
            ours=p95 * 1000,
            yardstick=MOST_SECONDS * 1000,
            ratio=p95 / MOST_SECONDS,
            bar="300 ms",
            ok=p95 < MOST_SECONDS and not lost,
            note=f"{sizes.pages} pages, {sizes.commits} commits, {lost} lost; "
            f"median {percentile(delays, 50) * 1000:.0f}",
        )
    ]


def _session_of(user: User) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


async def _delays(port: int, cookie: str, brand: Brand, sizes: Sizes) -> tuple[list[float], int]:
    """Seconds from each commit to each page, and how many never came."""
    committed: dict[int, float] = {}
    told: list[tuple[int, float]] = []
    async with AsyncExitStack() as pages:
        for _ in range(sizes.pages):
            await pages.enter_async_context(_page(port, cookie, told))
        await asyncio.sleep(1)
        for number in range(1, sizes.commits + 1):
            committed[number] = await asyncio.to_thread(_commit, number, brand.pk)
            await asyncio.sleep(PAUSE_SECONDS)
        deadline = time.monotonic() + LAST_WAIT_SECONDS
        while len(told) < sizes.pages * sizes.commits and time.monotonic() < deadline:  # noqa: ASYNC110 a look now and then measures nothing
            await asyncio.sleep(0.02)
    lost = sizes.pages * sizes.commits - len(told)
    return [at - committed[number] for number, at in told], lost


def _commit(number: int, brand_id: int) -> float:
    """One step in the log; gives the moment just before it is committed."""
    from django.db import connection, transaction

    from parvis.kit.activity import record
    from parvis.kit.actors import PARVIS

    with transaction.atomic():
        record("case.noted", target=("case", number), by=PARVIS, at=FIRST_DAY, brand_id=brand_id)
        moment = time.perf_counter()
    connection.close()
    return moment


@asynccontextmanager
async def _page(port: int, cookie: str, told: list[tuple[int, float]]) -> AsyncIterator[None]:
    """An open page, which notes what it is told of and when."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = ("GET /live/ HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: sessionid={cookie}")
    writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
    status = await reader.readline()
    if b" 200 " not in status:
        raise RuntimeError(f"the live page answered {status!r}")

    async def listen() -> None:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                told.append((json.loads(line[6:])["id"], time.perf_counter()))

    listening = asyncio.create_task(listen())
    try:
        yield
    finally:
        listening.cancel()
        writer.close()
