"""What workers do for the numbers, one line each."""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.insight.actions import ask_to_read_again, read_again, read_everything


@app.periodic(cron="* * * * *")
@app.task(
    name="parvis.insight.read", lock="parvis.insight.read", queueing_lock="parvis.insight.read"
)
def read(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    for _ in read_everything():
        pass
    read_again()


@app.periodic(cron="27 3 * * *")
@app.task(name="parvis.insight.ask_to_read_again")
def ask_every_night(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    ask_to_read_again()
