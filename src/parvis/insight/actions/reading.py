"""Keeping up with the ledger and the log: what is new or has changed since is worked out anew.

Ids are not commit order: a message may become visible after one with a higher id. So the newest
ones are read again until every transaction that ran when they were first read has ended. What
happens to messages later (a case takes them, somebody overrules triage, a person is recognised)
is in the activity log. Working out again what has not changed writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from parvis.channels.models import Message
from parvis.insight.actions.working_out import work_out
from parvis.insight.models import Reading

BATCH = 5_000
AT_ONCE = 2_000
"""New messages that a page waits for; when there are more, a worker reads them."""


@dataclass(frozen=True)
class Progress:
    """Up to which message has been read, of how many there are; by their numbers."""

    read: int
    newest: int

    @property
    def is_complete(self) -> bool:
        return self.read >= self.newest

    @property
    def share(self) -> float:
        return self.read / self.newest if self.newest else 1.0


@transaction.atomic
def catch_up(*, most: int = AT_ONCE) -> Progress:
    """Read what happened since the last time, of the new messages at most so many.

    Safe to call at any time and by many processes at once: they take turns.
    """
    reading = _reading()
    now = _snapshot()
    if reading.seen_tx <= now.oldest_running:
        reading.settled_id = reading.seen_id
    fresh = _ids_after(reading.seen_id, most=most)
    unsettled = _ids_between(reading.settled_id, reading.seen_id)
    changed = _changed(reading, now)
    _work_out_all({*fresh, *unsettled, *changed})
    if fresh:
        reading.seen_id = fresh[-1]
    reading.seen_tx = now.next
    reading.log_mark = now.oldest_running
    reading.save()
    return Progress(reading.seen_id, now.newest_message if len(fresh) == most else reading.seen_id)


def read_everything() -> Iterator[Progress]:
    """Catch up to the end, one batch a transaction."""
    while True:
        progress = catch_up(most=BATCH)
        yield progress
        if progress.is_complete:
            return


def read_again() -> None:
    """Go on reading everything again, if that was asked for, to the end."""
    while _read_batch_again():
        pass


def ask_to_read_again() -> None:
    """From the beginning: what was never heard of is found, what has changed is put right."""
    Reading.objects.filter(pk=1).update(again_from=0)


@transaction.atomic
def _read_batch_again() -> bool:
    reading = _reading()
    if reading.again_from is None:
        return False
    ids = _ids_between(reading.again_from, reading.seen_id, most=BATCH)
    work_out(ids)
    reading.again_from = ids[-1] if ids else None
    reading.save(update_fields=["again_from"])
    return bool(ids)


def _reading() -> Reading:
    Reading.objects.bulk_create([Reading()], ignore_conflicts=True)
    return Reading.objects.select_for_update().get(pk=1)


@dataclass(frozen=True)
class _Snapshot:
    """Transactions before `oldest_running` have ended, those from `next` on have not begun."""

    oldest_running: int
    next: int
    newest_message: int


def _snapshot() -> _Snapshot:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(snapshot)::text::bigint,"
            " pg_snapshot_xmax(snapshot)::text::bigint,"
            " (SELECT coalesce(max(id), 0) FROM channels_message)"
            " FROM pg_current_snapshot() snapshot"
        )
        return _Snapshot(*cursor.fetchone())


def _ids_after(number: int, *, most: int) -> Sequence[int]:
    newer = Message.objects.filter(pk__gt=number).order_by("pk")
    return list(newer.values_list("pk", flat=True)[:most])


def _ids_between(after: int, until: int, *, most: int | None = None) -> Sequence[int]:
    between = Message.objects.filter(pk__gt=after, pk__lte=until).order_by("pk")
    return list(between.values_list("pk", flat=True)[:most])


def _changed(reading: Reading, now: _Snapshot) -> Iterable[int]:
    """Messages that were read before and that the log names since, by themselves, by their case, by
    their person or by what became of their sending. A brand whose hours or promises have changed
    has all of its read again."""
    restored = reading.log_mark > now.next  # the numbers of a restored database begin anew
    if restored:
        reading.again_from = 0
        return []
    with connection.cursor() as cursor:
        values = {
            "since": reading.log_mark,
            "until": now.oldest_running,
            "read": reading.seen_id,
        }
        cursor.execute(CHANGED, values)
        changed = [number for (number,) in cursor.fetchall()]
    if None in changed:
        reading.again_from = 0
    return [number for number in changed if number is not None]


def _work_out_all(ids: Iterable[int]) -> None:
    left = iter(sorted(ids))
    while batch := list(islice(left, BATCH)):
        work_out(batch)


# NULL stands for a brand
CHANGED = """
WITH logged AS MATERIALIZED (
    SELECT DISTINCT target_kind, target_id FROM kit_activity
    WHERE tx >= %(since)s::text::xid8 AND tx < %(until)s::text::xid8
),
cases AS (SELECT target_id FROM logged WHERE target_kind = 'case'),
names AS (
    SELECT identity.id FROM people_identity identity
    JOIN logged ON logged.target_id = identity.person_id AND target_kind = 'person'
)
SELECT id FROM (
    SELECT NULL::bigint AS id FROM logged WHERE target_kind = 'brand'
    UNION
    SELECT target_id AS id FROM logged WHERE target_kind = 'message'
    UNION
    SELECT message_id FROM channels_outgoing
    WHERE id IN (SELECT target_id FROM logged WHERE target_kind = 'outgoing')
      AND message_id IS NOT NULL
    UNION
    SELECT message_id FROM inbox_casemessage WHERE case_id IN (SELECT target_id FROM cases)
    UNION
    SELECT message_id FROM insight_heard WHERE case_id IN (SELECT target_id FROM cases)
    UNION
    SELECT id FROM channels_message WHERE author_id IN (SELECT id FROM names)
    UNION
    SELECT id FROM channels_message WHERE recipient_id IN (SELECT id FROM names)
) changed
WHERE id IS NULL OR id <= %(read)s
"""
