"""Two at once, one after the other: what two processes do at the same moment, held in order."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from django.db import connection

Value = TypeVar("Value")


def in_a_process(work: Callable[[], Value]) -> Value:
    """In a thread, which has a connection of its own as another process has."""
    try:
        return work()
    finally:
        connection.close()


def wait_until_somebody_waits(work: Future[Value]) -> None:
    """Return when another connection waits for a lock of ours, or has ended."""
    deadline = time.monotonic() + 10
    while not work.done() and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            # within a transaction the view keeps to what it showed first
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                " AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
