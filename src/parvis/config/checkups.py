"""What `parvis doctor` looks at in the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from parvis.brands.models import Brand
from parvis.channels.actions.account import secrets_of
from parvis.channels.models import Account, Message
from parvis.channels.queries import account_health
from parvis.config.doctor import Finding, Level
from parvis.config.tables import missing_migrations
from parvis.inbox.queries.missed import messages_without_place
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
from parvis.inbox.tasks import NEWEST
from parvis.kit.clock import now
from parvis.kit.secrets import SecretUnreadable

OLDEST_SERVER = 15
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist", "btree_gin")
HEARTBEAT = timedelta(seconds=60)
PATIENCE = timedelta(minutes=5)
"""How long a job may wait before somebody should have begun it."""
RECKONED = 2000
"""Of how many of a brand's newest cases the promises are worked out anew."""


def look() -> Iterator[Finding]:
    """The findings, each from few queries. A database that fails is a finding too."""
    try:
        yield server(_server_version())
        yield extensions()
        missing = missing_migrations()
        yield tables(missing)
        if missing:
            return
        at = now()
        yield from secrets()
        yield worker(at)
        yield from jobs(at)
        yield from channels()
        yield inbox(at)
        yield promises()
    except DatabaseError as error:
        yield Finding(
            "database",
            Level.WRONG,
            f"It does not answer as it should ({str(error).strip().splitlines()[0]}).",
            "Read its log; with an own server, check DATABASE_URL and its rights.",
        )


def server(version: int) -> Finding:
    if version < OLDEST_SERVER:
        said = f"It is PostgreSQL {version}, too old for Parvis."
        mend = f"Use PostgreSQL {OLDEST_SERVER} or newer."
        return Finding("database", Level.WRONG, said, mend)
    return Finding("database", Level.FINE, f"PostgreSQL {version} answers")


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def extensions() -> Finding:
    """What search and exact constraints are made of: on the machine, and in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, installed_version IS NOT NULL,"
            " has_database_privilege(current_database(), 'CREATE')"
            " FROM pg_available_extensions"
        )
        there = {name: made or may_make for name, made, may_make in cursor.fetchall()}
    missing = [name for name in EXTENSIONS if name not in there]
    refused = [name for name in EXTENSIONS if not there.get(name, True)]
    if refused:
        return Finding(
            "extensions",
            Level.WRONG,
            f"This role may not make {', '.join(refused)} in this database.",
            "Let its owner run there: "
            + " ".join(f"CREATE EXTENSION IF NOT EXISTS {name};" for name in refused),
        )
    if missing:
        return Finding(
            "extensions",
            Level.WRONG,
            f"The server does not have {', '.join(missing)}.",
            "Install PostgreSQL's contrib package on the database's machine.",
        )
    return Finding("extensions", Level.FINE, ", ".join(EXTENSIONS))


def tables(missing: set[tuple[str, str]]) -> Finding:
    if missing:
        said = f"{len(missing)} migrations are not applied."
        return Finding("tables", Level.WRONG, said, "Run parvis migrate.")
    return Finding("tables", Level.FINE, "up to date")


def secrets() -> Iterator[Finding]:
    """Whether the secrets of every account open with today's master key."""
    closed = []
    accounts = Account.objects.prefetch_related("credentials")
    for account in accounts:
        try:
            secrets_of(account)
        except SecretUnreadable:
            closed.append(account.name)
    if closed:
        yield Finding(
            "secrets",
            Level.WRONG,
            f"Those of {', '.join(closed)} do not open with this master key.",
            "Restore PARVIS_MASTER_KEY or the file keys/master, or enter the secrets again.",
        )
    else:
        yield Finding("secrets", Level.FINE, f"readable ({len(accounts)} accounts)")


def worker(at: datetime) -> Finding:
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=at - HEARTBEAT).count()
    if alive:
        return Finding("worker", Level.FINE, f"{alive} at work")
    return Finding(
        "worker",
        Level.NOTE,
        "None was seen in the last minute.",
        "Run parvis serve, or parvis worker on one of the machines.",
    )


def jobs(at: datetime) -> Iterator[Finding]:
    """Jobs that nobody begins, that died with their worker, and that failed."""
    waiting = ProcrastinateJob.objects.filter(
        status="todo", procrastinateevent__type="deferred", procrastinateevent__at__lt=at - PATIENCE
    ).exclude(scheduled_at__gt=at - PATIENCE)
    stalled = ProcrastinateJob.objects.filter(status="doing").exclude(
        worker__last_heartbeat__gt=at - HEARTBEAT
    )
    failed = ProcrastinateJob.objects.filter(
        status="failed",
        procrastinateevent__type="failed",
        procrastinateevent__at__gt=at - timedelta(days=1),
    )
    found = [
        (waiting, "wait for more than five minutes", "Run parvis serve or parvis worker."),
        (stalled, "died with their worker", "A running worker takes them up within minutes."),
        (failed, "failed in the last 24 hours", "Read the worker's log for the reason."),
    ]
    bad = [
        Finding("jobs", Level.WRONG, f"{count} {said}.", mend)
        for query, said, mend in found
        if (count := query.distinct().count())
    ]
    yield from bad or [Finding("jobs", Level.FINE, "none waits, none failed")]


def channels() -> Iterator[Finding]:
    """Accounts that stopped, and messages that could not be read or sent."""
    for health in account_health(Brand.objects.values_list("pk", flat=True)):
        account = health.account
        name = f"{account.name} ({account.connector})"
        troubles = [
            (account.error or "it needs you", account.state == Account.State.BROKEN),
            (f"{health.quarantined} messages could not be read", health.quarantined),
            ("its reading mark cannot be read", health.has_unreadable_mark),
            (f"something may be missing (open gaps: {health.gaps})", health.gaps),
            (f"{health.missing} of {health.held} things it holds are not stored", health.missing),
            (f"{health.uncertain} replies were refused or are uncertain", health.uncertain),
        ]
        said = "; ".join(trouble for trouble, there in troubles if there)
        if said:
            mend = "Open the account under Channels: what is to be done stands there."
            yield Finding(name, Level.WRONG, f"{said}.", mend)
        else:
            yield Finding(name, Level.FINE, str(account.get_state_display()).lower())


def inbox(at: datetime) -> Finding:
    """Messages that were read long enough ago, and still are in nobody's queue."""
    lost = messages_without_place(among_newest=NEWEST)
    count = Message.objects.filter(pk__in=lost, received_at__lt=at - PATIENCE).count()
    if count:
        return Finding(
            "inbox",
            Level.WRONG,
            f"{count} messages could not be given to a case.",
            "Read the worker's log: each is named there every minute with the reason.",
        )
    return Finding("inbox", Level.FINE, "every message has been looked at")


def promises() -> Finding:
    """What is stored of promises against what follows from the messages and from the log."""
    different = [
        case_id
        for brand in Brand.objects.all()
        for case_id in cases_whose_promises_differ(brand, among_newest=RECKONED)
    ]
    if different:
        named = ", ".join(str(case_id) for case_id in sorted(different)[:10])
        return Finding(
            "promises",
            Level.WRONG,
            f"{len(different)} cases promise something else than follows from what was said in"
            f" them: {named}.",
            "Nothing is lost: the next message or step settles such a case. Please report it.",
        )
    return Finding("promises", Level.FINE, "those of the newest cases agree, to the second")
