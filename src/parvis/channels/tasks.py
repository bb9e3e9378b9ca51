"""What workers do, one line each: call an action.

The sweep knocks again for what still waits: each account is a job of its own, and fails alone.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.channels import jobs
from parvis.channels.actions.read import read_deliveries
from parvis.channels.actions.sending import drain_outbox
from parvis.channels.models import Account
from parvis.channels.queries import accounts_with_deliveries, accounts_with_outgoing


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
