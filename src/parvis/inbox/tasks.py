"""What workers do for the inbox, one line each."""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.inbox.actions import take_in
from parvis.inbox.queries.arrivals import messages_without_place


@app.periodic(cron="* * * * *")
@app.task(name="parvis.inbox.sweep", queueing_lock="parvis.inbox.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    take_in(messages_without_place())
