"""The agents' pages with few cases and with many: they may not get slower as the past grows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random

from bench.figures import Figure, percentile
from bench.filled import Filled, filled
from bench.filling import invented_word
from bench.installation import Installation
from bench.sizes import Sizes

MOST_RATIO = 1.5
MOST_SECONDS = 0.1
MOST_QUERIES = {"case": 18, "triage": 15}
"""for any other: 12"""
SEARCHED = 0.3
TURN = 10
"""so many requests to one database before the other has its turn"""
PAGES: dict[str, Callable[[Random, int], str]] = {
    "queue": lambda _chance, _cases: "/inbox/",
    "queue: mine": lambda _chance, _cases: "/inbox/?view=mine",
    "queue: nobody's": lambda _chance, _cases: "/inbox/?view=unassigned",
    "queue: followed": lambda _chance, _cases: "/inbox/?view=followed",
    "queue: snoozed": lambda _chance, _cases: "/inbox/?view=snoozed",
    "queue: resolved": lambda _chance, _cases: "/inbox/?view=resolved",
    "queue: search": lambda chance, _cases: f"/inbox/?q={invented_word(chance.randint(500, 9000))}",
    "queue: negative": lambda _chance, _cases: "/inbox/?tone=negative",
    "queue: complaints, resolved": lambda _chance, _cases: "/inbox/?view=resolved&sign=complaint",
    "queue: French": lambda _chance, _cases: "/inbox/?lang=fr",
    "quiet": lambda _chance, _cases: "/inbox/quiet/",
    "triage": lambda _chance, _cases: "/inbox/triage/",
    "case": lambda chance, cases: f"/inbox/cases/{chance.randint(1, cases)}/",
}


@dataclass
class Timed:
    """How long each page of a filled database took, and how many queries."""

    place: Filled
    seconds: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    """p95 of the server's time within the process, the two sizes in turn, each page in turn."""
    few, many = (
        Timed(filled(installation, cases=cases, each=sizes.messages_a_case))
        for cases in sizes.cases
    )
    chance = Random(1)
    with allowed_to_be_asked():
        for _ in range(max(sizes.requests // TURN, 1)):
            for timed in (few, many):
                pages = {
                    page: partial(address, chance, timed.place.cases)
                    for page, address in PAGES.items()
                }
                with installation.using(timed.place.database):
                    time_pages(timed.place, pages, times=TURN, into=timed)
    return [_figure(page, few, many) for page in PAGES]


def time_pages(
    place: Filled,
    pages: Mapping[str, Callable[[], str]],
    *,
    times: int,
    into: Timed | None = None,
) -> Timed:
    """Each page so many times, after once to count its queries; in the database Django uses."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    timed = into or Timed(place)
    client = Client()
    client.cookies["sessionid"] = place.session
    for page, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            _open(client, address())
        timed.queries[page] = len(queries)
        for _ in range(times):
            start = time.perf_counter()
            _open(client, address())
            timed.seconds.setdefault(page, []).append(time.perf_counter() - start)
    return timed


def _open(client: object, address: str) -> None:
    from django.test import Client

    assert isinstance(client, Client)
    answer = client.get(address)
    if answer.status_code != 200 or b"Internal" in answer.content[:200]:
        raise RuntimeError(f"{address} answered {answer.status_code}")


@contextmanager
def allowed_to_be_asked() -> Iterator[None]:
    """Django's test client names the host `testserver`."""
    from django.conf import settings

    before = settings.ALLOWED_HOSTS
    settings.ALLOWED_HOSTS = [*before, "testserver"]
    try:
        yield
    finally:
        settings.ALLOWED_HOSTS = before


def _figure(page: str, few: Timed, many: Timed) -> Figure:
    ours, yardstick = percentile(many.seconds[page], 95), percentile(few.seconds[page], 95)
    ratio = ours / yardstick
    most_seconds = SEARCHED if page == "queue: search" else MOST_SECONDS
    return Figure(
        name=page,
        unit="ms, p95",
        ours=ours * 1000,
        yardstick=yardstick * 1000,
        ratio=ratio,
        bar=f"{most_seconds * 1000:.0f} ms; 1.5 x {few.place.cases:,} cases",
        ok=ours < most_seconds
        and (ratio < MOST_RATIO or page == "queue: search")
        and many.queries[page] <= MOST_QUERIES.get(page, 12),
        note=f"{many.place.cases:,} cases; {many.queries[page]} queries",
    )
