"""Reading what was stored: deliveries become events, events become messages, each exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db import DataError, IntegrityError, connection, transaction

from parvis.channels.actions.apply import Applied, apply_events
from parvis.channels.actions.claims import Understood
from parvis.channels.actions.ledger import Stored, known_keys, store_deliveries
from parvis.channels.actions.telling import Tell, tell_at_once
from parvis.channels.actions.waiting import Waiting, next_waiting
from parvis.channels.jobs import after_commit
from parvis.channels.models import Account, Delivery
from parvis.channels.protocol import Event, Poison, Raw
from parvis.channels.registry import connector
from parvis.channels.signals import changed
from parvis.kit.clock import now
from parvis.kit.copying import copy_unless_taken, next_ids
from parvis.kit.rewriting import rewrite_rows

REFUSED = (DataError, IntegrityError, UnicodeError)
KEPT = ("account_id", *Waiting._fields, "state", "reason", "parser_version", "read_at")
Poisoned: TypeAlias = Sequence[tuple[Waiting, str]]
LOCK_SPACE = 0x70617276  # "parv": keeps our advisory locks apart from others'


@dataclass(frozen=True)
class Read:
    parsed: int
    quarantined: int

    def __add__(self, other: Read) -> Read:
        return Read(self.parsed + other.parsed, self.quarantined + other.quarantined)


NOTHING = Read(parsed=0, quarantined=0)


def read_deliveries(
    account: Account,
    *,
    limit: int | None = None,
    at: datetime | None = None,
    tell: Tell = tell_at_once,
) -> Read:
    """Read what waits for this account, in the order it came, in batches of one transaction each.

    `at` is the time to write for history made on purpose (the demo); usually it is now. `tell`
    is called after each commit with the ids of messages that are new or edited.
    """
    total = NOTHING
    while limit is None or total.parsed + total.quarantined < limit:
        batch = _read_batch(account, at=at or now(), tell=tell)
        if batch == NOTHING:
            break
        total += batch
    return total


@transaction.atomic
def store_and_read(
    account: Account, raws: Sequence[Raw], *, source: str, at: datetime, tell: Tell = tell_at_once
) -> tuple[Stored, Read]:
    """Keep these deliveries, each key once, as what they are once they are read. One transaction.

    For who can bring them again when it fails, out of a file: nothing is written twice, first as
    waiting and then as read. What is known already, and may be waiting, is not read here.
    """
    _wait_for_turn(account)
    known = known_keys(account, [raw.key for raw in raws])
    fresh = _numbered([raw for raw in raws if raw.key not in known], source=source, at=at)
    understood, poisoned = _parse(account, fresh)
    rows = _rows(account, understood, poisoned, at=at)
    if not copy_unless_taken(Delivery, KEPT, rows):
        # who reads the mailbox has stored one of them between the look and the insert
        return store_deliveries(account, raws, source=source, at=at), NOTHING
    stored = Stored(new=len(fresh), known=len(raws) - len(fresh), known_keys=frozenset(known))
    return stored, _take_in(account, understood, poisoned, at=at, tell=tell)


@transaction.atomic
def _read_batch(account: Account, *, at: datetime, tell: Tell) -> Read:
    """One batch, alone on its account: threads are joined in the order in which mails came."""
    _wait_for_turn(account)
    waiting = next_waiting(account)
    if not waiting:
        return NOTHING
    understood, poisoned = _parse(account, waiting)
    version = connector(account.connector).spec.version
    _quarantine(poisoned, version=version)
    Delivery.objects.filter(pk__one_of=[delivery.id for delivery, _ in understood]).update(
        state=Delivery.State.PARSED, parser_version=version, read_at=at
    )
    return _take_in(account, understood, poisoned, at=at, tell=tell)


def _take_in(
    account: Account, understood: Understood, poisoned: Poisoned, *, at: datetime, tell: Tell
) -> Read:
    """Make messages of what was understood, which is marked as read already."""
    applied, refused = _apply(account, understood, at=at)
    _quarantine(refused, version=connector(account.connector).spec.version)
    if applied.heard:
        after_commit(lambda: tell(applied.heard))
    if applied.changed:
        after_commit(lambda: changed.send_robust(sender=Account, message_ids=applied.changed))
    return Read(parsed=len(understood) - len(refused), quarantined=len(poisoned) + len(refused))


def _numbered(raws: Sequence[Raw], *, source: str, at: datetime) -> list[Waiting]:
    """Each key once, as deliveries that will be in the table."""
    fresh = {raw.key: raw for raw in raws}.values()
    return [
        Waiting(
            id=number,
            key=raw.key,
            source=source,
            body=raw.body,
            media_type=raw.media_type,
            received_at=raw.received_at or at,
        )
        for number, raw in zip(next_ids(Delivery, len(fresh)), fresh, strict=True)
    ]


def _rows(
    account: Account, understood: Understood, poisoned: Poisoned, *, at: datetime
) -> Iterator[tuple[object, ...]]:
    """The values of the fields in `KEPT`."""
    version = connector(account.connector).spec.version
    for delivery, _ in understood:
        yield account.pk, *delivery, Delivery.State.PARSED, "", version, at
    for delivery, reason in poisoned:
        yield account.pk, *delivery, Delivery.State.QUARANTINED, _storable(reason), version, None


def _wait_for_turn(account: Account) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, account.pk])


def _apply(
    account: Account, understood: Understood, *, at: datetime
) -> tuple[Applied, list[tuple[Waiting, str]]]:
    """What became of it, and what the tables refuse with the reason.

    One delivery that they refuse spoils its batch: then the halves are tried, down to that one.
    """
    try:
        with transaction.atomic():
            return apply_events(account, understood, at=at), []
    except REFUSED as error:
        if len(understood) == 1:
            return Applied(), [(understood[0][0], f"it could not be stored: {error}")]
    middle = len(understood) // 2
    first, first_refused = _apply(account, understood[:middle], at=at)
    later, later_refused = _apply(account, understood[middle:], at=at)
    return first + later, first_refused + later_refused


def _quarantine(poisoned: Poisoned, *, version: int) -> None:
    """Put aside with the reason, and with the parser's version: a later one will try again."""
    state = Delivery.State.QUARANTINED
    rows = [
        Delivery(id=delivery.id, state=state, reason=_storable(reason), parser_version=version)
        for delivery, reason in poisoned
    ]
    rewrite_rows(rows, ["state", "reason", "parser_version", "read_at"])


def _storable(reason: str) -> str:
    """A reason may quote what made the trouble: a zero byte, half a surrogate pair."""
    return reason[:2000].replace("\0", "").encode(errors="replace").decode()


def _parse(
    account: Account, waiting: Sequence[Waiting]
) -> tuple[list[tuple[Waiting, Sequence[Event]]], list[tuple[Waiting, str]]]:
    parse = connector(account.connector).parse
    understood: list[tuple[Waiting, Sequence[Event]]] = []
    poisoned: list[tuple[Waiting, str]] = []
    for delivery in waiting:
        raw = Raw(
            key=delivery.key,
            body=bytes(delivery.body),
            media_type=delivery.media_type,
            received_at=delivery.received_at,
        )
        try:
            understood.append((delivery, parse(raw)))
        except Poison as poison:
            poisoned.append((delivery, str(poison) or "unreadable"))
        except Exception as bug:  # noqa: BLE001 - a parser's bug stops one delivery, not the rest
            poisoned.append((delivery, f"the parser failed: {type(bug).__name__}: {bug}"))
    return understood, poisoned
