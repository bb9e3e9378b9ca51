"""What workers do for people, one line each."""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.kit.clock import now
from parvis.people.actions import forget_claims


@app.periodic(cron="33 3 * * *")
@app.task(name="parvis.people.forget_claims", queueing_lock="parvis.people.forget_claims")
def forget_old_claims(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    forget_claims(at=now())
