"""`parvis worker`: does the background jobs, on as many machines as one likes."""

from __future__ import annotations

import argparse
import asyncio
import logging
from contextlib import suppress

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from procrastinate.psycopg_connector import PsycopgConnector

from parvis.kit.tasks import take_up_jobs_of_the_dead

log = logging.getLogger(__name__)

CONCURRENCY = 4
SIGN_OF_LIFE_SECONDS = 2.0
DEAD_AFTER_SECONDS = 10.0
"""Whoever is wrongly taken for dead, because the machine was that busy, does no harm: what two
workers do at once is held apart by the tables."""
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
            over = asyncio.Event()
            looking = asyncio.create_task(_look_for_the_dead(working.job_manager, until=over))
            try:
                await working.run_worker_async(
                    concurrency=concurrency,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    update_heartbeat_interval=SIGN_OF_LIFE_SECONDS,
                    stalled_worker_timeout=DEAD_AFTER_SECONDS,
                )
            finally:
                # Both: a task that waits for a connection may miss that it was cancelled.
                over.set()
                looking.cancel()
                with suppress(asyncio.CancelledError):
                    await looking


async def _look_for_the_dead(manager: JobManager, *, until: asyncio.Event) -> None:
    """Not a job itself: a job has to wait behind others, and dies with its worker."""
    while not until.is_set():
        try:
            await take_up_jobs_of_the_dead(manager, silent_for=DEAD_AFTER_SECONDS)
        except ConnectorException as error:
            log.warning("workers that died are looked for again: %s", error.__cause__ or error)
        await asyncio.sleep(SIGN_OF_LIFE_SECONDS)


def _connector() -> PsycopgConnector:
    """A worker listens for jobs, which a transaction pooler forbids: see PARVIS_LISTEN_URL."""
    if settings.LISTEN_URL:
        return PsycopgConnector(conninfo=settings.LISTEN_URL, min_size=1, max_size=4)
    return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
