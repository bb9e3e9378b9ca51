"""What the log tells waits for older transactions of the whole server, which tests share."""

from __future__ import annotations

from time import monotonic, sleep

from parvis.kit.activity import mark
from parvis.kit.models import Activity

PATIENCE_SECONDS = 20.0


def until_all_can_be_read() -> None:
    """Until no transaction runs that began before the last row of the log."""
    last = Activity.objects.order_by("tx").values_list("tx", flat=True).last() or 0
    end = monotonic() + PATIENCE_SECONDS
    while mark() <= last:
        if monotonic() > end:
            raise TimeoutError("a transaction elsewhere runs too long")
        sleep(0.01)
