"""A knock: there is work for an account. It belongs to the transaction that asks for the work."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from parvis.brands.models import Brand
from parvis.channels.jobs import READ, SEND, knock_readers, knock_senders
from parvis.channels.models import Account, Delivery, Outgoing
from parvis.channels.tasks import sweep
from parvis.kit.tasks import take_up_jobs_of_the_dead

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_jobs(db: None) -> None:
    """These tables are the job system's own: Django does not empty them between tests."""
    ProcrastinateJob.objects.all().delete()


def jobs() -> list[tuple[str, str]]:
    rows = ProcrastinateJob.objects.order_by("id")
    return list(rows.values_list("task_name", "status"))


def begun() -> str | None:
    """What a worker that is free takes up: the task of the job, None when none may begin."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(NULL, NULL)")
        task: str | None = cursor.fetchone()[0]
        return task


@pytest.mark.django_db
def test_one_waiting_knock_is_enough(square: Account) -> None:
    knock_readers(square)
    knock_readers(square)
    knock_senders(square)

    assert jobs() == [(READ, "todo"), (SEND, "todo")]


@pytest.mark.django_db(transaction=True)
def test_a_knock_is_taken_back_with_its_transaction(square: Account) -> None:
    with transaction.atomic():
        knock_readers(square)
        transaction.set_rollback(True)

    assert jobs() == []


@pytest.mark.django_db(transaction=True)
def test_inside_a_worker_a_knock_belongs_to_the_transaction_too(square: Account) -> None:
    """A worker has its own connections; who hears a knock before its row is there finds nothing."""

    def knock_and_take_it_back() -> None:
        try:
            with transaction.atomic():
                knock_senders(square)
                transaction.set_rollback(True)
        finally:
            connection.close()

    async def work() -> None:
        with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as working:
            async with working.open_async():
                await asyncio.to_thread(knock_and_take_it_back)

    asyncio.run(work())

    assert jobs() == []


@pytest.mark.django_db
def test_a_knock_for_later_does_not_hold_up_one_for_now(square: Account) -> None:
    knock_senders(square, schedule_in=900)
    knock_senders(square)

    assert begun() == SEND


@pytest.mark.django_db
def test_a_job_that_died_with_its_worker_is_done_again(square: Account) -> None:
    knock_readers(square)
    begun()

    async_to_sync(take_up_jobs_of_the_dead)(app.job_manager, silent_for=60)

    assert jobs() == [(READ, "todo")]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_died_gives_way_to_the_knock_that_came_since(square: Account) -> None:
    knock_readers(square)
    begun()
    knock_readers(square)

    async_to_sync(take_up_jobs_of_the_dead)(app.job_manager, silent_for=60)

    assert sorted(jobs()) == [(READ, "aborted"), (READ, "todo")]
    assert begun() == READ


@pytest.mark.django_db
@pytest.mark.parametrize(("sought", "knocked"), [(NOON, [SEND]), (None, [])])
def test_the_sweep_knocks_for_what_is_uncertain_while_it_is_looked_for(
    square: Account, sought: datetime | None, knocked: list[str]
) -> None:
    Outgoing.objects.create(
        account=square,
        client_key="1",
        state="uncertain",
        look_at=sought,
        created_at=NOON,
        not_before=NOON,
    )

    sweep.func(0)

    assert [task for task, _ in jobs()] == knocked


@pytest.mark.django_db
def test_the_sweep_knocks_for_each_account_that_has_something_to_do(
    square: Account, brand: Brand
) -> None:
    """One whose connector is gone fails in a job of its own, and keeps the others from nothing."""
    gone = Account.objects.create(brand=brand, connector="gone", name="A", created_at=NOON)
    for account in (gone, square):
        Delivery.objects.create(account=account, key="1", body=b"?", received_at=NOON)
        Outgoing.objects.create(account=account, client_key="1", created_at=NOON, not_before=NOON)

    sweep.func(0)

    assert [(job.task_name, job.args["account_id"]) for job in ProcrastinateJob.objects.all()] == [
        (task, account.pk) for task in (READ, SEND) for account in (gone, square)
    ]
