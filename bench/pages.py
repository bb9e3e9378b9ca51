"""The agents' pages with few cases and with many: they may not get slower as the past grows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from bench.cast import found_brand, hire_agent
from bench.figures import Figure, percentile
from bench.filling import fill_with_cases
from bench.installation import Installation
from bench.sizes import Sizes

MOST_RATIO = 1.5
TURN = 10
"""so many requests to one database before the other has its turn"""
PAGES: dict[str, Callable[[Random, int], str]] = {
    "queue": lambda _chance, _cases: "/inbox/",
    "queue: resolved": lambda _chance, _cases: "/inbox/?view=resolved",
    "queue: search": lambda chance, cases: f"/inbox/?view=resolved&q={chance.randint(1, cases)}",
    "case": lambda chance, cases: f"/inbox/cases/{chance.randint(1, cases)}/",
}


@dataclass
class _Filled:
    """A database with so many cases, its logged-in agent, and how long each page took."""

    database: str
    cases: int
    session: str
    seconds: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    """p95 of the server's time within the process, the two sizes in turn, each page in turn."""
    with allowed_to_be_asked(), _filled(installation, sizes) as (few, many):
        for _ in range(max(sizes.requests // TURN, 1)):
            for place in (few, many):
                with installation.using(place.database):
                    _visit(place)
        return [_figure(page, few, many) for page in PAGES]


@contextmanager
def _filled(installation: Installation, sizes: Sizes) -> Iterator[tuple[_Filled, _Filled]]:
    made = []
    try:
        for cases in sizes.cases:
            database = f"bench_pages_{cases}"
            installation.make_database(database)
            made.append(_fill(installation, database, cases, sizes.messages_a_case))
        yield made[0], made[1]
    finally:
        for place in made:
            installation.drop_database(place.database)


def _fill(installation: Installation, database: str, cases: int, each: int) -> _Filled:
    from django.test import Client

    from parvis.channels.actions.account import account_for_import
    from parvis.kit.clock import now

    with installation.using(database):
        brand = found_brand()
        agent = hire_agent(brand)
        account = account_for_import(brand, name="Letters", connector_id="jsonl")
        with installation.connect(database) as connection:
            fill_with_cases(
                connection, account, user=agent, cases=cases, messages_a_case=each, now=now()
            )
        client = Client()
        client.force_login(agent)
        return _Filled(database, cases, client.cookies["sessionid"].value)


def _visit(place: _Filled) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["sessionid"] = place.session
    chance = Random(len(place.seconds.get("case", ())))
    for page, address in PAGES.items():
        with CaptureQueriesContext(connection) as queries:
            _open(client, address(chance, place.cases))
        place.queries[page] = len(queries)
        for _ in range(TURN):
            start = time.perf_counter()
            _open(client, address(chance, place.cases))
            place.seconds.setdefault(page, []).append(time.perf_counter() - start)


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


def _figure(page: str, few: _Filled, many: _Filled) -> Figure:
    ours, yardstick = percentile(many.seconds[page], 95), percentile(few.seconds[page], 95)
    ratio = ours / yardstick
    return Figure(
        name=page,
        unit="ms, p95",
        ours=ours * 1000,
        yardstick=yardstick * 1000,
        ratio=ratio,
        bar=f"1.5 x {few.cases:,} cases",
        ok=ratio < MOST_RATIO,
        note=f"{many.cases:,} cases; {many.queries[page]} queries",
    )
