"""Turns: one process at a time does something, for as long as it takes, over many transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def turn(space: int, number: int) -> Iterator[bool]:
    """Whether the turn is ours, until the end of the `with`; False when another process has it.

    A transaction on a connection of its own holds it: that works through a transaction pooler,
    where a lock of the session would stay behind with somebody else, and it ends with the process
    however that ends. Nothing else is done in that transaction, so it keeps no rows from cleaning.
    """
    holder = connection.copy()
    try:
        holder.ensure_connection()
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [space, number])
            ours: bool = cursor.fetchone()[0]
        yield ours
    finally:
        holder.close()
