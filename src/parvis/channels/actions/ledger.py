"""The raw store: deliveries are kept as they came, before anybody tries to understand them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, QuerySet

from parvis.channels.jobs import knock_readers
from parvis.channels.models import Account, Cursor, Delivery
from parvis.channels.protocol import JsonObject, Page, Raw
from parvis.channels.registry import connector
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor

# One statement: of two processes that bring the same at once, one stores it, and each knows which.
STORE = """
    INSERT INTO channels_delivery
        (account_id, key, source, media_type, body, received_at, state, reason, parser_version)
    SELECT %s, key, %s, media_type, body, received_at, 'waiting', '', 0
    FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::timestamptz[])
        AS brought (key, media_type, body, received_at)
    ON CONFLICT (account_id, key) DO NOTHING
    RETURNING key
"""


@dataclass(frozen=True)
class Stored:
    """How many of the deliveries were new, and how many, under which keys, were there before."""

    new: int
    known: int
    known_keys: frozenset[str] = field(default=frozenset(), compare=False)


@transaction.atomic(savepoint=False)
def store_deliveries(account: Account, raws: Sequence[Raw], *, source: str, at: datetime) -> Stored:
    """Keep these deliveries, each key once, and ask for them to be read. One transaction."""
    brought = {raw.key: raw for raw in raws}
    new = _insert(account, list(brought.values()), source=source, at=at)
    if new:
        knock_readers(account)
    known = frozenset(brought.keys() - new)
    return Stored(new=len(new), known=len(raws) - len(new), known_keys=known)


def _insert(account: Account, raws: Sequence[Raw], *, source: str, at: datetime) -> set[str]:
    """The keys of those that were not there yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            STORE,
            [
                account.pk,
                source,
                [raw.key for raw in raws],
                [raw.media_type for raw in raws],
                [raw.body for raw in raws],
                [raw.received_at or at for raw in raws],
            ],
        )
        return {key for (key,) in cursor.fetchall()}


def known_keys(account: Account, keys: Sequence[str]) -> set[str]:
    """Those of the keys under which something is stored."""
    rows = Delivery.objects.filter(account=account, key__one_of=set(keys))
    return set(rows.values_list("key", flat=True))


class CursorMoved(Exception):
    """Somebody else has read on from this cursor: this page is theirs, not ours."""


def cursor_of(account: Account, source: str, *, at: datetime) -> Cursor:
    """How far this source has been read; at its beginning, when nobody has read it yet."""
    version = connector(account.connector).spec.mark_version
    cursor, _ = Cursor.objects.get_or_create(
        account=account, source=source, defaults={"moved_at": at, "version": version}
    )
    return cursor


@transaction.atomic
def store_page(account: Account, page: Page, *, cursor: Cursor, at: datetime) -> Stored:
    """Deliveries and the cursor that says so, in one transaction. Raises `CursorMoved`."""
    mark: JsonObject = page.cursor
    version = connector(account.connector).spec.mark_version
    moved = Cursor.objects.filter(pk=cursor.pk, seq=cursor.seq).update(
        mark=mark, version=version, seq=cursor.seq + 1, moved_at=at
    )
    if not moved:
        raise CursorMoved(f"{cursor.source} of {account} was read on by another process")
    stored = store_deliveries(account, page.raws, source=cursor.source, at=at)
    cursor.seq += 1
    cursor.mark, cursor.version, cursor.moved_at = dict(mark), version, at
    return stored


@transaction.atomic
def read_from_start(account: Account, *, by: Actor, at: datetime) -> bool:
    """Forget how far the sources were read: all they hold is brought again, and what is known
    stays as it is. False when nothing was read yet."""
    forgotten = Cursor.objects.filter(account=account).update(
        mark={}, seq=F("seq") + 1, unreadable_at=None, compared_at=None
    )
    if forgotten:
        Account.objects.filter(pk=account.pk, state=Account.State.BROKEN).update(
            state=Account.State.ACTIVE, error="", error_at=None
        )
        target = ("account", account.pk)
        record("account.read_from_start", target=target, by=by, at=at, brand_id=account.brand_id)
    return bool(forgotten)


@transaction.atomic
def read_again(account: Account, *, by: Actor, at: datetime) -> int:
    """Let today's parser read what an older version of it has read; says how much that is.

    What was understood alike stays as it is; what is too old to be kept cannot be read again.
    """
    version = connector(account.connector).spec.version
    asked = Delivery.objects.filter(
        account=account,
        state=Delivery.State.PARSED,
        parser_version__lt=version,
        emptied_at=None,
    ).update(state=Delivery.State.WAITING)
    if asked:
        facts = {"deliveries": asked, "version": version}
        target = ("account", account.pk)
        record(
            "account.read_again",
            target=target,
            by=by,
            at=at,
            brand_id=account.brand_id,
            facts=facts,
        )
        knock_readers(account)
    return asked


def replay_outdated(account: Account, *, at: datetime) -> int:
    """What an older parser could not read is tried by today's, without being asked."""
    version = connector(account.connector).spec.version
    asked = Delivery.objects.filter(
        account=account, state=Delivery.State.QUARANTINED, parser_version__lt=version
    )
    return _replay(account, asked, by=PARVIS, at=at)


@transaction.atomic
def replay(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """Try to read a quarantined delivery again."""
    asked = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.QUARANTINED).update(
        state=Delivery.State.WAITING, reason=""
    )
    if asked:
        account = delivery.account
        record(
            "delivery.replayed",
            target=("delivery", delivery.pk),
            by=by,
            at=at,
            brand_id=account.brand_id,
        )
        knock_readers(account)


@transaction.atomic
def replay_all(account: Account, *, by: Actor, at: datetime) -> int:
    """Try to read everything again that lies in the account's quarantine; says how much it is."""
    quarantined = Delivery.objects.filter(account=account, state=Delivery.State.QUARANTINED)
    return _replay(account, quarantined, by=by, at=at)


def _replay(account: Account, rows: QuerySet[Delivery], *, by: Actor, at: datetime) -> int:
    asked = rows.update(state=Delivery.State.WAITING, reason="")
    if asked:
        record(
            "quarantine.replayed",
            target=("account", account.pk),
            by=by,
            at=at,
            brand_id=account.brand_id,
            facts={"deliveries": asked},
        )
        knock_readers(account)
    return asked
