"""Pulling: one round of bringing what is new from an account's sources into the ledger.

One process at a time has an account's turn; should it lose that turn without knowing, the cursor's
`seq` keeps it from putting back an old mark. Once a day a source that can say what it holds is
compared with what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, transaction

from parvis.channels.actions.account import note_reading
from parvis.channels.actions.compare import compare_source, is_due, note_failure
from parvis.channels.actions.gaps import note_absence, open_gap
from parvis.channels.actions.ledger import CursorMoved, Stored, cursor_of, store_page
from parvis.channels.io import io_of
from parvis.channels.models import Account, Cursor
from parvis.channels.protocol import (
    Compares,
    Io,
    JsonObject,
    MarkUnreadable,
    Page,
    Pulls,
    ReadingError,
    Refused,
    Unreachable,
)
from parvis.channels.registry import connector
from parvis.kit.clock import now
from parvis.kit.secrets import SecretUnreadable
from parvis.kit.turns import turn

LOCK_SPACE = 0x70756C6C  # "pull"
PAGE = 100


def pull_account(
    account: Account,
    *,
    clock: Callable[[], datetime] = now,
    stopping: Callable[[], bool] = lambda: False,
    io: Io | None = None,
) -> Stored:
    """Bring everything new of all sources; returns how much was new and how much was known.

    Nothing when another process is at it. Raises one of the four reading errors after noting it
    on the account. `io` is another way out than the account's own.
    """
    network = connector(account.connector)
    if not isinstance(network, Pulls):
        return Stored(0, 0)
    with turn(LOCK_SPACE, account.pk) as ours:
        if not ours:
            return Stored(0, 0)
        try:
            way_out = io or io_of(account, clock=clock)
            stored = _pull_sources(account, network, io=way_out, clock=clock, stopping=stopping)
        except SecretUnreadable as error:
            raise_as = ReadingError(str(error))
            note_reading(account, error=raise_as, at=clock())
            raise raise_as from error
        except ReadingError as error:
            note_reading(account, error=error, at=clock())
            raise
        note_reading(account, error=None, at=clock())
        return stored


def _pull_sources(
    account: Account,
    network: Pulls,
    *,
    io: Io,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool],
) -> Stored:
    new = known = 0
    for source in network.spec.sources:
        cursor = cursor_of(account, source, at=clock())
        stored = _pull_source(account, network, cursor, io=io, clock=clock, stopping=stopping)
        new, known = new + stored.new, known + stored.known
        if isinstance(network, Compares) and not stopping() and is_due(cursor, at=clock()):
            new += _compare(account, network, cursor, io=io, at=clock())
    return Stored(new, known)


def _compare(account: Account, network: Compares, cursor: Cursor, *, io: Io, at: datetime) -> int:
    """How much had been left behind. One that fails is a gap, and stops no reading."""
    try:
        with _said_on_the_page():
            return compare_source(account, network, cursor, io=io, at=at)
    except (Refused, Unreachable) as error:
        note_failure(cursor, error, at=at)
        return 0


def _pull_source(
    account: Account,
    network: Pulls,
    cursor: Cursor,
    *,
    io: Io,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool],
) -> Stored:
    _refuse_unreadable(network, cursor, at=clock())
    note_absence(account, cursor, spec=network.spec, at=clock())
    new = known = 0
    while not stopping():
        try:
            page = _page(network, io, cursor.source, cursor.mark)
        except MarkUnreadable:
            Cursor.objects.filter(pk=cursor.pk).update(unreadable_at=clock())
            raise
        try:
            stored = _keep(account, page, cursor, at=clock())
        except CursorMoved:
            break
        new, known = new + stored.new, known + stored.known
        if not page.more:
            break
    return Stored(new, known)


@transaction.atomic
def _keep(account: Account, page: Page, cursor: Cursor, *, at: datetime) -> Stored:
    """The page, and what it says about itself. Raises `CursorMoved`."""
    read_until = cursor.moved_at
    stored = store_page(account, page, cursor=cursor, at=at)
    for note in page.notes:
        open_gap(account, cursor.source, since=None, until=at, reason=note)
    for loss in page.lost:
        open_gap(account, cursor.source, since=read_until, until=at, reason=loss)
    return stored


def _refuse_unreadable(network: Pulls, cursor: Cursor, *, at: datetime) -> None:
    """A mark that another version of the connector made may mean something else."""
    wanted = network.spec.mark_version
    if cursor.mark and cursor.version != wanted:
        Cursor.objects.filter(pk=cursor.pk).update(unreadable_at=at)
        raise MarkUnreadable(
            f"The reading mark is of version {cursor.version}, and version {wanted} is understood."
        )


def _page(network: Pulls, io: Io, source: str, mark: JsonObject) -> Page:
    with _said_on_the_page():
        return network.pull(io, source=source, cursor=mark, budget=PAGE)


@contextmanager
def _said_on_the_page() -> Iterator[None]:
    """A connector's own mistake is said on the account's page, like what its network says."""
    try:
        yield
    except (ReadingError, DatabaseError):
        raise
    except Exception as bug:
        raise Refused(f"Reading failed: {type(bug).__name__}: {bug}") from bug
