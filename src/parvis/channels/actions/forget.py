"""What the ledger need not keep for ever goes; docs/reference/retention.md says what and when.

In portions, each a transaction of its own, so that nobody waits for a lock.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from parvis.channels.models import (
    Account,
    Attempt,
    Delivery,
    Gap,
    Letter,
    LinkWanted,
    Outgoing,
    SquarePost,
)
from parvis.people.actions.claim import UNCONFIRMED_KEPT

PORTION = 1000
ATTEMPTS_KEPT = timedelta(days=90)
CLOSED_GAPS_KEPT = timedelta(days=365)
TOWN_REMEMBERS = timedelta(days=90)


def forget_old(*, at: datetime) -> None:
    """Everything of the ledger that has had its time."""
    for account in Account.objects.all():
        empty_old_deliveries(account, at=at)
    sent = Q(outgoing__state=Outgoing.State.SENT)
    Attempt.objects.filter(sent, ended_at__lt=at - ATTEMPTS_KEPT).delete()
    LinkWanted.objects.filter(asked_at__lt=at - UNCONFIRMED_KEPT).delete()
    Gap.objects.filter(closed_at__lt=at - CLOSED_GAPS_KEPT).delete()
    Letter.objects.filter(posted_at__lt=at - TOWN_REMEMBERS).delete()
    SquarePost.objects.filter(posted_at__lt=at - TOWN_REMEMBERS).delete()


def empty_old_deliveries(account: Account, *, at: datetime) -> int:
    """The bytes of what was read long enough ago; says of how many. The keys stay.

    What waits or lies in quarantine is never emptied: nobody has understood it yet.
    """
    long_ago = at - timedelta(days=account.keep_raw_days)
    old = (
        Delivery.objects.filter(
            account=account, state=Delivery.State.PARSED, emptied_at=None, received_at__lt=long_ago
        )
        .annotate(since=Coalesce("read_at", "received_at"))
        .filter(since__lt=long_ago)
        .order_by("pk")
    )
    emptied, last = 0, 0
    while portion := list(old.filter(pk__gt=last).values_list("pk", flat=True)[:PORTION]):
        emptied += Delivery.objects.filter(pk__in=portion, state=Delivery.State.PARSED).update(
            body=b"", emptied_at=at
        )
        last = portion[-1]
    return emptied
