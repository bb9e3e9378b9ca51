"""How long the bytes of a channel's deliveries are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.channels.models import Account
from parvis.kit.activity import record
from parvis.kit.actors import Actor

MOST_DAYS = 3650


@transaction.atomic
def keep_raw_for(account: Account, *, days: int, by: Actor, at: datetime) -> None:
    """From tonight on, bytes go so many days after they were read. Raises `ValueError`."""
    if not 0 <= days <= MOST_DAYS:
        raise ValueError(f"{days} is not between 0 and {MOST_DAYS} days")
    Account.objects.filter(pk=account.pk).update(keep_raw_days=days)
    target, facts = ("account", account.pk), {"days": days}
    record("account.keeping", target=target, by=by, at=at, brand_id=account.brand_id, facts=facts)
