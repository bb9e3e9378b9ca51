"""Knocks on the door of a worker: "there is something to do".

A job carries no work, only whose turn it is; it drains what the tables hold. So one waiting knock
is enough, and a second one is refused by its queueing lock.
"""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager

# In a worker the app's own manager has connections of its own, outside the caller's transaction.
IN_TRANSACTION = JobManager(DjangoConnector())


def knock(task: str, *, turn: str, schedule_in: float = 0, **given: int) -> None:
    """In the caller's transaction: `task` shall be done, one at a time for each `turn`."""
    # One for later has another lock: the first job with a lock holds up all that come after it,
    # also while its own time has not come.
    lock = f"{turn}:later" if schedule_in else turn
    if ProcrastinateJob.objects.filter(queueing_lock=lock, status="todo").exists():
        return
    job = app.configure_task(
        task,
        lock=lock,
        queueing_lock=lock,
        schedule_in={"seconds": schedule_in} if schedule_in else None,
    ).make_new_job(**given)
    try:
        # its own savepoint: a knock that is refused must not spoil the caller's transaction
        with transaction.atomic():
            IN_TRANSACTION.defer_job(job)
    except AlreadyEnqueued:
        return
