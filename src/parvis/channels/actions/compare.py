"""The proof of completeness: all that a source holds, against all that is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from parvis.channels.actions.gaps import close_compared, open_gap, open_gaps
from parvis.channels.actions.ledger import known_keys, store_deliveries
from parvis.channels.models import Account, Cursor
from parvis.channels.protocol import Compares, Io, ReadingError

EVERY = timedelta(days=1)
ASKED = 10_000
FETCHED = 50
FAILED = "It could not be compared with its network."


def is_due(cursor: Cursor, *, at: datetime) -> bool:
    """Once a day, whether it fails or not; and at once when there is a new doubt."""
    failed = open_gaps(cursor).filter(reason__startswith=FAILED).first()
    tries = [time for time in (cursor.compared_at, failed and failed.found_at) if time]
    tried = max(tries, default=None)
    if tried is None or at - tried >= EVERY:
        return True
    return open_gaps(cursor).filter(since=None, found_at__gt=tried).exists()


@transaction.atomic
def note_failure(cursor: Cursor, error: ReadingError, *, at: datetime) -> None:
    """The source could not be compared: nobody knows whether something is missing."""
    said = str(error)
    reason = f"{FAILED} {said[:1].upper()}{said[1:]}"
    failed = open_gaps(cursor).filter(reason__startswith=FAILED)
    if not failed.update(reason=reason, found_at=at, until=at):
        open_gap(cursor.account, cursor.source, since=None, until=at, reason=reason)


def compare_source(
    account: Account, network: Compares, cursor: Cursor, *, io: Io, at: datetime
) -> int:
    """Bring what the source holds and the ledger does not; says how much that was.

    Raises the four reading errors; what was fetched before one of them is kept.
    """
    held = list(dict.fromkeys(network.held(io, source=cursor.source)))
    missing = _missing(account, held)
    fetched = 0
    for keys in _portions(missing, FETCHED):
        raws = network.fetch(io, source=cursor.source, keys=keys)
        fetched += store_deliveries(account, raws, source=cursor.source, at=at).new
    _note(cursor, held=held, missing=_missing(account, missing), fetched=fetched, at=at)
    return fetched


@transaction.atomic
def _note(
    cursor: Cursor,
    *,
    held: Sequence[str],
    missing: Sequence[str],
    fetched: int,
    at: datetime,
) -> None:
    Cursor.objects.filter(pk=cursor.pk).update(
        compared_at=at, held=len(held), stored=len(held) - len(missing), fetched=fetched
    )
    if not missing:
        close_compared(cursor, at=at)


def _missing(account: Account, keys: Sequence[str]) -> list[str]:
    return [
        key
        for portion in _portions(keys, ASKED)
        for known in [known_keys(account, portion)]
        for key in portion
        if key not in known
    ]


def _portions(keys: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(keys)
    while portion := list(islice(rest, size)):
        yield portion
