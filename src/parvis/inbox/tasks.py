"""What workers do for the inbox, one line each.

The sweep of every minute looks at what is new, the one of every night at all there is.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from parvis.inbox.actions import indexing
from parvis.inbox.actions.alerts import tell_of_alerts, watch_for_rises
from parvis.inbox.actions.attention import wake_what_is_due
from parvis.inbox.actions.learning import improve_all
from parvis.inbox.actions.learning_matters import learn_matters
from parvis.inbox.actions.matters import LEARN
from parvis.inbox.actions.presence import prune_presence
from parvis.inbox.actions.sweep import take_up_what_was_missed
from parvis.inbox.actions.tending_matters import tend_matters
from parvis.inbox.actions.warnings import forget_warnings, warn_of_promises
from parvis.kit.clock import now
from parvis.kit.http import HttpDoor

NEWEST = 50_000


@app.periodic(cron="* * * * *")
@app.task(name="parvis.inbox.sweep", lock="parvis.inbox.sweep", queueing_lock="parvis.inbox.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    take_up_what_was_missed(among_newest=NEWEST, at=now())


@app.periodic(cron="43 2 * * *")
@app.task(name="parvis.inbox.sweep_all", lock="parvis.inbox.sweep")
def sweep_all(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    take_up_what_was_missed(among_newest=None, at=now())


@app.periodic(cron="* * * * *")
@app.task(name="parvis.inbox.wake", lock="parvis.inbox.wake", queueing_lock="parvis.inbox.wake")
def wake(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    wake_what_is_due(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="parvis.inbox.warn", lock="parvis.inbox.warn", queueing_lock="parvis.inbox.warn")
def warn(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    with HttpDoor() as door:
        warn_of_promises(door, at=now())


@app.periodic(cron="13 3 * * *")
@app.task(name="parvis.inbox.forget_warnings", queueing_lock="parvis.inbox.forget_warnings")
def forget_old_warnings(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    forget_warnings(at=now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="parvis.inbox.forget_presence", queueing_lock="parvis.inbox.forget_presence")
def forget_presence(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    prune_presence(at=now())


@app.periodic(cron="* * * * *")
@app.task(name=indexing.TASK, lock=indexing.TASK, queueing_lock=indexing.TASK)
def index_cases(timestamp: int = 0) -> None:  # noqa: ARG001 - given by the scheduler
    indexing.index_what_changed()
    indexing.index_anew()


@app.periodic(cron="13 3 * * *")
@app.task(name="parvis.inbox.index_missed", queueing_lock="parvis.inbox.index_missed")
def index_missed(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    indexing.index_what_was_missed()


@app.periodic(cron="47 3 * * *")
@app.task(name="parvis.inbox.learn", lock="parvis.inbox.learn", queueing_lock="parvis.inbox.learn")
def learn(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    improve_all(at=now())


@app.task(name=LEARN)
def learn_accepted_matters(brand_id: int) -> None:
    learn_matters(brand_id, at=now())


@app.periodic(cron="37 3 * * *")
@app.task(name="parvis.inbox.propose_matters", queueing_lock="parvis.inbox.propose_matters")
def tend_all_matters(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    tend_matters(at=now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="parvis.inbox.watch", lock="parvis.inbox.watch", queueing_lock="parvis.inbox.watch")
def watch(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    watch_for_rises(at=now())
    with HttpDoor() as door:
        tell_of_alerts(door, at=now())
