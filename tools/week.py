"""A week of the demo in fast motion: does anything get stuck, leak, or grow for ever?

    PARVIS_DATA=/tmp/week .venv/bin/python -m tools.week [--minutes 15]

People write and the team answers by the demo's own clock, the periodic jobs are done when their
time has come, and the jobs that all of it asks for are worked off. It takes some minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
SETTLED = timedelta(days=2)
"""By then what lives for a day is as large as it gets."""
GROWS_BY_DESIGN = frozenset(
    {
        # what was said, who said it, what was done: kept until somebody has it erased
        *("channels_message", "channels_thread", "channels_delivery", "channels_outgoing"),
        *("channels_attempt", "channels_sighting", "channels_squarepost", "channels_letter"),
        *("people_person", "people_identity", "people_link"),
        *("inbox_case", "inbox_casemessage", "inbox_judgement", "inbox_promise", "inbox_pause"),
        *("inbox_assignment", "inbox_resolution", "kit_activity"),
        # what is found and counted again from those
        *("inbox_casewords", "inbox_knownword", "insight_heard", "insight_post"),
    }
)
ROWS_A_MESSAGE = 14
ROWS_FOR_A_WHILE = 200
"""So much more or less may lie in a table that is emptied, such as that of the jobs."""
LEAK_MEGABYTES = 60


def main() -> int:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings")
    os.environ["PARVIS_DEMO"] = "yes"
    from parvis.config.cli import database

    with database():
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        complaints = _live_a_week(every=timedelta(minutes=options.minutes))
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=int, default=15, help="of demo time for one step")
    if not os.environ.get("PARVIS_DATA"):
        parser.error("name a folder of its own in PARVIS_DATA: it is filled")
    return parser.parse_args()


@dataclass
class _Heard(logging.Handler):
    """Errors that anybody logs."""

    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(f"{record.name}: {record.getMessage()}")

    __hash__ = object.__hash__


def _live_a_week(*, every: timedelta) -> list[str]:
    from parvis.config.demo.founding import found
    from parvis.config.demo.present import somebody_comes_back, somebody_writes, team_does_something
    from parvis.config.demo.story import tell
    from parvis.kit.clock import now

    heard = _Heard()
    logging.getLogger().addHandler(heard)
    chance = random.Random("week")  # noqa: S311 - the same week every time
    moment = now() - WEEK
    town = found(at=moment)
    tell(town, now=moment, progress=lambda _done, _total: None)
    begun, settled, last_hour = moment, None, moment
    while moment < begun + WEEK:
        moment += every
        somebody_writes(town, at=moment, chance=chance)
        somebody_comes_back(town, at=moment)
        for _ in range(2):
            team_does_something(town, at=moment, chance=chance)
        _do_what_is_periodic(since=last_hour if moment - last_hour >= HOUR else None, at=moment)
        if moment - last_hour >= HOUR:
            asyncio.run(_work_off())
            _let_jobs_age(HOUR)
            last_hour = moment
        if settled is None and moment >= begun + SETTLED:
            settled = _Sizes.now()
            print(f"after {SETTLED}: {settled}", file=sys.stderr, flush=True)
    asyncio.run(_work_off())
    assert settled is not None
    at_the_end = _Sizes.now()
    print(f"after {WEEK}: {at_the_end}", file=sys.stderr, flush=True)
    return [*heard.errors, *_stuck_jobs(), *at_the_end.compared_with(settled)]


def _do_what_is_periodic(*, since: datetime | None, at: datetime) -> None:
    """What a worker does every few minutes; once an hour also what is done by the hour and by
    night. Actions that take a time are given the demo's."""
    from procrastinate.contrib.django import app

    for periodic in app.periodic_registry.periodic_tasks.values():
        name, often = periodic.task.name, periodic.cron.startswith("*")
        if not often and since is None:
            continue
        by_demo_time = _by_demo_time().get(name)
        if by_demo_time:
            by_demo_time(at)
        elif asyncio.iscoroutinefunction(periodic.task.func):
            asyncio.run(_with_connector(periodic.task.func))
        else:
            periodic.task.func(int(at.timestamp()))


def _by_demo_time() -> Mapping[str, Callable[[datetime], object]]:
    from parvis.channels.actions.forget import forget_old
    from parvis.inbox.actions import prune_presence, wake_what_is_due
    from parvis.inbox.actions.sweep import take_up_what_was_missed

    return {
        "parvis.channels.forget_old": lambda at: forget_old(at=at),
        "parvis.inbox.forget_presence": lambda at: prune_presence(at=at),
        "parvis.inbox.wake": lambda at: wake_what_is_due(at=at),
        "parvis.inbox.sweep": lambda at: take_up_what_was_missed(among_newest=50_000, at=at),
        "parvis.inbox.sweep_all": lambda at: take_up_what_was_missed(among_newest=None, at=at),
    }


async def _with_connector(task: Callable[[int], object]) -> None:
    from procrastinate.contrib.django import app

    from parvis.config.worker import _connector

    with app.replace_connector(_connector()) as working:
        async with working.open_async():
            working.job_manager  # noqa: B018 - made on the first use
            await task(0)  # type: ignore[misc]


async def _work_off() -> None:
    """Do every job that waits, as a worker does."""
    from procrastinate.contrib.django import app

    from parvis.config.worker import _connector

    with app.replace_connector(_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(wait=False, install_signal_handlers=False)


def _let_jobs_age(length: timedelta) -> None:
    """The table of jobs keeps PostgreSQL's time; in fast motion its past moves away by hand."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - make_interval(secs => %s)",
            [length.total_seconds()],
        )


def _stuck_jobs() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, status, count(*) FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing', 'failed')"
            " AND (scheduled_at IS NULL OR scheduled_at < now()) GROUP BY 1, 2"
        )
        return [f"{count} jobs {name} are {status}" for name, status, count in cursor.fetchall()]


@dataclass(frozen=True)
class _Sizes:
    """Rows by table, and the memory of this process."""

    rows: Mapping[str, int]
    megabytes: int

    @classmethod
    def now(cls) -> _Sizes:
        from django.db import connection

        tables = sorted(set(connection.introspection.table_names()))
        with connection.cursor() as cursor:
            rows = {}
            for table in tables:
                cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - our own tables
                rows[table] = int(cursor.fetchone()[0])
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return cls(rows, kilobytes // 1024)

    def __str__(self) -> str:
        shown = ", ".join(f"{table} {count}" for table, count in self.rows.items() if count)
        return f"{self.megabytes} MB; {shown}"

    def compared_with(self, before: _Sizes) -> list[str]:
        """What has grown although it should not have."""
        messages = self.rows["channels_message"] - before.rows["channels_message"]
        complaints = []
        for table, count in self.rows.items():
            grown = count - before.rows.get(table, 0)
            most = ROWS_A_MESSAGE * messages if table in GROWS_BY_DESIGN else ROWS_FOR_A_WHILE
            if grown > most:
                complaints.append(f"{table} grew by {grown} rows with {messages} messages")
        if self.megabytes - before.megabytes > LEAK_MEGABYTES:
            complaints.append(f"memory grew from {before.megabytes} to {self.megabytes} MB")
        return complaints


if __name__ == "__main__":
    sys.exit(main())
