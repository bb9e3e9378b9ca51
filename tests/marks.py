"""What the log tells waits for older transactions of the whole server, which tests share."""

from __future__ import annotations

from time import monotonic, sleep

from django.db import connection

from parvis.kit.activity import mark
from parvis.kit.models import Activity

PATIENCE_SECONDS = 20.0


def until_all_can_be_read() -> None:
    """Until no transaction runs that began before the last row of the log."""
    last = Activity.objects.order_by("tx").values_list("tx", flat=True).last() or 0
    end = monotonic() + PATIENCE_SECONDS
    while mark() <= last:
        if monotonic() > end:
            raise TimeoutError(f"a transaction elsewhere runs too long: {oldest_transactions()}")
        sleep(0.01)


def oldest_transactions() -> list[tuple[object, ...]]:
    """Where they run, for how long, and what they did last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname, application_name, state, now() - xact_start, left(query, 200)"
            " FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
            " ORDER BY xact_start LIMIT 5"
        )
        return list(cursor.fetchall())
