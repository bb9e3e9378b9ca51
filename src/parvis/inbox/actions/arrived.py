"""A message as its taking in reads it: these columns and no other.

Tuples instead of model objects, because there are hundreds in a batch; and a mail's HTML, or what
it quotes, is not fetched at all.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from parvis.channels.models import Message


class Arrived(NamedTuple):
    id: int
    brand_id: int
    account_id: int
    account_name: str
    thread_id: int
    direction: str
    visibility: str
    surface: str
    automatic: bool
    created_at: datetime
    received_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    title: str
    text: str
    author_id: int | None
    author_person_id: int | None
    recipient_id: int | None
    recipient_person_id: int | None

    @property
    def is_heard(self) -> bool:
        """A person said it."""
        return self.direction == Message.Direction.IN

    @property
    def is_ours(self) -> bool:
        return self.direction in {Message.Direction.OUT, Message.Direction.ECHO}


def arrived(message_ids: Collection[int]) -> list[Arrived]:
    """The messages with these ids, brand by brand, in the order in which they were said."""
    if not message_ids:
        return []
    rows = (
        Message.objects.filter(pk__one_of=message_ids)
        .annotate(is_deleted=Q(deleted_at__isnull=False))
        .order_by("account__brand_id", "created_at", "id")
        .values_list(
            *("id", "account__brand_id", "account_id", "account__name", "thread_id"),
            *("direction", "visibility", "surface", "automatic", "created_at"),
            *("received_at", "edited_at", "is_deleted", "title", "text"),
            *("author_id", "author__person_id", "recipient_id", "recipient__person_id"),
        )
    )
    return [Arrived._make(row) for row in rows]
