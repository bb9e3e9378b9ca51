"""What workers do for the inbox, one line each."""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.inbox.actions import put_back, take_in
from parvis.inbox.queries.arrivals import answers_that_failed, messages_without_place
from parvis.kit.clock import now


@app.periodic(cron="* * * * *")
@app.task(name="parvis.inbox.sweep", queueing_lock="parvis.inbox.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    take_in(messages_without_place())
    put_back(answers_that_failed(), at=now())
