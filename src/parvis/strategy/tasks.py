"""What workers do for the strategy, one line each."""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.kit.clock import now
from parvis.kit.http import HttpDoor
from parvis.strategy.actions.assessing import look_back_each_week
from parvis.strategy.actions.exports import COUNT, count_what_was_missed
from parvis.strategy.actions.looking import LOOK, PAGE_BYTES, look_at_places
from parvis.strategy.actions.telling import tell_those_who_wait
from parvis.strategy.actions.wishes import TELL


@app.task(name=LOOK)
def look(brand_id: int) -> None:
    with HttpDoor(max_bytes=PAGE_BYTES) as door:
        look_at_places(brand_id, door=door, clock=now)


@app.task(name=COUNT)
def count(brand_id: int) -> None:
    # Judging takes what web processes, which know this task by name, shall not load.
    from parvis.strategy.actions.counting import count_exports

    count_exports(brand_id, clock=now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="parvis.strategy.count_missed", queueing_lock="parvis.strategy.count_missed")
def count_again(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    count_what_was_missed()


@app.task(name=TELL)
def tell() -> None:
    tell_those_who_wait(at=now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="parvis.strategy.tell_what_was_missed", queueing_lock="parvis.strategy.tell_missed")
def tell_what_was_missed(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    tell_those_who_wait(at=now())


@app.periodic(cron="41 4 * * *")
@app.task(name="parvis.strategy.look_back", queueing_lock="parvis.strategy.look_back")
def look_back(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    look_back_each_week(at=now())
