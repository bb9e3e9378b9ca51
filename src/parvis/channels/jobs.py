"""Knocks for the accounts: their deliveries are to be read, their outbox is to be sent."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from parvis.channels.models import Account
from parvis.kit.knocks import knock

READ = "parvis.channels.read_deliveries"
SEND = "parvis.channels.drain_outbox"


def knock_readers(account: Account) -> None:
    """In the caller's transaction: the deliveries that wait shall be read."""
    knock(READ, turn=f"{READ}:{account.pk}", account_id=account.pk)


def knock_senders(account: Account, *, schedule_in: float = 0) -> None:
    """In the caller's transaction: what waits in the outbox shall be sent."""
    knock(SEND, turn=f"{SEND}:{account.pk}", schedule_in=schedule_in, account_id=account.pk)


def after_commit(call: Callable[[], object]) -> None:
    transaction.on_commit(call, robust=True)
