"""Knocks on the door of a worker: "there is something to do for this account".

A job carries no work, only the account's name; it drains what the tables hold. So one waiting
knock is enough, and a second one is refused by its queueing lock.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager

from parvis.channels.models import Account

READ = "parvis.channels.read_deliveries"
SEND = "parvis.channels.drain_outbox"

# In a worker the app's own manager has connections of its own, outside the caller's transaction.
IN_TRANSACTION = JobManager(DjangoConnector())


def knock_readers(account: Account) -> None:
    """In the caller's transaction: the deliveries that wait shall be read."""
    _knock(READ, account)


def knock_senders(account: Account, *, schedule_in: float = 0) -> None:
    """In the caller's transaction: what waits in the outbox shall be sent."""
    _knock(SEND, account, schedule_in=schedule_in)


def _knock(task: str, account: Account, *, schedule_in: float = 0) -> None:
    # One for later has another lock: the first job with a lock holds up all that come after it,
    # also while its own time has not come.
    turn = f"{task}:{account.pk}:later" if schedule_in else f"{task}:{account.pk}"
    job = app.configure_task(
        task,
        lock=turn,
        queueing_lock=turn,
        schedule_in={"seconds": schedule_in} if schedule_in else None,
    ).make_new_job(account_id=account.pk)
    try:
        # its own savepoint: a knock that is refused must not spoil the caller's transaction
        with transaction.atomic():
            IN_TRANSACTION.defer_job(job)
    except AlreadyEnqueued:
        return


def after_commit(call: Callable[[], object]) -> None:
    transaction.on_commit(call, robust=True)
