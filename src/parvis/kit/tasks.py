"""Keeping house: jobs of a worker that died, jobs long done, windows and sessions that are over."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from parvis.kit import limits
from parvis.kit.clock import now

KEEP_DONE_HOURS = 24
KEEP_FAILED_HOURS = 14 * 24


async def take_up_jobs_of_the_dead(manager: JobManager, *, silent_for: float) -> None:
    """A worker that was killed leaves its job `doing` for ever, and the job's lock with it.

    Who was silent for so many seconds is taken for dead: its jobs are given to another. Where the
    same job has been asked for again since, that one does the work; it waits until the dead one
    has ended, since both have one lock.
    """
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silent_for):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)


@app.periodic(cron="17 * * * *")
@app.task(name="parvis.kit.forget_done", queueing_lock="parvis.kit.forget_done")
async def forget_done(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    manager = app.job_manager
    await manager.delete_old_jobs(
        nb_hours=KEEP_DONE_HOURS, include_cancelled=True, include_aborted=True
    )
    await manager.delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True)


@app.periodic(cron="47 * * * *")
@app.task(name="parvis.kit.forget_tallies", queueing_lock="parvis.kit.forget_tallies")
def forget_tallies(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    limits.forget_ended()


@app.periodic(cron="37 3 * * *")
@app.task(name="parvis.kit.forget_sessions", queueing_lock="parvis.kit.forget_sessions")
def forget_sessions(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    Session.objects.filter(expire_date__lt=now()).delete()
