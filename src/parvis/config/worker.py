"""`parvis worker`: does the background jobs, on as many machines as one likes."""

from __future__ import annotations

import argparse
import asyncio

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

CONCURRENCY = 4
GRACE_SECONDS = 6.0
"""A job that is cut short is done again: every job can be."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--concurrency", type=int, default=CONCURRENCY, help="jobs at one time (%(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    asyncio.run(_work(options.concurrency))
    return 0


async def _work(concurrency: int) -> None:
    with app.replace_connector(_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                concurrency=concurrency, shutdown_graceful_timeout=GRACE_SECONDS
            )


def _connector() -> PsycopgConnector:
    """A worker listens for jobs, which a transaction pooler forbids: see PARVIS_LISTEN_URL."""
    if settings.LISTEN_URL:
        return PsycopgConnector(conninfo=settings.LISTEN_URL, min_size=1, max_size=4)
    return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
