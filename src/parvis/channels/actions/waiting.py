"""What waits to be read: as many deliveries of an account as one transaction takes."""

from __future__ import annotations

from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from django.db.models import IntegerField
from django.db.models.expressions import F, Func

from parvis.channels.models import Account, Delivery

MOST = 1000
MOST_BYTES = 16 * 1024 * 1024


class Waiting(NamedTuple):
    """A delivery as its reading needs it: a tuple, because there are hundreds in a batch."""

    id: int
    key: str
    source: str
    body: bytes | memoryview
    media_type: str
    received_at: datetime


def next_waiting(account: Account) -> list[Waiting]:
    """The oldest ones, in the order in which they came; a single one whatever its size."""
    waiting = Delivery.objects.filter(account=account, state=Delivery.State.WAITING).order_by("id")
    size = Func(F("body"), function="octet_length", output_field=IntegerField())
    sizes = list(waiting.values_list("pk", size)[:MOST])
    so_far = accumulate(size for _, size in sizes)
    fitting = {
        pk for (pk, size), total in zip(sizes, so_far, strict=True) if total - size < MOST_BYTES
    }
    rows = waiting.filter(pk__one_of=fitting)
    return [Waiting._make(row) for row in rows.values_list(*Waiting._fields)]
