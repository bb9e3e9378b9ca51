"""What people said lately, as far as matters are looked for in it."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

from parvis.channels.models import Account, Message
from parvis.inbox.models import Judgement

LOOKED_THROUGH = 20_000
"""Of the newest messages of each account: where few call for an answer, no further."""


class Heard(NamedTuple):
    id: int
    text: str
    subject: str
    matter: int | None


def newest_heard(brand_id: int) -> QuerySet[Judgement, Judgement]:
    """What people said last, the newest first, as far back as `LOOKED_THROUGH`: walked account by
    account, for which there is an index, whatever other brands receive."""
    said = Message.objects.filter(direction=Message.Direction.IN, deleted_at=None)
    newest = [
        pk
        for account in Account.objects.filter(brand=brand_id)
        for pk in said.filter(account=account)
        .order_by("-created_at")
        .values_list("pk", flat=True)[:LOOKED_THROUGH]
    ]
    return Judgement.objects.filter(pk__one_of=newest).order_by("-said_at", "-message_id")


def read_heard(rows: QuerySet[Judgement, Judgement]) -> list[Heard]:
    return [
        Heard(pk, f"{title}\n{text}" if title else text, subject, matter)
        for pk, title, text, subject, matter in rows.values_list(
            "message_id", "message__title", "message__text", "subject", "matter"
        )
    ]
