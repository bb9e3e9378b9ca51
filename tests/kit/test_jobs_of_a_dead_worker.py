"""A worker that is killed leaves its job behind: another one takes it up."""

from __future__ import annotations

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.channels import jobs
from parvis.kit.tasks import forget_done, take_up_jobs_of_the_dead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_jobs(db: None) -> None:
    """These tables are the job system's own: Django does not empty them between tests."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


async def _begin_a_job() -> None:
    worker = await app.job_manager.register_worker()
    assert await app.job_manager.fetch_job(queues=None, worker_id=worker) is not None


def begin_a_job() -> None:
    app.configure_task(jobs.SEND).defer(account_id=1)
    async_to_sync(_begin_a_job)()


def hours_pass(hours: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(hours => %s)",
            [hours],
        )


def test_the_job_of_a_silent_worker_is_given_to_another() -> None:
    begin_a_job()
    hours_pass(1)

    async_to_sync(take_up_jobs_of_the_dead)(app.job_manager, silent_for=60)

    assert [(job.status, job.task_name) for job in ProcrastinateJob.objects.all()] == [
        ("todo", jobs.SEND)
    ]


def test_the_job_of_a_living_worker_is_left_alone() -> None:
    begin_a_job()

    async_to_sync(take_up_jobs_of_the_dead)(app.job_manager, silent_for=60)

    assert [job.status for job in ProcrastinateJob.objects.all()] == ["doing"]


def test_jobs_that_are_not_done_are_kept() -> None:
    begin_a_job()

    async_to_sync(forget_done.func)(timestamp=0)

    assert [job.status for job in ProcrastinateJob.objects.all()] == ["doing"]
