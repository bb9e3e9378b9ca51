"""What workers do, one line each: call an action.

The sweep knocks again for what still waits: each account is a job of its own, and fails alone.
What a parser could not read is given to its next version every hour; what is old goes at night.
"""

from __future__ import annotations

from contextlib import suppress

from procrastinate.contrib.django import app

from parvis.channels import jobs
from parvis.channels.actions.forget import forget_old
from parvis.channels.actions.ledger import replay_outdated
from parvis.channels.actions.read import read_deliveries
from parvis.channels.actions.sending import drain_outbox
from parvis.channels.models import Account
from parvis.channels.queries import accounts_with_deliveries, accounts_with_outgoing
from parvis.channels.registry import UnknownConnector
from parvis.kit.clock import now


@app.task(name=jobs.READ)
def read_waiting(account_id: int) -> None:
    read_deliveries(Account.objects.get(pk=account_id))


@app.task(name=jobs.SEND)
def send_waiting(account_id: int) -> None:
    drain_outbox(Account.objects.get(pk=account_id))


@app.periodic(cron="* * * * *")
@app.task(name="parvis.channels.sweep", queueing_lock="parvis.channels.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    for account in accounts_with_deliveries():
        jobs.knock_readers(account)
    for account in accounts_with_outgoing():
        jobs.knock_senders(account)


@app.periodic(cron="7 * * * *")
@app.task(name="parvis.channels.replay_outdated", queueing_lock="parvis.channels.replay_outdated")
def replay_what_was_not_understood(timestamp: int) -> None:  # noqa: ARG001
    for account in Account.objects.all():
        with suppress(UnknownConnector):  # its connector is gone, and with it whoever could read
            replay_outdated(account, at=now())


@app.periodic(cron="23 3 * * *")
@app.task(name="parvis.channels.forget_old", queueing_lock="parvis.channels.forget_old")
def forget_what_is_old(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    forget_old(at=now())
