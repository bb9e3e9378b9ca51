"""Pulling: one round of bringing what is new from an account's sources into the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError

from parvis.channels.actions.account import note_reading
from parvis.channels.actions.ledger import CursorMoved, Stored, cursor_of, store_page
from parvis.channels.io import io_of
from parvis.channels.models import Account
from parvis.channels.protocol import Io, JsonObject, Page, Pulls, ReadingError, Refused
from parvis.channels.registry import connector
from parvis.kit.clock import now
from parvis.kit.secrets import SecretUnreadable

PAGE = 100


def pull_account(
    account: Account,
    *,
    clock: Callable[[], datetime] = now,
    stopping: Callable[[], bool] = lambda: False,
) -> Stored:
    """Bring everything new of all sources; returns how much was new and how much was known.

    Raises one of the four reading errors after noting it on the account.
    """
    network = connector(account.connector)
    new = known = 0
    if not isinstance(network, Pulls):
        return Stored(new, known)
    try:
        for source in network.spec.sources:
            stored = _pull_source(account, network, source, clock=clock, stopping=stopping)
            new, known = new + stored.new, known + stored.known
    except SecretUnreadable as error:
        raise_as = ReadingError(str(error))
        note_reading(account, error=raise_as, at=clock())
        raise raise_as from error
    except ReadingError as error:
        note_reading(account, error=error, at=clock())
        raise
    note_reading(account, error=None, at=clock())
    return Stored(new, known)


def _pull_source(
    account: Account,
    network: Pulls,
    source: str,
    *,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool],
) -> Stored:
    io = io_of(account, clock=clock)
    cursor = cursor_of(account, source, at=clock())
    new = known = 0
    while not stopping():
        page = _page(network, io, source, cursor.mark)
        try:
            stored = store_page(account, page, cursor=cursor, at=clock())
        except CursorMoved:
            break
        new, known = new + stored.new, known + stored.known
        if not page.more:
            break
    return Stored(new, known)


def _page(network: Pulls, io: Io, source: str, mark: JsonObject) -> Page:
    """A connector's own mistake is said on the account's page, like what its network says."""
    try:
        return network.pull(io, source=source, cursor=mark, budget=PAGE)
    except (ReadingError, DatabaseError):
        raise
    except Exception as bug:
        raise Refused(f"Reading failed: {type(bug).__name__}: {bug}") from bug
