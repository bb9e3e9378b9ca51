"""Reading what was stored: deliveries become events, events become messages, each exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, IntegrityError, connection, transaction

from parvis.channels.actions.apply import Applied, apply_events
from parvis.channels.actions.claims import Understood
from parvis.channels.actions.telling import Tell, tell_at_once
from parvis.channels.actions.waiting import Waiting, next_waiting
from parvis.channels.jobs import after_commit
from parvis.channels.models import Account, Delivery
from parvis.channels.protocol import Event, Poison, Raw
from parvis.channels.registry import connector
from parvis.channels.signals import changed
from parvis.kit.clock import now
from parvis.kit.rewriting import rewrite_rows

REFUSED = (DataError, IntegrityError, UnicodeError)
LOCK_SPACE = 0x70617276  # "parv": keeps our advisory locks apart from others'


@dataclass(frozen=True)
class Read:
    parsed: int
    quarantined: int

    def __add__(self, other: Read) -> Read:
        return Read(self.parsed + other.parsed, self.quarantined + other.quarantined)


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
    total = Read(0, 0)
    while limit is None or total.parsed + total.quarantined < limit:
        batch = _read_batch(account, at=at or now(), tell=tell)
        if batch == Read(0, 0):
            break
        total += batch
    return total


@transaction.atomic
def _read_batch(account: Account, *, at: datetime, tell: Tell) -> Read:
    """One batch, alone on its account: threads are joined in the order in which mails came."""
    _wait_for_turn(account)
    waiting = next_waiting(account)
    if not waiting:
        return Read(0, 0)
    understood, poisoned = _parse(account, waiting)
    version = connector(account.connector).spec.version
    applied, refused = _apply(account, understood, at=at)
    poisoned += refused
    _quarantine(poisoned, version=version)
    parsed_ids = {delivery.id for delivery, _ in understood} - {row.id for row, _ in refused}
    Delivery.objects.filter(pk__one_of=parsed_ids).update(
        state=Delivery.State.PARSED, parser_version=version, read_at=at
    )
    if applied.heard:
        after_commit(lambda: tell(applied.heard))
    if applied.changed:
        after_commit(lambda: changed.send_robust(sender=Account, message_ids=applied.changed))
    return Read(parsed=len(parsed_ids), quarantined=len(poisoned))


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


def _quarantine(poisoned: Sequence[tuple[Waiting, str]], *, version: int) -> None:
    """Put aside with the reason, and with the parser's version: a later one will try again."""
    state = Delivery.State.QUARANTINED
    rows = [
        Delivery(id=delivery.id, state=state, reason=_storable(reason), parser_version=version)
        for delivery, reason in poisoned
    ]
    rewrite_rows(rows, ["state", "reason", "parser_version"])


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
